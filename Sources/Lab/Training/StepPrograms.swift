import Datasets
import Graphs
import Networks

/// The compiled programs of one training step.
///
/// At a ratio of 1:1 one program makes the whole step in one run: the generator's half is built on the discriminator's *new*
/// weights, as if they had been stored in between. Other ratios run one program for each update.
final class StepPrograms {
    private enum Kind {
        case fused(Update)
        case separate(discriminator: Update, generator: Update)
    }

    /// A program and where it puts what it measures.
    private struct Update {
        let program: Program
        let quantities: [StepQuantity]

        init(_ measured: [StepQuantity: Tensor], stores: [(Variable, Tensor)], isCancelled: () -> Bool) throws {
            RandomStream.requireDistinct(in: Array(measured.values) + stores.map(\.1))
            quantities = StepQuantity.allCases.filter { measured[$0] != nil }
            program = try Program(outputs: quantities.compactMap { measured[$0] }, updates: stores, isCancelled: isCancelled)
        }

        /// Runs at the position and moves it on.
        func run(_ position: inout RandomPosition, into values: inout StepValues) {
            program.run(position)
            position.step += 1
            for (index, quantity) in quantities.enumerated() { values[quantity] = program.scalar(index) }
        }
    }

    private let kind: Kind
    private let ratio: Recipe.Ratio

    init(
        _ recipe: Recipe, generator: TrainedNetwork, discriminator: TrainedNetwork, draw: any DataSource,
        isCancelled: @escaping () -> Bool
    ) throws {
        ratio = recipe.ratio
        let graph = StepGraph(
            recipe: recipe, generator: generator, discriminator: discriminator, draw: draw, isCancelled: isCancelled)
        let generatorTensors = NetworkTensors(generator)
        let judged = try graph.discriminatorUpdate(of: NetworkTensors(discriminator), against: generatorTensors)
        if ratio == Recipe.Ratio() {
            let made = try graph.generatorUpdate(of: generatorTensors, against: NetworkTensors(after: judged))
            kind = .fused(
                try Update(
                    judged.measured.merging(made.measured) { first, _ in first },
                    stores: judged.stores(in: discriminator) + made.stores(in: generator), isCancelled: isCancelled))
        } else {
            let made = try graph.generatorUpdate(of: generatorTensors, against: NetworkTensors(discriminator))
            kind = .separate(
                discriminator: try Update(judged.measured, stores: judged.stores(in: discriminator), isCancelled: isCancelled),
                generator: try Update(made.measured, stores: made.stores(in: generator), isCancelled: isCancelled))
        }
    }

    /// One training step; the position moves on by one for each program run.
    func run(_ position: inout RandomPosition) -> StepValues {
        var values = StepValues()
        switch kind {
        case .fused(let step):
            step.run(&position, into: &values)
        case .separate(let discriminator, let generator):
            for _ in 0..<ratio.discriminator { discriminator.run(&position, into: &values) }
            for _ in 0..<ratio.generator { generator.run(&position, into: &values) }
        }
        return values
    }

    /// The shortest time of each loop and kernel of a step.
    func profile(runs: Int, from position: RandomPosition) -> [ProfileLine] {
        switch kind {
        case .fused(let step): step.program.profile(runs: runs, from: position)
        case .separate(let discriminator, let generator):
            discriminator.program.profile(runs: runs, from: position)
                + generator.program.profile(runs: runs, from: position)
        }
    }

    /// What the programs keep while they live.
    var memoryBytes: Int {
        switch kind {
        case .fused(let step): step.program.memoryBytes
        case .separate(let discriminator, let generator):
            discriminator.program.memoryBytes + generator.program.memoryBytes
        }
    }
}
