import Declarations
import Networks

/// One turn after the other, each on the weights that the turn before has left.
///
/// Formula: θ_D ← θ_D − u(∇ L_D(θ_D, θ_G)); θ_G ← θ_G − u(∇ L_G(θ_D, θ_G)) with the new θ_D.
/// Where each turn is played once, one program makes the whole step in one run: the generator's half is built on the
/// discriminator's new weights as if they had been stored in between. Other ratios run a program for each turn.
/// Source: Goodfellow et al. 2014, algorithm 1.
public struct Alternating: StepRule {
    public static let declaration = Declaration(
        "alternating", summary: "one network after the other, each against the newest of the other",
        options: [
            OptionDeclaration(
                "first", .word([NetworkID.discriminator.rawValue, NetworkID.generator.rawValue]),
                default: .word(NetworkID.discriminator.rawValue), summary: "whose turn begins a step")
        ],
        example: "data ring\nupdates alternating\ntrain 1", source: "Goodfellow et al. 2014, algorithm 1",
        claims: [
            .cures(
                .oscillation, "keeps its distance where simultaneous updates are thrown outwards",
                source: "Mescheder, Geiger, Nowozin 2018, Which training methods for GANs do actually converge?"),
        ])

    /// Whose turn begins a step.
    public let first: NetworkID

    public init(first: NetworkID = .discriminator) { self.first = first }

    public init(_ values: OptionValues) throws(Refusal) { self.init(first: NetworkID(values.word("first"))) }

    public var optionValues: OptionValues { OptionValues(["first": .word(first.rawValue)]) }

    public var generatorFacesNewDiscriminator: Bool { first != .generator }

    public func programs(of game: Game) throws -> [PlannedProgram] {
        let start = Movement(state: game.start)
        let turns = first == .generator ? game.turns.reversed() : game.turns
        if turns.allSatisfy(\.isPlayedOnce) {
            return [PlannedProgram(try turns.reduce(start) { try game.moved($1, from: $0) })]
        }
        return try turns.map { PlannedProgram(try game.moved($0, from: start), count: $0.count, further: $0.further) }
    }
}
