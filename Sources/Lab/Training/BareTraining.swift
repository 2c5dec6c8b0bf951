import Graphs

/// Training steps of which nothing is measured, recorded or kept: beside those of an experiment they show what watching costs.
public final class BareTraining {
    private let programs: StepPrograms
    private var position: RandomPosition
    private var step = 0
    private let variables: [Variable]

    /// - Throws: what an experiment of this recipe does.
    public init(_ recipe: Recipe) throws {
        let experiment = try Experiment(recipe)
        position = experiment.position
        variables = experiment.variables
        programs = StepPrograms(recipe, memory: experiment.memory, source: experiment.source, measures: false)
    }

    /// Makes steps; those of an experiment leave the same weights.
    public func train(steps count: Int) throws {
        for _ in 0..<count {
            if !programs.areCompiled(forStep: step, of: nil) { try programs.compile(forStep: step, of: nil, isCancelled: { false }) }
            _ = programs.run(&position, step: step)
            step += 1
        }
    }

    /// All numbers that it trains, for comparing.
    var values: [[Float]] { variables.map(\.values) }
}
