import Graphs

extension Experiment {
    /// The experiment as it stands, to be written to a file.
    ///
    /// - Parameter recipeText: the script lines that make this recipe, kept as they are for `Checkpoint.recipeText`.
    public func checkpoint(recipeText: String) -> Checkpoint {
        Checkpoint(of: self, recipeText: recipeText)
    }

    /// Goes on where the checkpoint was saved, bit for bit. The recipe must be the one it was saved with: what decides
    /// that is that every array is there with its shape. Nothing changes when this throws.
    public func load(_ checkpoint: Checkpoint) throws(CheckpointError) {
        var saved: [String: Safetensors.Entry] = [:]
        for entry in checkpoint.file.entries { saved[entry.name] = entry }
        let variables = variables
        for variable in variables {
            guard let entry = saved[variable.name] else { throw .missing(name: variable.name) }
            guard entry.shape == variable.shape else {
                throw .shape(name: variable.name, expected: variable.shape, found: entry.shape)
            }
            if let value = entry.values.first(where: { !$0.isFinite }) {
                throw .notFinite(name: variable.name, value: value)
            }
        }
        let known = Set(variables.map(\.name) + [Checkpoint.historyName])
        for entry in checkpoint.file.entries where !known.contains(entry.name) { throw .unknown(name: entry.name) }
        guard let entry = saved[Checkpoint.historyName] else { throw .missing(name: Checkpoint.historyName) }
        guard let history = History(values: entry.values), history.count == checkpoint.step,
            entry.shape == [history.count, History.width]
        else { throw .history }

        for variable in variables {
            if let entry = saved[variable.name] { variable.values = entry.values }
        }
        self.history = history
        step = checkpoint.step
        position = RandomPosition(seed: checkpoint.seed, step: checkpoint.runs)
        kept = KeptMeasurements()
        latestRecipe = step > 0 ? recipe : nil
        failedStretch = nil
        views = ViewCache()
    }
}
