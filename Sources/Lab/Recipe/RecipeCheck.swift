import Declarations
import Foundation
import Graphs
import Networks

/// A recipe found trainable: every size fits and the memory suffices. Nothing was allocated to find out.
public struct RecipeCheck: Sendable {
    /// The networks of the game, in the order of its players.
    public let networks: [NetworkSummary]
    public let memory: MemoryEstimate
    /// What the recipe may do and is known to go wrong.
    public let warnings: [RecipeWarning]
    /// What may go wrong too, and is told only who asks.
    public let advice: [RecipeWarning]
    /// A network that makes samples takes the class, so that samples of a class can be drawn.
    public let samplesHaveClasses: Bool

    /// - Parameter memoryLimit: bytes that a recipe may need; by default the machine's memory, `UInt64.max` for any amount.
    /// - Throws: the first reason why the recipe cannot be trained.
    public init(
        _ recipe: Recipe, memoryLimit: UInt64 = ProcessInfo.processInfo.physicalMemory
    ) throws(RecipeError) {
        try Self.checkCounts(recipe)
        var networks: [NetworkSummary] = []
        for player in try Self.players(of: recipe) {
            let summary = try NetworkSummary(player, of: recipe)
            try Self.checkTarget(summary, of: recipe)
            networks.append(summary)
        }
        self.networks = networks
        try Self.checkTricks(recipe, plans: networks.map(\.plan))
        memory = MemoryEstimate(recipe, networks: networks)
        guard memoryLimit == .max || memory.bytes <= Double(memoryLimit) else {
            throw RecipeError(
                .memory,
                "training needs about \(memory.text), but this machine has "
                    + MemoryEstimate.text(bytes: Double(memoryLimit)),
                help: "a smaller `batch` or narrower layers")
        }
        warnings = RecipeWarning.all(for: recipe)
        advice = RecipeWarning.advice(for: recipe)
        // The discriminator judges, and what tricks bring reads: neither makes samples.
        let makers = type(of: recipe.method).networks.filter { $0 != .discriminator }
        samplesHaveClasses = networks.contains { makers.contains($0.id) && $0.plan.usesLabels }
    }

    /// A network's layers and sizes; `nil` where the game has no such network.
    public func network(_ id: NetworkID) -> NetworkSummary? { networks.first { $0.id == id } }

    /// The discriminator takes the class, so that its scores are of points of a class.
    public var scoresHaveClasses: Bool { network(.discriminator)?.plan.usesLabels ?? false }

    private static func checkCounts(_ recipe: Recipe) throws(RecipeError) {
        guard recipe.latent.size >= 1 else {
            throw RecipeError(.latent, "`latent` takes a whole number from 1 up, found \(recipe.latent.size)")
        }
        guard recipe.batch >= 1 else {
            throw RecipeError(.batch, "`batch` takes a whole number from 1 up, found \(recipe.batch)")
        }
        let ratio = recipe.ratio
        guard ratio.discriminator >= 1, ratio.generator >= 1 else {
            throw RecipeError(.ratio, "each network needs at least one update a step")
        }
        guard recipe.rule.allowsRatio || ratio == Recipe.Ratio() else {
            throw RecipeError(
                .ratio,
                "`updates \(recipe.rule.name)` moves all networks at once, found `ratio discriminator "
                    + "\(ratio.text(of: .discriminator)) generator \(ratio.text(of: .generator))`",
                help: "`ratio discriminator 1 generator 1`, or `updates alternating`")
        }
        guard let further = ratio.further, recipe.method.isDuel else { return }
        let known = further.measured(in: recipe)
        guard known.contains(further.condition.quantity) else {
            throw RecipeError(
                .ratio,
                "the \(further.network)'s updates depend on what they measure themselves, found `\(further.condition.quantity.name)`",
                help: "any of " + known.map { "`\($0.name)`" }.joined(separator: ", "))
        }
    }

