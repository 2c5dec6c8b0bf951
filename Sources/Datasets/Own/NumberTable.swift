import Foundation

/// A table of numbers read from text: named columns, and one that may say what each row is.
struct NumberTable {
    /// Which columns a script asked for; names, or numbers from 1.
    struct Choice: Sendable, Hashable {
        /// Empty for all but the label.
        var columns: [String] = []
        var label: String?
        var header = Header.detected
    }

    /// Whether the first row names the columns.
    enum Header: String, Sendable, CaseIterable {
        case detected = "auto"
        case yes, no
    }

    /// The columns that were taken, in the order asked for.
    let names: [String]
    /// `[rows × columns]`, in the units of the file.
    let values: [Double]
    let rows: Int
    /// The text of each row's label; `nil` without a label column.
    let labels: [String]?
    /// What was left out without being asked.
    let remarks: [String]

    /// Throws at the first cell that is not what it should be, with its line and column.
    ///
    /// - Parameter depth: `.size` stops behind the first row of numbers, which tells the columns.
    init(_ bytes: [UInt8], name: String, choice: Choice, depth: ReadingDepth = .everything) throws(DatasetError) {
        var text = try DelimitedText(bytes, name: name)
        var cells: [DelimitedText.Cell] = []
        guard try text.nextRow(into: &cells) else { throw DatasetError("expected rows of numbers in `\(name)`, found none") }
        let columns = try ColumnNames(first: cells, of: text, header: choice.header)
        if columns.areInFile {
            guard try text.nextRow(into: &cells) else {
                throw DatasetError("expected rows of numbers in `\(name)`, found its header alone")
            }
        }
        let width = columns.names.count
        let label = try choice.label.map { wanted throws(DatasetError) in try columns.place(of: wanted, in: name) }
        var taken = try choice.columns.map { wanted throws(DatasetError) in try columns.place(of: wanted, in: name) }
        var remarks: [String] = []
        if taken.isEmpty {
            taken = (0..<width).filter { $0 != label }
            if columns.firstIsUnnamed, width > 1, Self.isFirstIndex(cells, of: text) {
                taken.removeAll { $0 == 0 }
                remarks.append("the first column of `\(name)` has no name and counts the rows: it is left out")
            }
        }
        guard !taken.isEmpty else {
            throw DatasetError("`\(name)` has no column but its label", help: "one column of numbers at least is to be learnt")
        }
        guard Set(taken).count == taken.count else { throw DatasetError("a column of `\(name)` is taken twice") }

        var values: [Double] = []
        var labels: [String] = []
        var rows = 0
        while true {
            guard cells.count == width else {
                throw DatasetError(
                    "`\(name)`, line \(text.line): expected \(width) cells as in the first row, found \(cells.count)")
            }
            for place in taken { values.append(try Self.number(cells[place], place, columns, text)) }
            if let label { labels.append(try Self.label(cells[label], label, columns, text)) }
            rows += 1
            guard values.count <= OwnDataLimits.values else {
                throw DatasetError(
                    "`\(name)` has more than \(OwnDataLimits.values) numbers", help: "`columns` takes some of its columns")
            }
            guard depth == .everything, try text.nextRow(into: &cells) else { break }
        }
        names = taken.map { columns.names[$0] }
        self.values = values
        self.rows = rows
        self.labels = label == nil ? nil : labels
        self.remarks = remarks
    }

    /// pandas writes the row numbers as a first column without a name; they begin with 0.
    private static func isFirstIndex(_ cells: [DelimitedText.Cell], of text: DelimitedText) -> Bool {
        cells.first.flatMap { text.text($0) } == "0"
    }

    // MARK: - Cells

