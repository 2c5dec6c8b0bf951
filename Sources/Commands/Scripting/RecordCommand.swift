import Declarations
import Foundation
import Language

/// `record "runs.csv" NAME…`: one row of a table, kept in a file.
enum RecordCommand: Command {
    static let declaration = CommandDeclaration(
        "record", summary: "adds a row of variables and measurements to a CSV file below the output folder",
        group: "scripting",
        arguments: [
            .file(extensions: ["csv"], summary: "the table, in quotes"),
            ArgumentDeclaration("values", .expression, isRepeated: true, summary: "one for each column"),
        ],
        examples: [
            "data ring\nfor rate in 0.001, 0.01\n  optimizer adam rate rate\n  reset\n  train 5\n"
                + "  record \"runs.csv\" rate modes quality\nend\ntable \"runs.csv\" by rate"
        ],
        notes: [
            "a run of a script starts each of its tables anew with a header; later rows must have the same columns"
        ], isLook: true)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        let name = arguments.text("file")
        guard name.lowercased().hasSuffix(".csv") else {
            throw arguments.error("a table is written as .csv, found `\(name)`", at: "file", help: ["`\"runs.csv\"`"])
        }
        let expressions = arguments.expressions["values"] ?? []
        if session.isCheckOnly {
            session.checkedRun.files.hasRecorded = true
            return try expressions.forEach { try $0.check() }
        }
        var fields: [String] = []
        for expression in expressions {
            let value = try expression.value()
            // A text stands without its own quotes: the file has quotes of its own.
            if case .text(let text) = value { fields.append(text) } else { fields.append(value.description) }
        }
        let file = try session.outputFile(name, at: arguments.span)
        try append(fields, under: expressions.map(\.text), to: file, in: session, arguments)
    }

    private static func append(
        _ fields: [String], under columns: [String], to file: URL, in session: GanSession, _ arguments: BoundArguments
    ) throws {
        if let known = session.scripting.columns[file.path] {
            guard known == columns else {
                throw arguments.error(
                    "expected the columns \(known.map { "`\($0)`" }.joined(separator: ", ")), found "
                        + columns.map { "`\($0)`" }.joined(separator: ", "),
                    help: ["another file name makes another table"])
            }
        }
        let isNew = session.scripting.columns[file.path] == nil
        let line = RecordedTable.line(fields) + "\n"
        do throws(FileProblem) {
            let folder = try session.guardedFolder(of: file)
            if isNew {
                try folder.replace(file.lastPathComponent, with: RecordedTable.line(columns) + "\n" + line)
            } else {
                try folder.append(line, to: file.lastPathComponent)
            }
        } catch {
            throw arguments.error(
                "`\(session.shownPath(file))` cannot be written: \(error.reason)", at: "file",
                help: [isNew ? "nothing was written" : "the table ends with the row before this one"], category: .failure)
        }
        session.scripting.columns[file.path] = columns
        session.scripting.latestTable = arguments.text("file")
    }
}

/// What scripting commands remember from one statement to the next.
struct ScriptingState {
    /// The columns of each table that this session began, by the file's path.
    var columns: [String: [String]] = [:]
    /// How the claims came out, where all are judged.
    var claims: [JudgedClaim] = []
    /// How many `expect` statements held.
    var heldExpectations = 0
    /// The table that the last `record` wrote, which `table` shows.
    var latestTable: String?
}
