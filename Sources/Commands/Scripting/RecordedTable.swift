import Foundation
import Language

/// A table of runs as it stands in a CSV file: a header, then a row for each `record`.
///
/// Strict CSV as RFC 4180 has it: commas between fields, quotes around a field that holds a comma, a quote or a line
/// end, and quotes within doubled. Anything else in a file is refused with its line rather than guessed at.
struct RecordedTable: Equatable {
    var header: [String]
    var rows: [[String]]

    /// The column that tells runs apart, whoever wrote it; its numbers are names and have no mean.
    static let seedColumn = "seed"

    init(header: [String], rows: [[String]]) {
        self.header = header
        self.rows = rows
    }

    /// The numbers of a column, row by row, `nil` where a field is empty; `nil` altogether where one is no number, or none
    /// is there.
    func numbers(ofColumn index: Int) -> [Double?]? {
        var numbers: [Double?] = []
        for row in rows {
            let number = Double(row[index])
            guard number != nil || row[index].isEmpty else { return nil }
            numbers.append(number)
        }
        return numbers.contains { $0 != nil } ? numbers : nil
    }

    /// One line, without its end.
    static func line(_ fields: [String]) -> String { fields.map(quoted).joined(separator: ",") }

    private static func quoted(_ field: String) -> String {
        let needsQuotes = field.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }
        return needsQuotes ? "\"" + field.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : field
    }

    /// Reads a file's text; throws `TableError` with the record that is wrong.
    init(parsing text: String) throws(TableError) {
        var records: [[String]] = []
        var fields: [String] = []
        var field = ""
        var isQuoted = false
        var wasQuoted = false
        var scalars = Array(text.unicodeScalars)[...]
        if scalars.last.map({ $0 != "\n" }) ?? false { scalars.append("\n") }
        while let scalar = scalars.popFirst() {
            if isQuoted {
                guard scalar == "\"" else {
                    field.unicodeScalars.append(scalar)
                    continue
                }
                if scalars.first == "\"" {
                    field.unicodeScalars.append("\"")
                    scalars.removeFirst()
                } else {
                    isQuoted = false
                    wasQuoted = true
                }
                continue
            }
            switch scalar {
            case "\"" where field.isEmpty && !wasQuoted: isQuoted = true
            case ",":
                fields.append(field)
                (field, wasQuoted) = ("", false)
            case "\r" where scalars.first == "\n": continue
            case "\n":
                records.append(fields + [field])
                (fields, field, wasQuoted) = ([], "", false)
            default:
                guard !wasQuoted, scalar != "\"" else {
                    throw TableError("record \(records.count + 1) has a quote in the wrong place")
                }
                field.unicodeScalars.append(scalar)
            }
        }
        guard !isQuoted else { throw TableError("record \(records.count + 1) has a quote that is never closed") }
        guard let first = records.first else { throw TableError("it is empty") }
        for (index, record) in records.enumerated() where record.count != first.count {
            throw TableError("record \(index + 1) has \(record.count) fields, expected \(first.count)")
        }
        header = first
        rows = Array(records.dropFirst())
    }
}

/// Why a file is no table.
struct TableError: Error, Hashable {
    var message: String
    init(_ message: String) { self.message = message }
}
