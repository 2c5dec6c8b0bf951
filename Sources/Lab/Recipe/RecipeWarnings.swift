import Networks

extension RecipeWarning {
    /// Everything in a trainable recipe that is known to go wrong.
    static func all(for recipe: Recipe, discriminator: NetworkSummary) -> [RecipeWarning] {
        [
            batchNormalizedCritic(recipe),
            squashedScore(recipe),
            generatorRange(recipe),
            laggingCritic(recipe),
        ].compactMap { $0 }
    }

    /// The penalty asks for each example's own slope, which batch normalisation mixes with those of its batch.
    /// Source: Gulrajani et al. 2017, section 4, *No critic batch normalization*.
    private static func batchNormalizedCritic(_ recipe: Recipe) -> RecipeWarning? {
        let isPenalised = recipe.penalties.contains { $0 is GradientPenalty }
        guard isPenalised || recipe.loss.warnsAboutBatchNormInDiscriminator,
            let layer = recipe.discriminator.first(where: \.layer.isBatchCoupled)
        else { return nil }
        let cause = isPenalised && !recipe.loss.warnsAboutBatchNormInDiscriminator
            ? "`penalty gradient-penalty`" : "`loss \(recipe.loss.name)`"
        return RecipeWarning(
            "\(cause) holds each example's slope, but `\(layer.layer.name)` in the discriminator mixes the batch",
            role: .discriminator, tag: layer.tag, help: "`layer layernorm` looks at each example alone")
    }

    /// Losses hold the sigmoid inside, where it cannot overflow.
    private static func squashedScore(_ recipe: Recipe) -> RecipeWarning? {
        guard let last = recipe.discriminator.last, last.layer is Sigmoid || last.layer is Tanh || last.layer is Softplus
        else { return nil }
        return RecipeWarning(
            "`loss \(recipe.loss.name)` takes raw scores, but the discriminator ends in `\(last.layer.name)`",
            role: .discriminator, tag: last.tag, help: "end with `layer dense 1` alone")
    }

    /// Images are scaled to −1 … 1.
    private static func generatorRange(_ recipe: Recipe) -> RecipeWarning? {
        guard recipe.dataset.isImage, let last = recipe.generator.last,
            last.layer is Sigmoid || last.layer is Relu || last.layer is Softplus
        else { return nil }
        return RecipeWarning(
            "images reach from -1 to 1, but the generator ends in `\(last.layer.name)`, which is never negative",
            role: .generator, tag: last.tag, help: "end with `tanh`")
    }

    /// Source: Arjovsky, Chintala, Bottou 2017, algorithm 1 and section 4.
    private static func laggingCritic(_ recipe: Recipe) -> RecipeWarning? {
        guard recipe.loss.wantsCriticNearItsBest else { return nil }
        let ratio = recipe.ratio
        let optimizer = recipe.optimizer(of: .discriminator)
        var found: [String] = []
        var ways: [String] = []
        if ratio.discriminator <= ratio.generator {
            found.append("as few updates as the generator")
            ways.append("`ratio discriminator 5`")
        }
        if optimizer.momentum > 0 {
            found.append("momentum \(optimizer.momentum)")
            ways.append("`optimizer rmsprop rate 0.0005`")
        }
        guard !found.isEmpty else { return nil }
        return RecipeWarning(
            "`loss \(recipe.loss.name)` wants a critic near its best, and this one has \(found.joined(separator: " and "))",
            role: nil, tag: nil, help: ways.joined(separator: ", "))
    }
}
