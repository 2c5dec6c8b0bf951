/// The losses at the end of the duel: generated examples are distributed as the real ones, and the discriminator, the
/// best there is against them, cannot tell them apart. They hold without penalties other than the loss's own.
public struct Equilibrium: Sendable, Hashable {
    public let discriminator: Double
    /// `nil` where every constant score is as good as another, so that the generator's loss may be anything.
    public let generator: Double?
    /// Where it is shown.
    public let source: String

    public init(discriminator: Double, generator: Double?, source: String) {
        self.discriminator = discriminator
        self.generator = generator
        self.source = source
    }

    /// ln 2, of −log ½: the cross-entropy of an even guess.
    static let evenGuess = 0.693_147_180_559_945_3
}
