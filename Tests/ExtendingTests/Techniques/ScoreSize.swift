import Declarations
import Graphs
import Networks

/// A penalty: the discriminator's scores stay near 0.
///
/// Formula: weight · (E s_real² + E s_fake²) / 2, a term of the discriminator's loss.
struct ScoreSize: Penalty, Hashable {
    static let declaration = Declaration(
        "score-size", summary: "keeps the scores near 0",
        options: [OptionDeclaration("weight", .positive, default: .number(1), summary: "what the mean square is multiplied by")],
        example: "penalty score-size", source: "nobody 2000, a throw-away")

    let weight: Float

    init(weight: Float = 1) { self.weight = weight }

    init(_ values: OptionValues) throws(Refusal) { self.init(weight: Float(values.number("weight"))) }

    var optionValues: OptionValues { OptionValues(["weight": .number(of: weight)]) }

    func term(for network: NetworkID, in duel: Duel, stream: RandomStream) throws -> Tensor? {
        guard network == .discriminator, let real = duel.realScores else { return nil }
        return try (real.squared().mean() + duel.fakeScores.squared().mean()) * (weight / 2)
    }
}
