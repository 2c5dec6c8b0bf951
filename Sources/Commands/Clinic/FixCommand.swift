import Declarations
import Lab
import Language

/// `fix mode-collapse`: the cure that did best, typed.
enum FixCommand: Command {
    static let declaration = CommandDeclaration(
        "fix", summary: "cures a failure: types the cure that did best, prints it, and says why it helps; alone, lists the cures for this recipe",
        group: "clinic",
        arguments: [.failure("which; alone, all that something is known against")],
        examples: ["data ring\nbreak discriminator-too-weak\ntrain 50\nfix discriminator-too-weak\ntrain 50", "data ring\nfix"],
        notes: [
            "cures are what techniques declare of themselves, those that were measured here first: `help wgan-gp` tells its own",
            "what it types stands in the script in place of the word; train again to see what it does",
        ],
        changes: [.init("data"), .init("updates"), .networks, .loss, .penalty, .trick, .optimizer, .ratio, .steps], isRecorded: false)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        guard let recipe = try session.recipeToChange(at: arguments.span) else { return }
        guard let failure = arguments.failure else { return try session.listCures(for: recipe) }
        let origin = "fix \(failure.rawValue)"
        guard let cure = try session.cure(of: failure, in: recipe) else {
            return session.tellNoCure(of: failure, in: recipe)
        }
        let typed = cure.lines + (cure.remedy.startsAnew ? session.resetIfTrained : [])
        try session.type(typed, origin: origin)
        guard !session.isCheckOnly else { return }
        session.output.say("\(failure.rawValue): \(cure.remedy.reason)")
        session.tell(typed: typed)
        if !cure.remedy.isMeasured { session.output.say("known from its source, not measured here") }
        if let way = sabotage(of: failure)?.way(in: recipe) {
            session.output.say("train again, \(grouped(way.cureSteps)) steps, " + (way.shown.map { "and `\($0(recipe))` should hold no more" } ?? "and it should come to its end"))
        }
        session.tellOthers(than: cure.remedy, against: failure)
        session.output.say("source: \(cure.remedy.source)")
    }
}

extension GanSession {
    /// The first remedy that changes something here, and the lines that do.
    ///
    /// One that is known from its source alone is passed by where the recipe's check would refuse it or warn of something new.
    func cure(of failure: Failure, in recipe: Recipe) throws(Diagnostic) -> (remedy: Remedy, lines: [String])? {
        for remedy in Remedy.against(failure) {
            guard let statements = remedy.statements(for: recipe) else { continue }
            let lines = try changing(statements, origin: "fix \(failure.rawValue)")
            if !lines.isEmpty, remedy.isMeasured || suits(lines, recipe) { return (remedy, lines) }
        }
        return nil
    }

    /// Whether a recipe can be trained with these lines as well, without a warning that it did not have.
    private func suits(_ lines: [String], _ recipe: Recipe) -> Bool {
        let before = knowledge
        defer { knowledge = before }
        guard (try? interpreter.readRecipe(Source(name: FixCommand.declaration.name, text: lines.joined(separator: "\n")))) != nil,
            let dataset = draft.dataset, let check = try? RecipeCheck(draft.recipe(for: dataset), memoryLimit: .max)
        else { return false }
        let known = (try? RecipeCheck(recipe, memoryLimit: .max))?.warnings ?? []
        return check.warnings.allSatisfy { known.contains($0) }
    }

    fileprivate func tellNoCure(of failure: Failure, in recipe: Recipe) {
        guard !isCheckOnly else { return }
        let elsewhere = DeclaredCure.against(failure)
        guard !elsewhere.isEmpty else { return output.say("no cure of \(failure.rawValue) is known here") }
        output.say("nothing that could be typed for you cures \(failure.rawValue) in this recipe; what is said to help:")
        for cure in elsewhere { output.say("- \(cure.sentence) (\(cure.claim.source))") }
    }

    fileprivate func tellOthers(than remedy: Remedy, against failure: Failure) {
        let names = DeclaredCure.against(failure).filter { $0.sentence != remedy.reason }.map { "`\($0.word.rawValue) \($0.technique.name)`" }
        let others = names.enumerated().filter { !names[..<$0.offset].contains($0.element) && !remedy.reason.hasPrefix($0.element) }.map(\.element)
        if !others.isEmpty { output.say("also said to cure it: \(others.joined(separator: ", "))") }
    }

    /// For every failure that something is known against: what `fix` would type here.
    fileprivate func listCures(for recipe: Recipe) throws(Diagnostic) {
        guard !isCheckOnly else { return }
        var table = TextTable(header: ["failure", "what `fix` would type here"], leftColumns: [0, 1])
        for failure in failureNames.compactMap(Failure.init(rawValue:)) {
            guard let cure = try cure(of: failure, in: recipe) else { continue }
            table.rows.append([failure.rawValue, cure.lines.map { String($0.trimmingPrefix("  ")) }.joined(separator: ", ")])
        }
        output.receive(.table(table))
    }
}
