import Declarations
import Graphs
import Lab
import Networks

/// A method: a generator alone, whose samples are to have the data's means and mean squares.
///
/// Formula: L = Σ (E x − E G(z))² + Σ (E x² − E G(z)²)², over the coordinates.
struct MomentMatching: Method {
    static let declaration = Declaration(
        "moments", summary: "a generator alone learns the data's means and mean squares", example: "method moments",
        source: "Li, Swersky, Zemel 2015, Generative moment matching networks, in its plainest form")

    init() {}
    init(_ values: OptionValues) throws(Refusal) {}

    static let networks: [NetworkID] = [.generator]

    func players(in setting: GameSetting) -> [Player] {
        [
            Player(
                .generator, input: [setting.latent.size], inputName: "noise", target: .example(setting.exampleSize),
                defaultLayers: [Dense(16), Relu(), Dense(setting.exampleSize)])
        ]
    }

    func turns(of recipe: Recipe) -> [PlannedTurn] {
        [PlannedTurn([.generator] + recipe.trickNetworks, stream: RandomStream("moments-update"))]
    }

    func objective(of turn: Turn, in game: Game) throws -> Objective {
        let real = try game.real(stream: turn.stream.real)
        let made = try game.generated(in: turn, labels: real.labels)
        let (data, samples) = (real.examples, made.batch.examples)
        let means = try (data.mean(axes: [0]) - samples.mean(axes: [0])).squared().sum()
        let squares = try (data.squared().mean(axes: [0]) - samples.squared().mean(axes: [0])).squared().sum()
        return Objective(losses: [.generator: try means + squares], states: [.generator: made.states])
    }

    func samples(from latents: Tensor, size: [Int], apply: (NetworkID, Tensor) throws -> Tensor) throws -> Tensor {
        try apply(.generator, latents)
    }
}