    /// The players of the game, and whether the parts of the recipe suit each other at all.
    private static func players(of recipe: Recipe) throws(RecipeError) -> [Player] {
        if !recipe.method.isDuel, let trick = recipe.tricks.first {
            throw RecipeError(
                .trick, "`trick \(trick.name)` changes a duel, and `method \(recipe.method.name)` is none",
                help: "`trick none`, or `method adversarial`")
        }
        let players: [Player]
        do throws(Refusal) {
            players = try recipe.players()
            for trick in recipe.tricks { try trick.check(recipe.setting) }
        } catch {
            throw RecipeError(.trick, error)
        }
        if recipe.method.isDuel {
            do throws(Refusal) {
                for penalty in recipe.penalties { try penalty.check(recipe.setting) }
            } catch {
                throw RecipeError(.penalty, error)
            }
        }
        for player in players {
            let layers = recipe.layers(of: player.id)
            guard !layers.isEmpty else {
                throw RecipeError(
                    .network(player.id), "the \(player.id) has no layers", help: "add `layer` lines below `\(player.id)`")
            }
            if player.reference == nil, let layer = layers.first(where: { $0.layer.referenceCount != nil }) {
                throw RecipeError(
                    .network(player.id),
                    "`\(layer.layer.name)` compares with a reference batch, and what the \(player.id) is given comes about in training alone",
                    tag: layer.tag, help: "`layer layernorm` looks at each example alone")
            }
            if recipe.batch < 2, let layer = layers.first(where: \.layer.isBatchCoupled) {
                throw RecipeError(
                    .network(player.id), "`\(layer.layer.name)` compares the examples of a batch, but `batch` is 1",
                    tag: layer.tag, help: "`batch 2` or more")
            }
        }
        return players
    }

    /// Whether the networks have what tricks stand on.
    private static func checkTricks(_ recipe: Recipe, plans: [NetworkPlan]) throws(RecipeError) {
        do throws(Refusal) {
            for trick in recipe.tricks { try trick.check(plans) }
            for plan in plans { try checkReparameterizations(recipe.tricks, of: plan) }
        } catch {
            throw RecipeError(.trick, error)
        }
    }

    /// One thing at most stands between a stored weight and the used one.
    private static func checkReparameterizations(_ tricks: [any Trick], of plan: NetworkPlan) throws(Refusal) {
        for parameter in plan.layers.indices.flatMap({ plan.parameters(of: $0) }) {
            let ways = tricks.filter { $0.reparameterization(of: parameter, in: NetworkID(plan.name)) != nil }
            guard ways.count > 1 else { continue }
            throw Refusal(
                "\(ways.map { "`trick \($0.name)`" }.joined(separator: " and ")) would each stand between the stored weights of the "
                    + "\(plan.name) and those that it uses",
                help: "`trick none`, then one of them; the option `network` gives each a network of its own")
        }
    }

    /// Whether the network ends in what the game needs of it.
    private static func checkTarget(_ summary: NetworkSummary, of recipe: Recipe) throws(RecipeError) {
        let (id, output, target) = (summary.id, summary.output, summary.player.target)
        guard output != target.size else { return }
        let (message, help): (String, String?)
        switch target {
        case .example(let size):
            message = "the \(id) makes \(output.sizeText) but `data \(recipe.dataset.name)` is \(size.sizeText)"
            help = SizeAdvice(
                layers: recipe.layers(of: id), input: summary.input, target: size, made: output,
                classCount: recipe.dataset.classCount
            ).text
        case .numbers(let count, let what):
            message = "the \(id) must end in \(what) for each example, found \(output.sizeText)"
            switch output.count {
            case 1: help = "end with `layer dense \(count)`"
            case _ where count == 1 && output.allSatisfy { $0 == 1 }: help = "add `layer flatten` at the end"
            default: help = "add `layer flatten` and `layer dense \(count)` at the end"
            }
        }
        let row = summary.lastSizeChange
        throw RecipeError(
            .network(id), message, tag: row?.tag,
            label: row.map { "\($0.input.sizeText) becomes \($0.output.sizeText) here" }, help: help)
    }
}
