import Declarations
import Lab
import Language

/// What a look at one class asks of the experiment.
enum ClassLook {
    /// Samples of the class: a network that makes them takes it.
    case samples
    /// Scores of points of the class: the discriminator takes it.
    case scores
    /// Examples of the data alone.
    case data

    /// Whether a recipe has what it asks for.
    fileprivate func isPossible(in check: RecipeCheck) -> Bool {
        switch self {
        case .samples: check.samplesHaveClasses
        case .scores: check.scoresHaveClasses
        case .data: true
        }
    }

    fileprivate var network: String { self == .scores ? "discriminator" : "generator" }
}

extension OptionDeclaration {
    /// `class 3`, by the name that the data give the class.
    static func ofClass(_ summary: String) -> OptionDeclaration {
        OptionDeclaration("class", .key, isOptional: true, summary: summary)
    }

    /// `training`: samples as a training step makes them.
    static func inTraining(_ summary: String) -> OptionDeclaration { OptionDeclaration("training", .flag, summary: summary) }
}

extension GanSession {
    /// The label of the class that a statement names; `nil` where it names none.
    func chosenClass(
        _ arguments: BoundArguments, for look: ClassLook, of experiment: Experiment
    ) throws(Diagnostic) -> Int? {
        guard let name = arguments.optionalText("class") else { return nil }
        do throws(Refusal) { return try label(ofClass: name, for: look, of: experiment) } catch {
            throw Diagnostic(error, at: arguments.spans["class"] ?? arguments.span)
        }
    }

    func label(ofClass name: String, for look: ClassLook, of experiment: Experiment) throws(Refusal) -> Int {
        try requireClasses(experiment.recipe.dataset.classCount, of: experiment.recipe)
        try requireUse(look, in: experiment.check)
        return try place(ofClass: name, among: experiment.classNames, of: experiment.recipe)
    }

    /// The same mistakes found in a check, as far as no file need be read for them.
    func checkClass(_ arguments: BoundArguments, for look: ClassLook) throws(Diagnostic) {
        guard let name = arguments.optionalText("class"), !arguments.isGuessed, !draft.isUnknown,
            let recipe = try? draft.recipe(at: arguments.span), let check = try? RecipeCheck(recipe)
        else { return }
        do throws(Refusal) {
            try requireClasses(recipe.dataset.classCount, of: recipe)
            try requireUse(look, in: check)
            if let names = recipe.knownClassNames { _ = try place(ofClass: name, among: names, of: recipe) }
        } catch {
            throw Diagnostic(error, at: arguments.spans["class"] ?? arguments.span)
        }
    }

    private func requireClasses(_ count: Int?, of recipe: Recipe) throws(Refusal) {
        guard count == nil else { return }
        throw Refusal(
            "`data \(recipe.dataset.name)` has no classes",
            help: "`data ring`, `data moons` and `data digits` have some, and your own data with labels")
    }

    private func requireUse(_ look: ClassLook, in check: RecipeCheck) throws(Refusal) {
        guard !look.isPossible(in: check) else { return }
        throw Refusal(
            "`class` asks for a \(look.network) that takes the class, but no layer of this one does",
            help: "`layer label` as the first layer of the \(look.network)")
    }

    private func place(ofClass name: String, among names: [String], of recipe: Recipe) throws(Refusal) -> Int {
        if let place = names.firstIndex(of: name) { return place }
        let shown = names.prefix(20).map { String($0.prefix(40)) }.joined(separator: ", ")
        throw Refusal(
            "expected a class of `data \(recipe.dataset.name)`, found `\(name)`",
            help: "its classes are \(shown)" + (names.count > 20 ? ", … (\(names.count))" : ""))
    }
}

/// What the plots of a statement ask of a class; throws where it names a class and a plot shows none.
func classLook(of plots: [String], _ arguments: BoundArguments) throws(Diagnostic) -> ClassLook {
    let kinds = classPlotKinds.filter { kind in plots.contains { kind.declaration.words.contains($0) } }
    guard arguments.has("class"), kinds.isEmpty else { return kinds.first?.classLook ?? .data }
    throw arguments.error(
        "`\(arguments.declaration.name) \(plots[0])` shows no single class", at: "class",
        help: [classPlotKinds.map { "`\(arguments.declaration.name) \($0.declaration.name) class 3`" }.joined(separator: ", ")])
}
