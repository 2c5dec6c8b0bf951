import Networks

extension RecipeWarning {
    /// Everything in a trainable recipe that is known to go wrong.
    static func all(for recipe: Recipe) -> [RecipeWarning] {
        let ofDuels = [batchNormalizedCritic(recipe), squashedScore(recipe), laggingCritic(recipe)]
        return (recipe.method.isDuel ? ofDuels : []).compactMap { $0 } + [generatorRange(recipe)].compactMap { $0 }
            + idleNetworks(recipe) + [idleDuel(recipe)].compactMap { $0 }
    }

    /// Words about a duel in a recipe without one.
    private static func idleDuel(_ recipe: Recipe) -> RecipeWarning? {
        guard !recipe.method.isDuel else { return nil }
        var idle: [String] = []
        if !recipe.chosenLoss.isEqual(to: NonSaturating()) { idle.append("`loss \(recipe.chosenLoss.name)`") }
        idle += (recipe.chosenPenalties ?? []).map { "`penalty \($0.name)`" }
        if recipe.ratio != Recipe.Ratio() { idle.append("`ratio`") }
        guard !idle.isEmpty else { return nil }
        return RecipeWarning(
            "`method \(recipe.method.name)` is no duel, so that \(idle.joined(separator: " and ")) "
                + (idle.count == 1 ? "has no effect" : "have no effect"))
    }

    /// A network that was described and that nothing in the recipe uses.
    private static func idleNetworks(_ recipe: Recipe) -> [RecipeWarning] {
        recipe.chosenLayers.keys.filter { !recipe.networks.contains($0) }.sorted { $0.rawValue < $1.rawValue }.map { network in
            let users = trickCatalogue.filter { $0.networks.contains(network) }.map { "`trick \($0.declaration.name)`" }
                + methodCatalogue.filter { $0.networks.contains(network) }.map { "`method \($0.declaration.name)`" }
            return RecipeWarning(
                "nothing in this recipe uses the \(network)", network: network, tag: nil,
                help: users.isEmpty ? nil : "\(users.joined(separator: ", ")) does")
        }
    }

    /// The penalty asks for each example's own slope, which batch normalisation mixes with those of its batch.
    /// Source: Gulrajani et al. 2017, section 4, *No critic batch normalization*.
    private static func batchNormalizedCritic(_ recipe: Recipe) -> RecipeWarning? {
        let isPenalised = recipe.penalties.contains(where: \.holdsSlopes)
        guard isPenalised || recipe.loss.warnsAboutBatchNormInDiscriminator,
            let layer = recipe.layers(of: .discriminator).first(where: \.layer.isBatchCoupled)
        else { return nil }
        let penalty = recipe.penalties.first(where: \.holdsSlopes).map { "`penalty \($0.name)`" }
        let cause = recipe.loss.warnsAboutBatchNormInDiscriminator ? "`loss \(recipe.loss.name)`" : penalty ?? ""
        return RecipeWarning(
            "\(cause) holds each example's slope, but `\(layer.layer.name)` in the discriminator mixes the batch",
            network: .discriminator, tag: layer.tag, help: "`layer layernorm` looks at each example alone")
    }

    /// Losses hold the sigmoid inside, where it cannot overflow.
    private static func squashedScore(_ recipe: Recipe) -> RecipeWarning? {
        guard let last = recipe.layers(of: .discriminator).last, last.layer.squashes else { return nil }
        return RecipeWarning(
            "`loss \(recipe.loss.name)` takes raw scores, but the discriminator ends in `\(last.layer.name)`",
            network: .discriminator, tag: last.tag, help: "end with `layer dense 1` alone")
    }

    /// Images are scaled to −1 … 1.
    private static func generatorRange(_ recipe: Recipe) -> RecipeWarning? {
        guard recipe.dataset.isImage, let last = recipe.layers(of: .generator).last, last.layer.isNeverNegative else { return nil }
        return RecipeWarning(
            "images reach from -1 to 1, but the generator ends in `\(last.layer.name)`, which is never negative",
            network: .generator, tag: last.tag, help: "end with `tanh`")
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
            help: ways.joined(separator: ", "))
    }
}
