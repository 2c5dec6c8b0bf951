import Networks

/// A part of the recipe that enters what a training step measures.
public enum RecipePart: Sendable {
    case method, loss, penalties, tricks, data
    /// The tricks that change what the discriminator is shown or minimises.
    case discriminatorTricks

    /// Whether two recipes agree in it.
    func isEqual(in left: Recipe, _ right: Recipe) -> Bool {
        switch self {
        case .method: left.method.isEqual(to: right.method)
        case .loss: left.loss.isEqual(to: right.loss)
        case .penalties: areEqual(left.penalties, right.penalties)
        case .tricks: areEqual(left.tricks, right.tricks)
        case .discriminatorTricks:
            areEqual(left.tricks.filter(\.entersDiscriminatorLoss), right.tricks.filter(\.entersDiscriminatorLoss))
        case .data: left.dataset.isEqual(to: right.dataset)
        }
    }

    /// A step made with the recipe's own, in words: `under `loss wgan``.
    func condition(in recipe: Recipe) -> String {
        switch self {
        case .method: "under `method \(recipe.method.name)`"
        case .loss: "under `loss \(recipe.loss.name)`"
        case .penalties: recipe.penalties.isEmpty ? "without a penalty" : "under \(Self.listed("penalty", recipe.penalties.map(\.name)))"
        case .tricks, .discriminatorTricks: recipe.tricks.isEmpty ? "without a trick" : "under \(Self.listed("trick", recipe.tricks.map(\.name)))"
        case .data: "on `data \(recipe.dataset.name)`"
        }
    }

    /// A step made with something else, in words.
    var other: String {
        switch self {
        case .method: "under another method"
        case .loss: "under another loss"
        case .penalties: "under other penalties"
        case .tricks, .discriminatorTricks: "under other tricks"
        case .data: "on other data"
        }
    }

    private static func listed(_ word: String, _ names: [String]) -> String {
        "this " + names.map { "`\(word) \($0)`" }.joined(separator: " and ")
    }
}

extension StepQuantity {
    /// What of the recipe a step's value belongs to: under another loss, another penalty or on other data it would be another
    /// quantity, so that the old value means nothing there. A gradient is what moved the network, whatever comes after.
    public func parts(in recipe: Recipe) -> [RecipePart] {
        switch self {
        case .generatorLoss:
            [.method, .loss, .tricks]
                + (recipe.tricks.contains(where: \.generatorSeesData) || recipe.penalties.contains { $0.concerns(.generator) } ? [.penalties] : [])
                + (recipe.tricks.contains(where: \.generatorSeesData) || recipe.loss.comparesSides ? [.data] : [])
        case .discriminatorLoss: [.method, .loss, .penalties, .discriminatorTricks, .data]
        case .realScore, .realAccuracy: [.loss, .discriminatorTricks, .data]
        case .fakeScore, .fakeAccuracy: [.loss, .discriminatorTricks]
        case _ where name.hasPrefix("gradient.") || name.hasPrefix("updates."): []
        default: [.method, .tricks]
        }
    }
}
