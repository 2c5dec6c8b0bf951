import Graphs

extension Experiment {
    /// Where the time of a training step goes: each segment and step of its programs with its shortest time over `runs`
    /// runs. The runs train the networks, without being counted as steps.
    public func profile(runs: Int) throws -> [ProfileLine] {
        try compiledPrograms().profile(step: step, runs: runs, from: position)
    }
}
