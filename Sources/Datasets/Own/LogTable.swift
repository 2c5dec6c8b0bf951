/// The columns of numbers in the log of a training, as another program wrote it.
///
/// A log is read more kindly than data: a cell may be empty, where a step was not logged, and a number may be infinite or none, which is
/// what a log is looked through for.
public struct LogTable: Sendable {
    /// In the file's order; one may be there twice.
    public let names: [String]
    /// For each name: the numbers row by row, `nil` where a cell is empty.
    public let columns: [[Double?]]
    /// Columns that hold no numbers alone, and why they are none.
    public let leftOut: [(name: String, reason: String)]
    public let rows: Int

    /// Throws `DatasetError` where there is no header or no row, and at a row that is shorter or longer than the header.
    public init(_ bytes: [UInt8], name: String) throws(DatasetError) {
        var text = try DelimitedText(bytes, name: name)
        var cells: [DelimitedText.Cell] = []
        guard try text.nextRow(into: &cells) else { throw DatasetError("expected a log in `\(name)`, found nothing") }
        let header = try ColumnNames(first: cells, of: text, header: .detected, mayRepeat: true)
        guard header.areInFile else {
            throw DatasetError("expected the names of the columns in the first row of `\(name)`, found numbers")
        }
        var found = [[Double?]](repeating: [], count: header.names.count)
        var words = [String?](repeating: nil, count: header.names.count)
        // What separates cells cannot stand for the point.
        let mayHaveCommas = text.separator == UInt8(ascii: ";") || text.separator == UInt8(ascii: "\t")
        var rows = 0
        while try text.nextRow(into: &cells) {
            guard cells.count == header.names.count else {
                throw DatasetError(
                    "`\(name)`, line \(text.line): expected \(header.names.count) cells as in the first row, found \(cells.count)")
            }
            for (place, cell) in cells.enumerated() {
                let word = text.text(cell) ?? "?"
                let value = Self.number(word, mayHaveComma: mayHaveCommas)
                if value == nil, !word.isEmpty, words[place] == nil { words[place] = word }
                found[place].append(value)
            }
            rows += 1
            guard rows * cells.count <= OwnDataLimits.values else {
                throw DatasetError("`\(name)` has more than \(OwnDataLimits.values) numbers", help: "log every tenth step")
            }
        }
        guard rows > 0 else { throw DatasetError("expected rows of numbers in `\(name)`, found its header alone") }
        var names: [String] = []
        var columns: [[Double?]] = []
        var leftOut: [(name: String, reason: String)] = []
        for (place, name) in header.names.enumerated() {
            if let word = words[place] {
                leftOut.append((name, "holds words such as \(OwnFile.quoted(word))"))
            } else if found[place].contains(where: { $0 != nil }) {
                names.append(name)
                columns.append(found[place])
            } else {
                leftOut.append((name, "is empty"))
            }
        }
        self.names = names
        self.columns = columns
        self.leftOut = leftOut
        self.rows = rows
    }

    /// A number as logs have it: `99%` is .99, and `0,5` is ½ where a comma separates no cells.
    private static func number(_ word: String, mayHaveComma: Bool) -> Double? {
        if let value = Double(word) { return value }
        var digits = word
        let isPerCent = digits.hasSuffix("%")
        if isPerCent {
            digits.removeLast()
            while digits.hasSuffix(" ") { digits.removeLast() }
        }
        if mayHaveComma, !digits.contains(where: { $0 == "." }) {
            digits = String(digits.map { (mark: Character) -> Character in mark == "," ? "." : mark })
        }
        return Double(digits).map { isPerCent ? $0 / 100 : $0 }
    }
}
