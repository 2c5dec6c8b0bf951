import Datasets
import Networks

extension RecipeWarning {
    /// What may well go wrong in a recipe, though it also goes well often enough not to be warned of at every training.
    static func advice(for recipe: Recipe) -> [RecipeWarning] {
        guard recipe.method.isDuel else { return [] }
        return [normalizedOutput(recipe), normalizedInput(recipe), unreachableRange(recipe), smallBatch(recipe), slowDiscriminator(recipe)]
            .compactMap { $0 } + recipe.networks.flatMap { [hiddenDense($0, in: recipe), plainDepth($0, in: recipe)].compactMap { $0 } }
    }

    /// Samples of one batch would have the mean and the spread of the normalisation, whatever the data have.
    private static func normalizedOutput(_ recipe: Recipe) -> RecipeWarning? {
        guard let last = recipe.layers(of: .generator).last(where: { !$0.layer.isActivation }), last.layer.normalizesByBatch else { return nil }
        return RecipeWarning(
            "the generator's samples pass through `layer \(last.layer.name)` last, which gives every batch the same mean and spread",
            about: .network(.generator), tag: last.tag, help: "end with `layer dense data` or a convolution alone", source: radford)
    }

    private static func normalizedInput(_ recipe: Recipe) -> RecipeWarning? {
        guard let first = recipe.layers(of: .discriminator).first(where: { !($0.layer is Flatten) }), first.layer.normalizesByBatch else { return nil }
        return RecipeWarning(
            "the discriminator's input passes through `layer \(first.layer.name)`, which takes away the mean and spread that real and generated batches differ in",
            about: .network(.discriminator), tag: first.tag, help: "begin with a layer that learns", source: radford)
    }

    /// Points beyond what the generator's last layer can make.
    private static func unreachableRange(_ recipe: Recipe) -> RecipeWarning? {
        guard !recipe.dataset.isImage, let last = recipe.layers(of: .generator).last, let reach = last.layer.bounds,
            let bounds = recipe.syntheticSource?.bounds,
            bounds.contains(where: { $0.upperBound > reach.upperBound || $0.lowerBound < reach.lowerBound })
        else { return nil }
        let made = reach.upperBound == .infinity ? "nothing below \(Int(reach.lowerBound))" : "numbers from \(Int(reach.lowerBound)) to \(Int(reach.upperBound))"
        return RecipeWarning(
            "the generator ends in `\(last.layer.name)`, which makes \(made), but `data \(recipe.dataset.name)` reaches beyond",
            about: .network(.generator), tag: last.tag, help: "end with `layer dense data` alone",
            source: "Radford, Metz, Chintala 2016, DCGAN, section 4, of images")
    }

    private static func smallBatch(_ recipe: Recipe) -> RecipeWarning? {
        guard (4...8).contains(recipe.batch) else { return nil }
        for network in recipe.networks {
            guard let found = recipe.layers(of: network).first(where: \.layer.normalizesByBatch) else { continue }
            return RecipeWarning(
                "`layer \(found.layer.name)` in the \(network) takes mean and variance of \(recipe.batch) examples, whose samples then share what chance put into the batch",
                about: .network(network), tag: found.tag, help: "`batch 32` or more, or `layer layernorm`",
                source: "Salimans et al. 2016, Improved techniques for training GANs, section 3.5")
        }
        return nil
    }

    private static func slowDiscriminator(_ recipe: Recipe) -> RecipeWarning? {
        guard let ratio = recipe.rateRatio, ratio < 0.25 else { return nil }
        return RecipeWarning(
            "the discriminator learns at \(text(ratio)) of the generator's rate: where it is too slow to answer, samples collapse or hop from mode to mode",
            about: .optimizer, help: "equal rates, or a faster discriminator",
            source: "Heusel et al. 2017, GANs trained by a two time-scale update rule, section 2")
    }

    /// A layer that connects all numbers of an image to all others, between convolutions and the end.
    private static func hiddenDense(_ network: NetworkID, in recipe: Recipe) -> RecipeWarning? {
        let layers = recipe.layers(of: network)
        guard recipe.dataset.isImage, layers.contains(where: { $0.layer is Convolution || $0.layer is Deconvolution }) else { return nil }
        let dense = layers.filter { $0.layer is Dense }
        // A generator begins with one, a discriminator ends with one.
        let hidden = network == .generator ? dense.dropFirst() : dense.dropLast()
        guard let found = hidden.first else { return nil }
        return RecipeWarning(
            "the \(network) has a hidden `layer dense` beside its convolutions", about: .network(network), tag: found.tag,
            help: "convolutions alone, with strides", source: radford)
    }

    /// Many layers and nothing that keeps their signals in range.
    private static func plainDepth(_ network: NetworkID, in recipe: Recipe) -> RecipeWarning? {
        let layers = recipe.layers(of: network)
        let weights = layers.filter { $0.layer is Convolution || $0.layer is Deconvolution || $0.layer is Dense || $0.layer is Maxout }
        guard weights.count >= (recipe.dataset.isImage ? 5 : 6), !layers.contains(where: \.layer.normalizes), !layers.contains(where: { $0.layer is Residual }),
            !recipe.tricks.contains(where: { $0 is SpectralNorm || $0 is WeightNorm || $0 is EqualisedRate })
        else { return nil }
        return RecipeWarning(
            "\(weights.count) layers of the \(network) follow each other without a normalisation", about: .network(network), tag: weights[0].tag,
            help: network == .generator ? "`layer batchnorm` behind them" : "`layer layernorm` behind them, or `trick spectral-norm`", source: radford)
    }

    private static func text(_ share: Double) -> String { share < 0.01 ? "less than a hundredth" : "\((share * 100).rounded() / 100)" }

    private static let radford = "Radford, Metz, Chintala 2016, DCGAN, section 3"
}

extension Layer {
    /// Statistics are taken over the batch.
    fileprivate var normalizesByBatch: Bool { self is BatchNormalization || self is ConditionalBatchNormalization }

    fileprivate var normalizes: Bool {
        normalizesByBatch || self is VirtualBatchNormalization || self is LayerNormalization || self is InstanceNormalization
            || self is AdaptiveInstanceNormalization || self is PixelNormalization
    }
}
