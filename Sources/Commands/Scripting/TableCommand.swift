import Declarations
import Foundation
import Language

/// `table ["runs.csv"] [by COLUMN]`: recorded runs, row by row or as mean ± standard deviation.
enum TableCommand: Command {
    static let declaration = CommandDeclaration(
        "table", summary: "prints the rows that `record` wrote, or their means and deviations", group: "scripting",
        arguments: [
            .file(extensions: ["csv"], isOptional: true, summary: "which table; the one recorded last by default")
        ],
        options: [
            OptionDeclaration(
                "by", .word([]), isOptional: true, isList: true,
                summary: "columns: rows that agree in them become one, with mean ± standard deviation")
        ],
        examples: [
            "data ring\nfor trial in 1..3\n  train 2\n  record \"runs.csv\" trial step loss.generator\nend\ntable",
            "data ring\nlet width = 64\nrepeat 2\n  train 2\n  record \"widths.csv\" width step\nend\n"
                + "table \"widths.csv\" by width",
        ],
        notes: [
            "a column `seed` tells runs apart and is no result: `by` leaves it out of the means",
            "a mean is shown to the second digit of its deviation; several columns: `by rate, width`",
        ], isLook: true)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        if session.isCheckOnly {
            guard arguments.optionalText("file") != nil || session.checkedRun.files.hasRecorded else { throw nothing(arguments) }
            return
        }
        guard let name = arguments.optionalText("file") ?? session.scripting.latestTable else {
            throw nothing(arguments)
        }
        let table = try session.recordedTable(name, arguments)
        let shown: TextTable
        if arguments.has("by") {
            let columns = arguments.list("by").map { if case .word(let column) = $0 { column } else { $0.statementText } }
            shown = try means(of: table, by: columns, arguments)
        } else {
            shown = TextTable(
                header: table.header, rows: table.rows.map { $0.map(display) },
                leftColumns: Set(
                    table.header.indices.filter { column in !table.rows.allSatisfy { Double($0[column]) != nil } }))
        }
        session.output.receive(.table(shown))
    }

    private static func nothing(_ arguments: BoundArguments) -> Diagnostic {
        arguments.error("nothing has been recorded yet", help: ["`record \"runs.csv\" step modes`"])
    }

    /// One row for each combination of the columns' values, in the order of first appearance: how many runs, and of every
    /// other column with numbers the mean and, from two runs on, the standard deviation.
    static func means(of table: RecordedTable, by columns: [String], _ arguments: BoundArguments) throws -> TextTable {
        var keys: [Int] = []
        for column in columns {
            guard let key = table.header.firstIndex(of: column) else {
                throw Diagnostic.unknown(
                    "column", column, at: arguments.spans["by"] ?? arguments.span, choices: table.header, listed: "columns")
            }
            if !keys.contains(key) { keys.append(key) }
        }
        let averaged = table.header.indices.filter { index in
            !keys.contains(index) && table.header[index] != RecordedTable.seedColumn && table.numbers(ofColumn: index) != nil
        }
        var order: [[String]] = []
        var groups: [[String]: [[String]]] = [:]
        for row in table.rows {
            let key = keys.map { row[$0] }
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(row)
        }
        var result = TextTable(header: keys.map { table.header[$0] } + ["runs"] + averaged.map { table.header[$0] })
        result.leftColumns = Set(keys.indices.filter { $0 == 0 || table.numbers(ofColumn: keys[$0]) == nil })
        for key in order {
            let group = groups[key] ?? []
            let cells = averaged.map { index in meanText(group.compactMap { Double($0[index]) }) }
            result.rows.append(key.map(display) + [String(group.count)] + cells)
        }
        return result
    }

    /// `7.40 ± 0.55`.
    static func meanText(_ values: [Double]) -> String { values.isEmpty ? "-" : Spread(values).text }

    private static func display(_ field: String) -> String {
        Double(field).map { Value.rounded($0) } ?? field
    }
}

extension GanSession {
    /// A table that `record` or a sweep wrote below the output folder.
    func recordedTable(_ name: String, _ arguments: BoundArguments) throws -> RecordedTable {
        let file = try outputFile(name, at: arguments.span)
        guard let data = try? Data(contentsOf: file), let text = String(data: data, encoding: .utf8) else {
            throw arguments.error(
                "no table `\(name)` in the output folder", at: "file", help: ["`record \"\(name)\" step` begins one"],
                category: .failure)
        }
        do throws(TableError) {
            return try RecordedTable(parsing: text)
        } catch {
            throw arguments.error("`\(name)` is no table: \(error.message)", at: "file", category: .failure)
        }
    }
}
