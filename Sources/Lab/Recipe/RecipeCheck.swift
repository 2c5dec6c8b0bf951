import Foundation
import Graphs
import Networks

/// A recipe found trainable: every size fits and the memory suffices. Nothing was allocated to find out.
public struct RecipeCheck: Sendable {
    public let generator: NetworkSummary
    public let discriminator: NetworkSummary
    public let memory: MemoryEstimate
    /// What the recipe may do and is known to go wrong.
    public let warnings: [RecipeWarning]

    /// - Parameter memoryLimit: bytes that a recipe may need; by default the machine's memory, `UInt64.max` for any amount.
    /// - Throws: the first reason why the recipe cannot be trained.
    public init(
        _ recipe: Recipe, memoryLimit: UInt64 = ProcessInfo.processInfo.physicalMemory
    ) throws(RecipeError) {
        try Self.checkCounts(recipe)
        generator = try NetworkSummary(role: .generator, layers: recipe.generator, input: [recipe.latentSize])
        try Self.checkGenerator(generator, of: recipe)
        discriminator = try NetworkSummary(
            role: .discriminator, layers: recipe.discriminator, input: recipe.dataset.size)
        try Self.checkDiscriminator(discriminator)
        memory = MemoryEstimate(recipe, generator: generator.plan, discriminator: discriminator.plan)
        guard memoryLimit == .max || memory.bytes <= Double(memoryLimit) else {
            throw RecipeError(
                .memory,
                "training needs about \(memory.text), but this machine has "
                    + MemoryEstimate.text(bytes: Double(memoryLimit)),
                help: "a smaller `batch` or narrower layers")
        }
        warnings = RecipeWarning.all(for: recipe, discriminator: discriminator)
    }

    private static func checkCounts(_ recipe: Recipe) throws(RecipeError) {
        guard recipe.latentSize >= 1 else {
            throw RecipeError(.latent, "`latent` takes a whole number from 1 up, found \(recipe.latentSize)")
        }
        guard recipe.batch >= 1 else {
            throw RecipeError(.batch, "`batch` takes a whole number from 1 up, found \(recipe.batch)")
        }
        guard recipe.ratio.discriminator >= 1, recipe.ratio.generator >= 1 else {
            throw RecipeError(.ratio, "each network needs at least one update a step")
        }
        for role in NetworkRole.allCases where recipe.layers(of: role).isEmpty {
            throw RecipeError(.network(role), "the \(role) has no layers", help: "add `layer` lines below `\(role)`")
        }
        if recipe.batch < 2 {
            for role in NetworkRole.allCases {
                guard let layer = recipe.layers(of: role).first(where: \.layer.isBatchCoupled) else { continue }
                throw RecipeError(
                    .network(role), "`\(layer.layer.name)` compares the examples of a batch, but `batch` is 1",
                    tag: layer.tag, help: "`batch 2` or more")
            }
        }
    }

    private static func checkGenerator(_ summary: NetworkSummary, of recipe: Recipe) throws(RecipeError) {
        let target = recipe.dataset.size
        guard summary.output != target else { return }
        let advice = SizeAdvice(
            layers: recipe.generator, input: summary.input, target: target, made: summary.output)
        throw RecipeError(
            .network(.generator),
            "the generator makes \(summary.output.sizeText) but `data \(recipe.dataset.name)` is \(target.sizeText)",
            tag: summary.lastSizeChange?.tag, label: label(summary.lastSizeChange), help: advice.text)
    }

    private static func checkDiscriminator(_ summary: NetworkSummary) throws(RecipeError) {
        guard summary.output != [1] else { return }
        let help: String
        switch summary.output.count {
        case 1: help = "end with `layer dense 1`"
        case _ where summary.output.allSatisfy { $0 == 1 }: help = "add `layer flatten` at the end"
        default: help = "add `layer flatten` and `layer dense 1` at the end"
        }
        throw RecipeError(
            .network(.discriminator),
            "the discriminator must end in one score for each example, found \(summary.output.sizeText)",
            tag: summary.lastSizeChange?.tag, label: label(summary.lastSizeChange), help: help)
    }

    private static func label(_ row: NetworkSummary.Row?) -> String? {
        row.map { "\($0.input.sizeText) becomes \($0.output.sizeText) here" }
    }

    /// The network's layers and sizes.
    public func plan(of role: NetworkRole) -> NetworkPlan {
        switch role {
        case .generator: generator.plan
        case .discriminator: discriminator.plan
        }
    }
}
