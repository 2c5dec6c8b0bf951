/// When a claim about a thing holds in a recipe, as data: what else the recipe has.
public indirect enum Circumstance: Sendable, Hashable {
    /// The recipe has something of this kind by one of these names; a layer or an optimizer in this network, where one is given.
    case uses(RecipeWord, [String], in: String? = nil)
    case trait(RecipeTrait)
    /// An option or argument of the thing itself lies in the range; one that changes while training, at its start, a range at its
    /// middle.
    case option(String, ClosedRange<Double>)
    /// An option or argument of the thing itself is one of these words; a flag that was given is its own name.
    case word(String, [String])
    /// The thing, a layer or an optimizer, belongs to this network.
    case stands(in: String)
    case number(RecipeNumber, ClosedRange<Double>)
    case all([Circumstance])
    case any([Circumstance])
    case not(Circumstance)
}

/// The kinds of things that a recipe names: the words of the statements that choose them.
public enum RecipeWord: String, Sendable, Hashable {
    case data, method, updates, latent, layer, loss, penalty, trick, optimizer
}

/// What is so or not in a recipe, whichever names bring it about.
public enum RecipeTrait: Sendable, Hashable {
    /// Scores are values of a critic, no statement about how likely an example is real.
    case criticLoss
    case images
    case points
    /// The data have classes.
    case classes
    /// A penalty asks something of the discriminator's slope at each example.
    case slopePenalty
    /// A penalty bounds the discriminator's slope or its parameters.
    case boundedDiscriminator
    /// A layer of the network mixes the examples of a batch.
    case batchCoupledDiscriminator
    case batchCoupledGenerator
}

/// Numbers of a recipe.
public enum RecipeNumber: String, Sendable, Hashable {
    /// Examples in an update.
    case batch
    /// Numbers that the generator starts from.
    case latent
    /// Updates of the discriminator for one of the generator's.
    case criticLead
    case discriminatorMomentum = "momentum of the discriminator"
    case generatorMomentum = "momentum of the generator"
    /// Learning rates at the start; missing, and in no range, where the optimizer has none.
    case discriminatorRate = "rate of the discriminator"
    case generatorRate = "rate of the generator"
    /// The discriminator's rate divided by the generator's.
    case rateRatio = "the discriminator's rate over the generator's"
    case classCount = "classes"
}
