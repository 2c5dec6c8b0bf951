import Graphs

extension Experiment {
    /// Where the time of a training step goes: each loop and kernel of its programs with its shortest time over `runs`
    /// runs. The runs train the networks, without being counted as steps.
    public func profile(runs: Int) throws -> [(label: String, microseconds: Double)] {
        try compiledPrograms().profile(runs: runs, from: position)
    }
}
