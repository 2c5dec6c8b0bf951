import Datasets
import Figures
import Lab
import Language

/// A branch, ready to be looked at.
struct Way {
    let name: String
    let draft: Draft
    let experiment: Experiment

    /// An experiment of its own: those of the session stay where they are.
    init(_ name: String, _ draft: Draft, _ snapshot: Snapshot, folders: DataFolders) throws {
        self.name = name
        self.draft = draft
        experiment = try Experiment(snapshot, folders: folders)
    }
}

/// Branches beside each other: what was measured, what differs in their recipes, curves over each other, and samples.
struct BranchComparison {
    let ways: [Way]

    func show(curves: [String]?, in session: GanSession, at span: Span) throws {
        session.output.receive(.table(measured))
        if let differences {
            session.output.receive(.table(differences))
        } else {
            session.output.note("their recipes are the same\n")
        }
        let known = measurementCatalogue.filter { measurement in
            ways.allSatisfy { !$0.experiment.history.series(measurement.name).steps.isEmpty }
        }
        for name in curves ?? [usualCurve(of: known)].compactMap({ $0 }) {
            guard let figure = figure(of: name) else {
                session.output.note("`\(name)` was measured on neither\n")
                continue
            }
            try session.show(figure, kind: CompareCommand.declaration.name, file: nil, at: span)
        }
        try session.show(try samples(), kind: CompareCommand.declaration.name, file: nil, at: span)
    }

    /// Side by side, in one piece of the plane.
    private func samples() throws -> Figure {
        var frame: PlaneFrame?
        func draw() throws -> [Figure] {
            try ways.map { way in
                var figure = try Commands.figure(named: SamplesPlot.declaration.name, of: way.experiment, holding: &frame)
                figure.title = titled(way.name, way.experiment)
                return figure
            }
        }
        // The first time for the frame, which only grows.
        _ = try draw()
        return Figure(title: "samples of \(ways.map(\.name).joined(separator: " and "))", .panels(try draw()))
    }

    private var measured: TextTable {
        var table = TextTable(header: ["measurement"] + ways.map(\.name) + ["unit"], leftColumns: [0, ways.count + 1])
        for measurement in measurementCatalogue where measurement.isKept {
            let values = ways.map { way in (try? measurement.value(of: way.experiment)).map { Value.rounded($0) } }
            guard values.contains(where: { $0 != nil }) else { continue }
            table.rows.append([measurement.name] + values.map { $0 ?? "-" } + [measurement.unit ?? ""])
        }
        return table
    }

    /// Statements that one recipe has and the other has not, part by part; `nil` where both say the same.
    private var differences: TextTable? {
        var table = TextTable(header: ways.map { "recipe of \($0.name)" }, leftColumns: Set(ways.indices))
        for part in Draft.Part.allCases {
            let said = ways.map { way in way.draft.recipeStatements(isComplete: false).filter { $0.part == part }.map(\.text) }
            let alone = said.indices.map { index in
                said[index].filter { text in !said.indices.allSatisfy { said[$0].contains(text) } }
            }
            for row in 0..<(alone.map(\.count).max() ?? 0) {
                table.rows.append(alone.map { row < $0.count ? $0[row] : "" })
            }
        }
        return table.rows.isEmpty ? nil : table
    }

    /// One measurement over the steps of all; `nil` where none has it.
    private func figure(of name: String) -> Figure? {
        let series = ways.compactMap { way -> LinePlot.Series? in
            let values = way.experiment.history.series(name)
            return values.steps.isEmpty ? nil : LinePlot.Series(name: way.name, x: values.steps, y: values.values)
        }
        guard !series.isEmpty else { return nil }
        return curveFigure(of: name, series, title: "\(name) · \(ways.map(\.name).joined(separator: ", "))")
    }
}
