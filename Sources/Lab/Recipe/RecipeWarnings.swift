import Networks

extension RecipeWarning {
    /// Everything in a trainable recipe that is known to go wrong.
    static func all(for recipe: Recipe) -> [RecipeWarning] {
        claims(in: recipe) + [squashedScore(recipe), generatorRange(recipe)].compactMap { $0 } + idleNetworks(recipe)
            + [idleDuel(recipe)].compactMap { $0 }
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
                "nothing in this recipe uses the \(network)", about: .network(network),
                help: users.isEmpty ? nil : "\(users.joined(separator: ", ")) does")
        }
    }

    /// Losses hold the sigmoid inside, where it cannot overflow.
    private static func squashedScore(_ recipe: Recipe) -> RecipeWarning? {
        guard recipe.method.isDuel, let last = recipe.layers(of: .discriminator).last, last.layer.bounds != nil else { return nil }
        return RecipeWarning(
            "`loss \(recipe.loss.name)` takes raw scores, but the discriminator ends in `\(last.layer.name)`",
            about: .network(.discriminator), tag: last.tag, help: "end with `layer dense 1` alone", source: type(of: recipe.loss).declaration.source)
    }

    /// Images are scaled to −1 … 1.
    private static func generatorRange(_ recipe: Recipe) -> RecipeWarning? {
        guard recipe.dataset.isImage, let last = recipe.layers(of: .generator).last, last.layer.bounds?.lowerBound == 0 else { return nil }
        return RecipeWarning(
            "images reach from -1 to 1, but the generator ends in `\(last.layer.name)`, which is never negative",
            about: .network(.generator), tag: last.tag, help: "end with `tanh`",
            source: "Radford, Metz, Chintala 2016, DCGAN, sections 3 and 4")
    }
}
