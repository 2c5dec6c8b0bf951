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
                "by", .word([]), isOptional: true,
                summary: "a column: rows that agree in it become one, with mean ± standard deviation")
        ],
        examples: [
            "data ring\nfor trial in 1..3\n  train 2\n  record \"runs.csv\" trial step loss.generator\nend\ntable",
            "data ring\nlet width = 64\nrepeat 2\n  train 2\n  record \"widths.csv\" width step\nend\n"
                + "table \"widths.csv\" by width",
        ])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        guard !session.isCheckOnly else { return }
        guard let name = arguments.optionalText("file") ?? session.scripting.latestTable else {
            throw arguments.error("nothing has been recorded yet", help: ["`record \"runs.csv\" step modes`"])
        }
        let file = try session.outputFile(name, at: arguments.span)
        let table = try read(file, named: name, arguments)
        let shown: TextTable
        if arguments.has("by") {
            shown = try means(of: table, by: arguments.word("by"), arguments)
        } else {
            shown = TextTable(
                header: table.header, rows: table.rows.map { $0.map(display) },
                leftColumns: Set(
                    table.header.indices.filter { column in !table.rows.allSatisfy { Double($0[column]) != nil } }))
        }
        session.output.write(shown.text)
    }

    private static func read(_ file: URL, named name: String, _ arguments: BoundArguments) throws -> RecordedTable {
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

    /// One row for each value of a column, in the order of first appearance: how many runs, and of every other column
    /// with numbers the mean and, from two runs on, the standard deviation (with n − 1: seeds are a sample).
    static func means(of table: RecordedTable, by column: String, _ arguments: BoundArguments) throws -> TextTable {
        guard let key = table.header.firstIndex(of: column) else {
            throw Diagnostic.unknown(
                "column", column, at: arguments.spans["by"] ?? arguments.span, choices: table.header, listed: "columns")
        }
        let numeric = table.header.indices.filter { index in
            index != key && table.rows.allSatisfy { Double($0[index]) != nil }
        }
        var order: [String] = []
        for row in table.rows where !order.contains(row[key]) { order.append(row[key]) }
        var result = TextTable(header: [column, "runs"] + numeric.map { table.header[$0] })
        for value in order {
            let group = table.rows.filter { $0[key] == value }
            let cells = numeric.map { index in meanText(group.compactMap { Double($0[index]) }) }
            result.rows.append([display(value), String(group.count)] + cells)
        }
        return result
    }

    /// `7.4 ± 0.55`.
    static func meanText(_ values: [Double]) -> String {
        guard !values.isEmpty else { return "-" }
        let mean = values.reduce(0, +) / Double(values.count)
        let shown = Value.rounded(mean)
        guard values.count > 1, mean.isFinite else { return shown }
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let deviation = (squares / Double(values.count - 1)).squareRoot()
        return "\(shown) ± \(deviation == 0 ? "0" : formatted(deviation, "%.2g"))"
    }

    private static func display(_ field: String) -> String {
        Double(field).map { Value.rounded($0) } ?? field
    }
}
