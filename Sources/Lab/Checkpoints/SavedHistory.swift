import Networks

// A history in a file: `history`, a row for each step with columns by name, and an array for each measurement that was taken
// now and then.

extension Safetensors.Entry {
    /// `[steps, columns]`, row-major.
    init(_ history: History) {
        var values: [Float] = []
        values.reserveCapacity(history.count * history.columns.count)
        for row in 0..<history.count {
            for column in history.columns { values.append(column.values[row]) }
        }
        self.init(name: Checkpoint.historyName, shape: [history.count, history.columns.count], values: values)
    }

    /// `[looks, 2]`: the step of each look and the value there.
    init(_ series: History.Series, of name: String) {
        let values = zip(series.steps, series.values).flatMap { [Float($0), Float($1)] }
        self.init(name: Checkpoint.occasionalPrefix + name, shape: [series.steps.count, 2], values: values)
    }
}

extension Checkpoint {
    /// The history of its arrays, which are taken out: columns found by their names. A quantity that the file does not know was
    /// not measured.
    ///
    /// - Parameter recipe: knows its own quantities, also those of techniques that no catalogue has.
    func history(
        takenFrom arrays: inout [String: Safetensors.Entry], under recipe: Recipe
    ) throws(CheckpointError) -> History {
        guard let entry = arrays.removeValue(forKey: Self.historyName) else { throw .missing(name: Self.historyName) }
        let own = Set(recipe.quantities.map(\.name))
        for column in columns where !own.contains(column) {
            guard let measurement = measurement(named: column), measurement.isOfTraining else { throw .column(column) }
        }
        guard Set(columns).count == columns.count, step == 0 || !columns.isEmpty, entry.type == .float32, entry.shape == [step, columns.count] else {
            throw .history
        }
        let made = columns.indices.map { place in
            History.Column(
                name: columns[place], values: (0..<step).map { entry.values[$0 * columns.count + place] })
        }
        return History(columns: made, count: step, occasional: try occasional(takenFrom: &arrays))
    }

    private func occasional(
        takenFrom arrays: inout [String: Safetensors.Entry]
    ) throws(CheckpointError) -> [String: History.Series] {
        var all: [String: History.Series] = [:]
        for measurement in measurementCatalogue where measurement.isCostly {
            guard let entry = arrays.removeValue(forKey: Self.occasionalPrefix + measurement.name) else { continue }
            guard entry.type == .float32, entry.shape.count == 2, entry.shape[1] == 2 else { throw .history }
            var series = History.Series()
            for look in 0..<entry.shape[0] {
                let (at, value) = (entry.values[2 * look], entry.values[2 * look + 1])
                guard at == at.rounded(), at >= Float(series.steps.last.map { $0 + 1 } ?? 0), at <= Float(step) else { throw .history }
                series.steps.append(Int(at))
                series.values.append(Double(value))
            }
            all[measurement.name] = series
        }
        return all
    }
}
