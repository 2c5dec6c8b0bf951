import Datasets
import Lab
import Language
import Networks

/// The recipe as the script has described it so far, with the place of each part, so that an error found later points at the
/// line that caused it.
public struct Draft {
    /// What an error can be about, apart from single layers.
    enum Part: Hashable, CaseIterable {
        case seed, data, method, rule, latent, batch, ratio, loss, penalty, trick, optimizer
        case network(NetworkID)

        static let allCases: [Part] =
            [.seed, .data, .method, .rule, .latent, .batch, .ratio, .loss, .penalty, .trick, .optimizer]
            + NetworkID.all.map { .network($0) }
    }

    /// The seed of the run: the command line's where it names one, else the script's own.
    var seed: UInt64 = 1
    /// The seed of the script's last `seed` line, whatever the command line says.
    var scriptSeed: UInt64 = 1
    var dataset: (any Dataset)?
    var method: any Method = Adversarial()
    var rule: any StepRule = Alternating()
    var latent: (any Latent)?
    var batch: Int?
    var layers: [NetworkID: [LayerSpecification]] = [:]
    /// The networks that were described anew and keep what fits, until they are trained.
    var growing: Set<NetworkID> = []
    var loss: any Loss = NonSaturating()
    /// The penalties that stand in place of the loss's own; `nil` leaves those.
    var penalties: [any Penalty]?
    var tricks: [any Trick] = []
    var optimizers: [NetworkID: any Optimizer] = [:]
    /// The networks whose Adam was given no rate and takes the one that suits the data.
    var networksWithUsualRate: Set<NetworkID> = []
    var ratio = Recipe.Ratio()
    /// The network that the next `layer` line goes to.
    var current: NetworkID?
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

    /// The script chose a part, in the line at this place: what a check did not know of it is known again.
    mutating func markChosen(_ part: Part, at span: Span) {
        spans[part] = span
        unknownParts.remove(part)
    }

    /// Starts a network anew; how many layers it had.
    @discardableResult
    mutating func begin(_ network: NetworkID, isGrowing: Bool = false, at span: Span) -> Int {
        defer { layers[network] = [] }
        current = network
        if isGrowing { growing.insert(network) } else { growing.remove(network) }
        markChosen(.network(network), at: span)
        return layers[network]?.count ?? 0
    }

    /// Adds the layers of one line.
    ///
    /// - Parameter name: what later layers reach the last of them by.
    mutating func add(_ added: [any Layer], to network: NetworkID, named name: String? = nil, at span: Span) {
        layerSpans.append(span)
        layers[network, default: []] += added.indices.map { index in
            LayerSpecification(added[index], tag: layerSpans.count - 1, name: index == added.count - 1 ? name : nil)
        }
    }

    /// What is known where one of several drafts holds and nobody knows which: the first, without what the others say
    /// differently.
    static func common(_ drafts: [Draft]) -> Draft {
        guard var common = drafts.first else { return Draft() }
        for other in drafts.dropFirst() {
            common.unknownParts.formUnion(other.unknownParts)
            for part in Part.allCases where common.statements(of: part) != other.statements(of: part) {
                common.unknownParts.insert(part)
            }
            if common.current != other.current {
                common.current = common.current ?? other.current
                common.unknownParts.formUnion(NetworkID.all.map { .network($0) })
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
        return recipe(for: dataset)
    }

    /// The recipe as described so far, for a data set.
    func recipe(for dataset: any Dataset) -> Recipe {
        var recipe = Recipe(dataset: dataset)
        recipe.seed = seed
        recipe.method = method
        recipe.rule = rule
        recipe.chosenLatent = latent
        recipe.chosenBatch = batch
        recipe.chosenLayers = layers
        recipe.loss = loss
        recipe.chosenPenalties = penalties
        recipe.tricks = tricks
        for (network, optimizer) in optimizers {
            recipe.chosenOptimizers[network] = networksWithUsualRate.contains(network)
                ? optimizer.withRate(Recipe.usualRate(for: dataset)) : optimizer
        }
        recipe.ratio = ratio
        return recipe
    }

    /// The place of what an error of the recipe is about.
    func span(of error: RecipeError) -> Span? {
        if let tag = error.tag, layerSpans.indices.contains(tag) { return layerSpans[tag] }
        return span(of: error.subject)
    }

    /// The parts that an error is about.
    func parts(of subject: RecipeError.Subject) -> [Part] {
        switch subject {
        case .network(let network): [.network(network)]
        case .data: [.data]
        case .method: [.method]
        case .rule: [.rule]
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
        return warning.subject.flatMap(span)
    }

    private func span(of subject: RecipeError.Subject) -> Span? { parts(of: subject).lazy.compactMap { spans[$0] }.first }
}
