import Declarations
import Graphs

/// What each side of the duel minimises, from the discriminator's raw scores.
///
/// A score is one number an example, of shape `[batch]` or `[batch, 1]`, without a sigmoid: where a loss wants a
/// probability it holds the sigmoid inside, in a form that cannot overflow. Every loss is a mean over the batch, a
/// scalar.
public protocol Loss: Declared {
    /// What the discriminator minimises; `real` and `fake` are checked scores.
    func discriminatorTerm(real: Tensor, fake: Tensor) throws -> Tensor

    /// What the generator minimises; `fake` are checked scores.
    func generatorTerm(fake: Tensor) throws -> Tensor

    /// The same of a loss that compares sides, which is given the scores of a real batch too; for any other it is the term
    /// above.
    func generatorTerm(real: Tensor, fake: Tensor) throws -> Tensor

    /// The generator's term takes the real scores too: the discriminator then judges both batches in the generator's turn.
    var comparesSides: Bool { get }

    /// What calling each example `target` costs, one number for each score, where 1 stands for real and 0 for generated; `nil`
    /// where the loss compares scores with no target. Its means over both batches are `discriminatorTerm`.
    func exampleTerm(_ scores: Tensor, target: Tensor) throws -> Tensor?

    /// What each generated example costs the generator, one number for each score, whose mean is `generatorTerm`; `nil` where
    /// the loss is no mean over examples.
    func generatorExampleTerm(_ scores: Tensor) throws -> Tensor?

    /// Scores are values of a critic without bounds, no statement about how likely an example is real.
    var isCritic: Bool { get }

    /// The score at which the discriminator calls an example real; `nil` where only differences of scores mean
    /// something.
    var decisionThreshold: Float? { get }

    /// The difference of both sides' mean scores estimates how far apart they lie.
    var estimatesDistance: Bool { get }

    /// The probability of "real" that a score stands for; `nil` where it stands for none.
    func probability(of score: Tensor) -> Tensor?

    /// Penalties that belong to the loss unless the script names its own.
    var defaultPenalties: [any Penalty] { get }

    /// What both losses are where the duel has come to its end; `nil` where nothing is known of it.
    var equilibrium: Equilibrium? { get }

    /// The same with what nobody chose as it suits the data: images, or points.
    func suited(toImages isImage: Bool) -> Self
}

extension Loss {
    public var isCritic: Bool { false }
    public var comparesSides: Bool { false }
    public func generatorTerm(real: Tensor, fake: Tensor) throws -> Tensor { try generatorTerm(fake: fake) }
    public var estimatesDistance: Bool { decisionThreshold == nil }
    public func exampleTerm(_ scores: Tensor, target: Tensor) throws -> Tensor? { nil }
    public func generatorExampleTerm(_ scores: Tensor) throws -> Tensor? { nil }
    public var decisionThreshold: Float? { 0 }
    public func probability(of score: Tensor) -> Tensor? { nil }
    public var defaultPenalties: [any Penalty] { [] }
    public var equilibrium: Equilibrium? { nil }
    public func suited(toImages isImage: Bool) -> Self { self }

    /// What the discriminator minimises, of its scores for real and for generated examples; a scalar.
    /// Throws `Refusal` when they are not scores.
    public func discriminatorLoss(real: Tensor, fake: Tensor) throws -> Tensor {
        try discriminatorTerm(real: scores(real), fake: scores(fake))
    }

    /// What the generator minimises, of the discriminator's scores for its examples; a scalar.
    ///
    /// - Parameter real: the scores of a real batch, which only a loss that compares sides looks at.
    /// - Throws: `Refusal` when they are not scores: a loss computed on images runs, falls, and means nothing. And when the loss
    ///   compares sides and has only one.
    public func generatorLoss(real: Tensor? = nil, fake: Tensor) throws -> Tensor {
        guard comparesSides, let real else { return try generatorTerm(fake: scores(fake)) }
        return try generatorTerm(real: scores(real), fake: scores(fake))
    }

    private func scores(_ tensor: Tensor) throws(Refusal) -> Tensor {
        let size = tensor.shape.dropFirst()
        guard !tensor.shape.isEmpty, size.isEmpty || Array(size) == [1] else {
            let found = tensor.shape.isEmpty ? "a single number" : "\(Array(size).sizeText) for each example"
            throw Refusal(
                "loss `\(name)` takes one score for each example, found \(found)",
                help: "end the discriminator with `layer dense 1`")
        }
        return tensor
    }
}
