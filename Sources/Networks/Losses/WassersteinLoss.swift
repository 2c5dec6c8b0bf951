import Declarations
import Graphs

/// A critic's mean scores lie as far apart as what bounds its slope allows: each of these losses bounds it in its own way, by
/// its penalties.
///
/// Formula: L_D = E s_fake − E s_real, L_G = −E s_fake.
/// Source: Arjovsky, Chintala, Bottou 2017, "Wasserstein GAN", section 3.
public protocol WassersteinLoss: Loss {}

extension WassersteinLoss {
    public func discriminatorTerm(real: Tensor, fake: Tensor) throws -> Tensor { try fake.mean() - real.mean() }
    public func generatorTerm(fake: Tensor) throws -> Tensor { try -fake.mean() }
    public func generatorExampleTerm(_ scores: Tensor) throws -> Tensor? { -scores }
    public var isCritic: Bool { true }
    public var decisionThreshold: Float? { nil }
}
