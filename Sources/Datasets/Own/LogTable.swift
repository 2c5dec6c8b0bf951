/// The columns of numbers in the log of a training, as another program wrote it.
///
/// A log is read more kindly than data: a cell may be empty, where a step was not logged, and a number may be infinite or none, which is
/// what a log is looked through for.
public struct LogTable: Sendable {
    /// In the file's order.
    public let names: [String]
    /// For each name: the numbers row by row, `nil` where a cell is empty. Columns of words are left out.
    public let columns: [[Double?]]
    public let rows: Int

    /// Throws `DatasetError` where there is no header or no row, and at a row that is shorter or longer than the header.
    public init(_ bytes: [UInt8], name: String) throws(DatasetError) {
        var text = try DelimitedText(bytes, name: name)
        var cells: [DelimitedText.Cell] = []
        guard try text.nextRow(into: &cells) else { throw DatasetError("expected a log in `\(name)`, found nothing") }
        let header = try ColumnNames(first: cells, of: text, header: .detected)
        guard header.areInFile else {
            throw DatasetError("expected the names of the columns in the first row of `\(name)`, found numbers")
        }
        var found = [[Double?]](repeating: [], count: header.names.count)
        var hasWords = [Bool](repeating: false, count: header.names.count)
        var rows = 0
        while try text.nextRow(into: &cells) {
            guard cells.count == header.names.count else {
                throw DatasetError(
                    "`\(name)`, line \(text.line): expected \(header.names.count) cells as in the first row, found \(cells.count)")
            }
            for (place, cell) in cells.enumerated() {
                let word = text.text(cell) ?? "?"
                let value = Double(word)
                if value == nil, !word.isEmpty { hasWords[place] = true }
                found[place].append(value)
            }
            rows += 1
            guard rows * cells.count <= OwnDataLimits.values else {
                throw DatasetError("`\(name)` has more than \(OwnDataLimits.values) numbers", help: "log every tenth step")
            }
        }
        guard rows > 0 else { throw DatasetError("expected rows of numbers in `\(name)`, found its header alone") }
        let taken = header.names.indices.filter { place in !hasWords[place] && found[place].contains { $0 != nil } }
        names = taken.map { header.names[$0] }
        columns = taken.map { found[$0] }
        self.rows = rows
    }
}
