import Datasets
import Graphs
import Networks

/// The reference batches of a game's networks: what each keeps from its start to compare examples with.
struct ReferenceDraws {
    /// The values of the network's first states, by the network.
    private var values: [NetworkID: [[Float]]] = [:]

    /// Draws a batch for each network that keeps one, as `Player.reference` says, from the streams below
    /// `weights/NETWORK.reference` at step 0: a function of the recipe and its seed, as start weights are.
    init(_ recipe: Recipe, _ check: RecipeCheck, source: any DataSource) throws {
        for network in check.networks {
            guard let reference = network.plan.reference else { continue }
            let player = network.player
            guard let kind = player.reference else { preconditionFailure("a check refuses what has no reference batch") }
            let stream = RandomStream("weights").appending("\(player.id).reference")
            // Tricks may show several examples as one.
            let setting = recipe.setting
            let examplesInOne = kind == .shown ? (setting.shownSize.elementCount - 1) / setting.exampleSize.elementCount + 1 : 1
            let real = try source.batch(reference.count * examplesInOne, stream: stream.real)
            let batch: Batch
            switch kind {
            case .noise:
                batch = Batch(
                    examples: try recipe.latent.draw(batch: reference.count, stream: stream), labels: real.labels)
            case .examples: batch = real
            case .shown:
                let turn = Turn(movers: [], setting: setting, players: [:], trainingStep: .constant(0), stream: stream)
                batch = try recipe.tricksByStage.reduce(real) { batch, trick in
                    try trick.shown(batch, side: .real, in: turn, stream: stream.shown(.real, by: trick.name))
                }
            }
            let drawn = try [batch.examples, batch.labels].compactMap { $0 }.prefix(reference.states.count).map {
                $0.shape.first == reference.count ? $0 : try $0.slice(axis: 0, from: 0, count: reference.count)
            }
            precondition(
                drawn.map(\.shape) == reference.states.map(\.shape), "a reference batch has the size of what the network is given")
            let program = try Program(outputs: drawn)
            program.run(RandomPosition(seed: recipe.seed, step: 0))
            values[player.id] = drawn.indices.map { program.value($0) }
        }
    }

    /// Puts a network's batch among its states.
    func put(into network: TrainedNetwork) {
        for (variable, numbers) in zip(network.network.states, values[network.id] ?? []) { variable.values = numbers }
    }
}