    private static func number(
        _ cell: DelimitedText.Cell, _ place: Int, _ columns: ColumnNames, _ text: DelimitedText
    ) throws(DatasetError) -> Double {
        guard let found = text.text(cell) else { throw notText(place, columns, text) }
        // Hexadecimal numbers are read by the standard library, and mean nothing in a table.
        if let value = Double(found), value.isFinite, !found.utf8.contains(UInt8(ascii: "x")),
            !found.utf8.contains(UInt8(ascii: "X"))
        {
            return value
        }
        let where_ = columns.described(place, line: text.line, in: text.name)
        let lower = found.lowercased()
        if found.isEmpty {
            throw DatasetError("\(where_): expected a number, found an empty cell", help: "fill it in, or take the row out")
        }
        if ["nan", "na", "n/a", "null", "none", "?", "-nan", "inf", "-inf", "+inf", "infinity", "-infinity"].contains(lower)
            || Double(found).map({ !$0.isFinite }) == true
        {
            throw DatasetError(
                "\(where_): expected a finite number, found \(OwnFile.quoted(found))",
                help: "networks cannot learn from it: fill it in, or take the row out")
        }
        let withPoint = found.replacingOccurrences(of: ",", with: ".")
        if withPoint != found, Double(withPoint) != nil {
            throw DatasetError(
                "\(where_): expected a number, found \(OwnFile.quoted(found)) with a decimal comma",
                help: "write \(OwnFile.quoted(withPoint))")
        }
        let column = columns.areInFile ? columns.names[place] : String(place + 1)
        throw DatasetError(
            "\(where_): expected a number, found \(OwnFile.quoted(found))",
            help: "`label \(column)` takes the column as labels; `columns` names those to learn, and leaves out the rest")
    }

    private static func label(
        _ cell: DelimitedText.Cell, _ place: Int, _ columns: ColumnNames, _ text: DelimitedText
    ) throws(DatasetError) -> String {
        guard let found = text.text(cell) else { throw notText(place, columns, text) }
        guard !found.isEmpty else {
            throw DatasetError("\(columns.described(place, line: text.line, in: text.name)): expected a label, found an empty cell")
        }
        return found
    }

    private static func notText(_ place: Int, _ columns: ColumnNames, _ text: DelimitedText) -> DatasetError {
        DatasetError(
            "\(columns.described(place, line: text.line, in: text.name)): expected UTF-8 text, found other bytes",
            help: "save the file as UTF-8")
    }
}

/// What the columns of a table are called.
struct ColumnNames {
    let names: [String]
    /// Whether the first row holds them.
    let areInFile: Bool
    /// Whether the first row leaves the first column's name out.
    let firstIsUnnamed: Bool

    /// The names in the first row, or `x`, `y` and numbers where it holds numbers already.
    ///
    /// - Parameter mayRepeat: whether a name may stand there twice.
    init(
        first cells: [DelimitedText.Cell], of text: DelimitedText, header: NumberTable.Header, mayRepeat: Bool = false
    ) throws(DatasetError) {
        var found: [String] = []
        for (place, cell) in cells.enumerated() {
            guard let name = text.text(cell) else {
                throw DatasetError(
                    "`\(text.name)`, line \(text.line), column \(place + 1): expected UTF-8 text, found other bytes",
                    help: "save the file as UTF-8")
            }
            found.append(name)
        }
        switch header {
        case .yes: areInFile = true
        case .no: areInFile = false
        // Names of nothing but digits come behind an empty first cell only: pandas heads a plain array so.
        case .detected: areInFile = found.allSatisfy { Double($0) == nil } || found.count > 1 && found[0].isEmpty
        }
        guard areInFile else {
            firstIsUnnamed = false
            names = Self.usual(found.count)
            return
        }
        firstIsUnnamed = found[0].isEmpty
        var seen: Set<String> = []
        for (place, name) in found.enumerated() where !name.isEmpty && !mayRepeat {
            guard seen.insert(name).inserted else {
                throw DatasetError(
                    "`\(text.name)`, line \(text.line), column \(place + 1): the name \(OwnFile.quoted(name)) is given twice")
            }
        }
        names = found.enumerated().map { $1.isEmpty ? "column\($0 + 1)" : $1 }
    }

    /// The names of columns that nobody named: `x`, `y` up to the plane, numbered beyond it.
    static func usual(_ count: Int) -> [String] {
        count <= 2 ? Array(["x", "y"].prefix(count)) : (1...count).map { "x\($0)" }
    }

    /// The index of the column of that name or number; a name goes first.
    func place(of wanted: String, in file: String) throws(DatasetError) -> Int {
        if let place = names.firstIndex(of: wanted) { return place }
        if let number = Int(wanted), (1...names.count).contains(number) { return number - 1 }
        let known = names.prefix(12).map(OwnFile.quoted).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
        throw DatasetError("`\(file)` has no column \(OwnFile.quoted(wanted))", help: "its columns: \(known)")
    }

    /// `points.csv`, line 17, column 3 (`y`).
    func described(_ place: Int, line: Int, in file: String) -> String {
        let name = areInFile ? " (\(OwnFile.quoted(names[place])))" : ""
        return "`\(file)`, line \(line), column \(place + 1)\(name)"
    }
}
