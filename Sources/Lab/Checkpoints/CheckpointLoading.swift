import Graphs

extension Experiment {
    /// The experiment as it stands, to be written to a file.
    ///
    /// - Parameter recipeText: the statements that make this recipe, kept as they are for `Checkpoint.recipeText`.
    public func checkpoint(recipeText: String) -> Checkpoint {
        Checkpoint(of: self, recipeText: recipeText)
    }

    /// Goes on where the checkpoint was saved, bit for bit where this version saved it. The recipe must be the one it was
    /// saved with: what decides that is that every array is there with its shape. Nothing changes when this throws.
    public func load(_ checkpoint: Checkpoint) throws(CheckpointError) {
        let variables = variables
        var unread = checkpoint.file.arrays
        var arrays: [[Float]] = []
        for variable in variables {
            arrays.append(try unread.removeArray(variable.name, shape: variable.shape))
        }
        for (variable, values) in zip(variables, arrays) where variable.name.hasSuffix(TrainedNetwork.updatesSuffix) {
            // Beyond this a float counts in steps of two.
            guard values[0] == values[0].rounded(), (0...0x1p24).contains(values[0]) else {
                throw .count(name: variable.name, value: values[0])
            }
        }
        let history = try checkpoint.history(takenFrom: &unread, under: recipe)
        if let name = checkpoint.file.firstName(in: unread) { throw .unknown(name: name) }

        for (variable, values) in zip(variables, arrays) { variable.values = values }
        self.history = history
        step = checkpoint.step
        position = RandomPosition(seed: checkpoint.seed, step: checkpoint.runs)
        latestRecipe = step > 0 ? recipe : nil
        failedStretch = nil
        timeline = Timeline()
        views = ViewCache()
    }
}

extension Safetensors {
    /// The arrays by name.
    var arrays: [String: Entry] { Dictionary(entries.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }) }

    /// The first array of the file that nothing asked for and whose name begins so.
    func firstName(in unread: [String: Entry], after prefix: String = "") -> String? {
        entries.first { $0.name.hasPrefix(prefix) && unread[$0.name] != nil }?.name
    }
}

extension [String: Safetensors.Entry] {
    /// Takes out an array of float32 with this shape, all of its numbers finite.
    mutating func removeArray(_ name: String, shape: [Int]) throws(CheckpointError) -> [Float] {
        guard let entry = removeValue(forKey: name) else { throw .missing(name: name) }
        guard entry.type == .float32 else { throw .type(name: name, found: entry.type.rawValue) }
        guard entry.shape == shape else { throw .shape(name: name, expected: shape, found: entry.shape) }
        if let value = entry.values.first(where: { !$0.isFinite }) { throw .notFinite(name: name, value: value) }
        return entry.values
    }
}
