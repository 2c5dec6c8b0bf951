import Declarations
import Lab
import Networks

/// What helps and is no single technique's to declare: other layers in a network, or other data.
let structuralRemedies: [Failure: [Remedy]] = [
    .discriminatorTooWeak: [.hiddenLayers], .misleadingLoss: [.hiddenLayers], .falseEquilibrium: [.hiddenLayers],
    .memorising: [.allExamples], .batchCoupling: [.withoutMixing], .checkerboard: [.evenEnlarging],
]

extension Remedy {
    fileprivate static let hiddenLayers = Remedy(
        "a discriminator without hidden layers can only compare means", insteadOf: "a discriminator without hidden layers",
        source: "Arora et al. 2017, section 3"
    ) { recipe in
        let layers = recipe.layers(of: .discriminator)
        guard layers.count(where: { $0.layer is Dense }) < 2, !layers.contains(where: { $0.layer is Convolution }) else { return nil }
        return ["discriminator"] + (recipe.dataset.isImage ? ["  layer flatten"] : [])
            + ["  layer dense 128 relu", "  layer dense 128 relu", "  layer dense 1", "optimizer adam rate 0.001 beta1 0.5"]
    }

    fileprivate static let withoutMixing = Remedy(
        "without it each example is judged by itself", insteadOf: "a layer of the discriminator that mixes the batch",
        source: "Gulrajani et al. 2017, section 4"
    ) { recipe in
        let layers = recipe.layers(of: .discriminator)
        guard layers.contains(where: \.layer.isBatchCoupled) else { return nil }
        return ["discriminator"] + layerLines(layers.filter { !$0.layer.isBatchCoupled }).map { "  " + $0 }
    }

    fileprivate static let allExamples = Remedy(
        "all examples are more than a generator can learn by heart", insteadOf: "`examples` that keep to a few",
        source: "Karras et al. 2020, Training generative adversarial networks with limited data"
    ) { recipe in
        recipe.dataset.optionValues.has("examples") ? ["data " + recipe.dataset.statementText(without: ["examples"])] : nil
    }

    /// Enlarges by repeating pixels, with a convolution of stride 1 behind, instead of painting overlapping squares.
    fileprivate static let evenEnlarging = Remedy(
        "pixels that are repeated and then convolved are painted equally often", insteadOf: "a `layer deconv` with a stride",
        source: "Odena, Dumoulin, Olah 2016, Deconvolution and checkerboard artifacts"
    ) { recipe in
        let layers = recipe.layers(of: .generator)
        guard layers.contains(where: { ($0.layer as? Deconvolution).map { $0.geometry.stride > 1 } == true }) else { return nil }
        let even = layers.flatMap { specification -> [LayerSpecification] in
            guard let deconvolution = specification.layer as? Deconvolution, deconvolution.geometry.stride > 1 else { return [specification] }
            let convolution = Convolution(deconvolution.channels, weights: deconvolution.weights)
            return [LayerSpecification(Upsample(factor: deconvolution.geometry.stride)), LayerSpecification(convolution, name: specification.name)]
        }
        return ["generator"] + layerLines(even).map { "  " + $0 }
    }
}
