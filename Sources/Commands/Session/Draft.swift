import Datasets
import Lab
import Language
import Networks

/// The recipe as the script has told it so far, with the place of each part, so that an error found later points at the
/// line that caused it.
public struct Draft {
    /// What an error can be about, apart from single layers.
    enum Part: Hashable, CaseIterable {
        case seed, data, latent, batch, ratio, loss, penalty, trick, optimizer
        case network(NetworkRole)

        static let allCases: [Part] =
            [.seed, .data, .latent, .batch, .ratio, .loss, .penalty, .trick, .optimizer] + NetworkRole.allCases.map { .network($0) }
    }

    var seed: UInt64 = 1
    /// The script's own seed, which the command line may have overridden.
    var toldSeed: UInt64 = 1
    var dataset: (any Dataset)?
    var latentSize: Int?
    var batch: Int?
    var layers: [NetworkRole: [LayerSpecification]] = [:]
    var loss: any Loss = NonSaturating()
    /// The penalties that stand in place of the loss's own; `nil` leaves those.
    var penalties: [any Penalty]?
    var tricks: [any Trick] = []
    var optimizers: [NetworkRole: any Optimizer] = [:]
    /// The networks whose Adam was given no rate and takes the one that suits the data.
    var rolesWithUsualRate: Set<NetworkRole> = []
    var ratio = Recipe.Ratio()
    /// The network that the next `layer` line goes to.
    var current: NetworkRole?
    /// The parts that a check does not know, as only a run does or their line is wrong, until a later line says them anew.
    var unknownParts: Set<Part> = []
    /// A check cannot know what `load` brings: nothing is checked until every part was said again.
    var isUnknown: Bool {
        get { !unknownParts.isEmpty }
        set { unknownParts = newValue ? Set(Part.allCases) : [] }
    }
    /// Conditions that end every training.
    var stopConditions: [BoundExpression] = []

    private(set) var spans: [Part: Span] = [:]
    /// The place of each layer line; a layer's tag is its index here.
    private(set) var layerSpans: [Span] = []
    /// The statements that make this draft, every value written out: no variable, no default of the language
    /// (a rate that suits the data, whatever they are, stays with the data).
    private var statementTexts: [Part: [String]] = [:]

    /// Remembers where a part was said, and the statements that say the same.
    mutating func note(_ part: Part, at span: Span, as statements: [String]) {
        spans[part] = span
        statementTexts[part] = statements
        unknownParts.remove(part)
    }

    /// The same for a part that several statements say: this one stands in place of the one that began with `word`.
    mutating func replace(_ part: Part, at span: Span, _ statement: String, word: String) {
        let others = (statementTexts[part] ?? []).filter { $0 != word && !$0.hasPrefix(word + " ") }
        note(part, at: span, as: others + [statement])
    }

    /// Starts a network anew; how many layers it had.
    @discardableResult
    mutating func begin(_ role: NetworkRole, at span: Span) -> Int {
        defer { layers[role] = [] }
        current = role
        note(.network(role), at: span, as: [role.rawValue])
        return layers[role]?.count ?? 0
    }

    /// Adds the layers of one line.
    mutating func add(_ added: [any Layer], to role: NetworkRole, at span: Span, as statement: String) {
        layerSpans.append(span)
        statementTexts[.network(role), default: []].append("  " + statement)
        layers[role, default: []] += added.map { LayerSpecification($0, tag: layerSpans.count - 1) }
    }

    /// The statements that make this draft again.
    var statements: [String] {
        let parts: [Part] = [
            .data, .latent, .network(.generator), .network(.discriminator), .loss, .penalty, .trick, .optimizer, .batch, .ratio,
        ]
        return ["seed \(seed)"] + parts.flatMap { statementTexts[$0] ?? [] }
    }

    /// What is known where one of several drafts holds and nobody knows which: the first, without what the others say
    /// differently.
    static func common(_ drafts: [Draft]) -> Draft {
        guard var common = drafts.first else { return Draft() }
        for other in drafts.dropFirst() {
            common.unknownParts.formUnion(other.unknownParts)
            for part in Part.allCases where common.statementTexts[part] != other.statementTexts[part] {
                common.unknownParts.insert(part)
            }
            if common.seed != other.seed { common.unknownParts.insert(.seed) }
            if common.current != other.current {
                common.current = common.current ?? other.current
                common.unknownParts.formUnion(NetworkRole.allCases.map { .network($0) })
            }
            if common.dataset == nil { common.dataset = other.dataset }
            if other.stopConditions.count > common.stopConditions.count { common.stopConditions = other.stopConditions }
        }
        return common
    }

    /// The recipe, or what is missing.
    func recipe(at span: Span) throws(Diagnostic) -> Recipe {
        guard let dataset else {
            throw Diagnostic(
                "there is no data set yet", at: span,
                notes: ["data sets: \(datasetCatalogue.map { $0.declaration.name }.joined(separator: ", "))"],
                help: ["`data ring` draws points from eight Gaussians on a circle"])
        }
        var recipe = Recipe(dataset: dataset)
        recipe.seed = seed
        recipe.chosenLatentSize = latentSize
        recipe.chosenBatch = batch
        recipe.chosenGenerator = layers[.generator]
        recipe.chosenDiscriminator = layers[.discriminator]
        recipe.loss = loss
        recipe.chosenPenalties = penalties
        recipe.tricks = tricks
        recipe.chosenGeneratorOptimizer = optimizer(of: .generator, for: dataset)
        recipe.chosenDiscriminatorOptimizer = optimizer(of: .discriminator, for: dataset)
        recipe.ratio = ratio
        return recipe
    }

    private func optimizer(of role: NetworkRole, for dataset: any Dataset) -> (any Optimizer)? {
        guard let adam = optimizers[role] as? Adam, rolesWithUsualRate.contains(role) else { return optimizers[role] }
        return Adam(
            rate: Recipe.usualRate(for: dataset), beta1: adam.beta1, beta2: adam.beta2, epsilon: adam.epsilon)
    }

    /// The place of what an error of the recipe is about.
    func span(of error: RecipeError) -> Span? {
        if let tag = error.tag, layerSpans.indices.contains(tag) { return layerSpans[tag] }
        switch error.subject {
        case .network(let role): return spans[.network(role)]
        case .data: return spans[.data]
        case .latent: return spans[.latent]
        case .batch, .memory: return spans[.batch]
        case .ratio: return spans[.ratio]
        case .loss: return spans[.loss]
        case .penalty: return spans[.penalty]
        case .trick: return spans[.trick]
        case .optimizer: return spans[.optimizer]
        }
    }

    /// The part that an error is about.
    func parts(of error: RecipeError) -> [Part] {
        switch error.subject {
        case .network(let role): [.network(role)]
        case .data: [.data]
        case .latent: [.latent]
        case .batch, .memory: [.batch]
        case .ratio: [.ratio]
        case .loss: [.loss]
        case .penalty: [.penalty]
        case .trick: [.trick]
        case .optimizer: [.optimizer]
        }
    }

    func span(of warning: RecipeWarning) -> Span? {
        if let tag = warning.tag, layerSpans.indices.contains(tag) { return layerSpans[tag] }
        return warning.role.flatMap { spans[.network($0)] }
    }
}
