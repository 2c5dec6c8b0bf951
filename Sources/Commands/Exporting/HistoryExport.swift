import Declarations
import Lab
import Language

extension NumberExport {
    /// What was measured at each step, a row a step, under the measurements' names; an empty cell where the step has no
    /// such number. Measurements of samples are taken at some steps only.
    init(historyOf experiment: Experiment) {
        let history = experiment.history
        let steps = history.count
        var columns = [("step", (0..<steps).map { Float($0 + 1) })]
        for measurement in measurementCatalogue where history.columnNames.contains(measurement.name) {
            columns.append((measurement.name, (0..<steps).map { history.value(measurement.name, atStep: $0 + 1) ?? .nan }))
        }
        for measurement in measurementCatalogue where measurement.isCostly {
            let (places, values) = history.series(measurement.name)
            guard !places.isEmpty else { continue }
            var column = [Float](repeating: .nan, count: steps)
            for (place, value) in zip(places, values) where (1...max(1, steps)).contains(Int(place)) {
                column[Int(place) - 1] = Float(value)
            }
            columns.append((measurement.name, column))
        }
        let values = (0..<steps).flatMap { step in columns.map { Double($0.1[step]) } }
        self.init(
            blocks: [
                Block(name: "history", columns: columns.map(\.0), shape: [steps, columns.count], values: values)
            ], metadata: ["columns": columns.map(\.0).joined(separator: ",")])
    }
}

extension GanSession {
    /// Writes the history of an experiment; throws before its first step.
    func writeHistory(_ arguments: BoundArguments) throws {
        let name = arguments.text("file")
        let format = try arguments.exportFormat(of: name, in: "file")
        guard let experiment = try prepared(at: arguments.span) else { return try checkSteps(at: arguments.span) }
        guard experiment.history.count > 0 else {
            throw Diagnostic(.noSteps, at: arguments.span)
        }
        try write(NumberExport(historyOf: experiment), as: format, to: name, kind: "history", at: arguments.span)
    }
}
