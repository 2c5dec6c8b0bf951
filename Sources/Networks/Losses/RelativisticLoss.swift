import Declarations
import Graphs

/// A loss over differences of real and generated scores: neither side's score means anything alone, for the generator either.
public protocol RelativisticLoss: Loss {}

extension RelativisticLoss {
    public var isCritic: Bool { true }
    public var comparesSides: Bool { true }
    public var decisionThreshold: Float? { nil }
    /// The difference says how sure the discriminator is, as a logit, and not how far apart the sides lie.
    public var estimatesDistance: Bool { false }

    public func generatorTerm(fake: Tensor) throws -> Tensor {
        throw Refusal(
            "loss `\(name)` compares generated scores with real ones, found only generated ones",
            help: "`generatorLoss(real:fake:)` takes both")
    }
}
