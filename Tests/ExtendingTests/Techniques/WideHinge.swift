import Declarations
import Graphs
import Networks

/// A loss: the hinge with a margin of 2.
///
/// Formula: L_D = E relu(2 − s_real) + E relu(2 + s_fake), L_G = −E s_fake.
struct WideHinge: Loss, Hashable {
    static let declaration = Declaration(
        "wide-hinge", summary: "the hinge with a margin of 2", example: "loss wide-hinge", source: "nobody 2000, a throw-away")

    init() {}
    init(_ values: OptionValues) throws(Refusal) {}

    func discriminatorTerm(real: Tensor, fake: Tensor) throws -> Tensor {
        try (2 - real).relu().mean() + (2 + fake).relu().mean()
    }

    func generatorTerm(fake: Tensor) throws -> Tensor { try -fake.mean() }

    var isCritic: Bool { true }

    var equilibrium: Equilibrium? { Equilibrium(discriminator: 4, generator: nil, source: "(2 − s) + (2 + s)") }
}
