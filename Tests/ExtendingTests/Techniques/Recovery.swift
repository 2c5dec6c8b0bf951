import Declarations
import Graphs
import Networks

/// A trick that brings a third network: a reader learns to recover the noise from the sample, and the generator lets it.
///
/// Formula: generator and reader minimise weight · mean (z − R(G(z)))² besides their own.
struct Recovery: Trick, Hashable {
    static let declaration = Declaration(
        "recovery", summary: "a third network recovers the noise from the sample",
        options: [OptionDeclaration("weight", .positive, default: .number(1), summary: "what the error is multiplied by")],
        example: "trick recovery", source: "nobody 2000, a throw-away")

    static let reader = NetworkID("reader")
    static let networks = [reader]
    static let error = StepQuantity("recovery", summary: "the mean square of what the reader misses", unit: nil)
    static let quantities = [error]

    let weight: Float

    init(weight: Float = 1) { self.weight = weight }

    init(_ values: OptionValues) throws(Refusal) { self.init(weight: Float(values.number("weight"))) }

    var optionValues: OptionValues { OptionValues(["weight": .number(of: weight)]) }

    func players(in setting: GameSetting) throws(Refusal) -> [Player] {
        let size = setting.latent.size
        return [
            Player(
                Self.reader, input: setting.exampleSize, inputName: "example", target: .numbers(size, what: "the noise"),
                defaultLayers: (setting.isImage ? [Flatten()] : []) + [Dense(8), Relu(), Dense(size)])
        ]
    }

    func loss(of network: NetworkID, _ loss: Tensor, in duel: Duel) throws -> Tensor {
        guard network == .generator || network == Self.reader else { return loss }
        return try loss + missed(in: duel) * weight
    }

    func measured(in duel: Duel) throws -> [StepQuantity: Tensor] { [Self.error: try missed(in: duel)] }

    private func missed(in duel: Duel) throws -> Tensor {
        try (duel.latents - duel.reading(by: Self.reader).output).squared().mean()
    }
}
