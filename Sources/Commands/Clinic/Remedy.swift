import Declarations
import Lab
import Networks

/// What to type against a failure.
struct Remedy: Sendable {
    /// Why it helps, lower case, no final stop.
    let reason: String
    let source: String
    /// Weights that learned the failure are no start: they are drawn anew.
    let startsAnew: Bool
    /// Statements for a recipe that has the failure; `nil` where it is no cure there.
    private let statements: @Sendable (Recipe) -> [String]?

    init(_ reason: String, source: String, startsAnew: Bool = true, _ statements: @escaping @Sendable (Recipe) -> [String]?) {
        self.reason = reason
        self.source = source
        self.startsAnew = startsAnew
        self.statements = statements
    }

    /// Statements that can be typed as they are, a training among them.
    ///
    /// - Parameter steps: how long the training was that failed.
    func lines(for recipe: Recipe, steps: Int) -> [String]? {
        statements(recipe).map { $0 + (startsAnew ? ["reset"] : []) + ["train \(max(500, steps))"] }
    }
}

extension Remedy {
    /// Those for a failure, the one that did best on this project's own runs first.
    static func against(_ failure: Failure) -> [Remedy] { remedies[failure] ?? [] }

    private static let remedies: [Failure: [Remedy]] = [
        .vanishingGradient: [clipFurther, nonSaturating, wassersteinPenalty],
        .discriminatorTooStrong: [nonSaturating, zeroCentredPenalty],
        .overconfidentDiscriminator: [nonSaturating, zeroCentredPenalty],
        .discriminatorTooWeak: [hiddenLayers, equalRates],
        .misleadingLoss: [hiddenLayers, equalRates],
        .falseEquilibrium: [hiddenLayers, zeroCentredPenalty],
        .modeHopping: [equalRates],
        .modeCollapse: [equalRatesAlone, wassersteinPenalty, zeroCentredPenalty],
        .missingModes: [zeroCentredPenalty, wassersteinPenalty],
        .oscillation: [zeroCentredPenalty],
        .nonConvergence: [zeroCentredPenalty],
        .explodingGradient: [clipCloser, wassersteinPenalty, smallerRate],
        .weightsAtClip: [clipFurther, clipCloser, wassersteinPenalty],
        .notANumber: [smallerRate],
        .memorising: [wassersteinPenalty],
        .batchCoupling: [withoutMixing],
    ]

    private static let measured = "measured on the project's own runs"

    private static let nonSaturating = Remedy(
        "its gradient does not fade where the discriminator is sure of a fake", source: "Goodfellow et al. 2014, section 3", startsAnew: false
    ) { $0.loss is Minimax ? ["loss non-saturating"] : nil }

    private static let wassersteinPenalty = Remedy(
        "its critic measures a distance, which tells where to go from anywhere", source: "Gulrajani et al. 2017, section 4"
    ) { recipe in
        recipe.loss is WassersteinGradientPenalty ? nil : ["loss wgan-gp weight 1"] + (recipe.chosenPenalties == nil ? [] : ["penalty gradient-penalty weight 1"])
    }

    private static let zeroCentredPenalty = Remedy(
        "it keeps the discriminator from becoming steep where the data are", source: "Mescheder, Geiger, Nowozin 2018, section 4.1"
    ) { recipe in
        if recipe.loss.isCritic { return ["penalty gradient-penalty weight 0.3 target 0"] }
        return (recipe.loss is Minimax ? ["loss non-saturating"] : []) + ["penalty gradient-penalty weight 0.1 target 0"]
    }

    private static let equalRates = Remedy(
        "a discriminator that learns as fast as the generator, and not too steep a one", source: "Mescheder, Geiger, Nowozin 2018, section 4.1"
    ) { _ in ["optimizer adam rate 0.001 beta1 0.5", "penalty gradient-penalty weight 0.1 target 0"] }

    private static let equalRatesAlone = Remedy(
        "a discriminator that learns as fast as the generator sees what all samples have in common", source: measured
    ) { recipe in
        guard recipe.dataset.isImage, let ratio = recipe.rateRatio, ratio < 0.5 else { return nil }
        return ["optimizer adam rate 0.001 beta1 0.5"]
    }

    private static let hiddenLayers = Remedy(
        "a discriminator without hidden layers can only compare means", source: "Arora et al. 2017, section 3"
    ) { recipe in
        guard recipe.layers(of: .discriminator).count(where: { $0.layer is Dense }) < 2 else { return nil }
        let flat = recipe.dataset.isImage ? ["layer flatten"] : []
        return ["discriminator"] + flat + ["layer dense 128 relu", "layer dense 128 relu", "layer dense 1"]
    }

    private static let clipFurther = Remedy(
        "bounds far enough from 0 for the gradient to pass through the layers", source: measured
    ) { recipe in recipe.clipLimit.map { $0 < 0.05 } == true ? ["penalty clip limit 0.1"] : nil }

    private static let clipCloser = Remedy(
        "bounds near enough to 0 for the gradient not to grow from layer to layer", source: measured
    ) { recipe in recipe.clipLimit.map { $0 > 0.3 } == true ? ["penalty clip limit 0.1"] : nil }

    private static let smallerRate = Remedy("smaller steps do not feed themselves", source: measured) { recipe in
        let rates = recipe.networks.compactMap { recipe.optimizer(of: $0).optionValues }.filter { $0.has("rate") }
        guard !rates.isEmpty else { return nil }
        return ["optimizer adam rate 0.0002 beta1 0.5"]
    }

    private static let withoutMixing = Remedy(
        "without it each example is judged by itself", source: "Gulrajani et al. 2017, section 4"
    ) { recipe in
        ["discriminator"] + layerLines(recipe.layers(of: .discriminator).filter { !$0.layer.isBatchCoupled })
    }
}

extension Recipe {
    fileprivate var clipLimit: Float? { penalties.lazy.compactMap { ($0 as? WeightClipping)?.limit }.first }
}
