import Foundation
import Language

/// The tables of a sweep: one with a row for each run, and each table that the runs recorded, joined.
///
/// All of them have `seed` as their first column, which `table … by` leaves out of its means.
struct SweepTables {
    let results: [SweepResult]

    static let summaryName = "seeds.csv"

    /// Seed, exit status, how many expectations held, why the run ended early, and what was measured at its end.
    var summary: RecordedTable {
        let names = measurementNames
        let rows = results.map { result in
            [String(result.seed), String(result.status), String(result.held), result.message ?? ""]
                + names.map { name in
                    result.measurements.first { $0.name == name }.map { Value.exact($0.value) } ?? ""
                }
        }
        return RecordedTable(header: [RecordedTable.seedColumn, "status", "held", "message"] + names, rows: rows)
    }

    /// The measurements that any run has, in the order of the first that has them.
    var measurementNames: [String] {
        var names: [String] = []
        for name in results.flatMap({ $0.measurements.map(\.name) }) where !names.contains(name) { names.append(name) }
        return names
    }

    /// One recorded table of all runs. A column that some run lacks is empty there; a run whose file is damaged is left out.
    func joined(_ name: String, in folder: (UInt64) -> URL) -> RecordedTable {
        var parts: [(seed: UInt64, table: RecordedTable)] = []
        for result in results where result.tables.contains(name) {
            let file = folder(result.seed).appendingPathComponent(name)
            guard let text = try? String(contentsOf: file, encoding: .utf8),
                let table = try? RecordedTable(parsing: text)
            else { continue }
            parts.append((result.seed, table))
        }
        var columns: [String] = []
        for column in parts.flatMap(\.table.header) where column != RecordedTable.seedColumn && !columns.contains(column) {
            columns.append(column)
        }
        let rows = parts.flatMap { seed, table in
            table.rows.map { row in
                [String(seed)] + columns.map { column in table.header.firstIndex(of: column).map { row[$0] } ?? "" }
            }
        }
        return RecordedTable(header: [RecordedTable.seedColumn] + columns, rows: rows)
    }

    /// The names of all recorded tables.
    var recordedNames: [String] { Set(results.flatMap(\.tables)).sorted() }
}

extension Sweep {
    /// Writes what is finished so far: `seeds.csv` and every joined table, below the output folder.
    ///
    /// - Returns: the files, as a person would type their names.
    public func writeTables() throws(Diagnostic) -> [String] {
        let tables = SweepTables(results: results)
        let top = script.options.outputFolder
        var files: [(name: String, table: RecordedTable)] = [(SweepTables.summaryName, tables.summary)]
        for name in tables.recordedNames {
            // A table of that name that the runs recorded goes before ours.
            if name == SweepTables.summaryName { files[0].name = "all-" + name }
            files.append((name, tables.joined(name, in: script.folder)))
        }
        var shown: [String] = []
        for (name, table) in files {
            let file = top.appendingPathComponent(name)
            do throws(FileProblem) {
                try write(table, to: file)
            } catch {
                throw Diagnostic("`\(file.relativePath)` cannot be written: \(error.reason)", category: .failure)
            }
            shown.append(file.relativePath)
        }
        return shown
    }

    private func write(_ table: RecordedTable, to file: URL) throws(FileProblem) {
        let folder = file.deletingLastPathComponent()
        do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
            throw FileProblem((error as NSError).localizedFailureReason?.lowercased() ?? "\(error)")
        }
        let lines = ([table.header] + table.rows).map { RecordedTable.line($0) + "\n" }
        try GuardedFolder([], below: folder.path).replace(file.lastPathComponent, with: lines.joined())
    }
}
