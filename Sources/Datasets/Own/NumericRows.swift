/// The rows of a table in text, for numbers that are given to an experiment rather than learnt.
public struct NumericRows {
    /// `[rows × width]`.
    public let values: [Double]
    public let width: Int

    /// - Parameter names: the columns to take where the table has all of them; all of its columns otherwise.
    /// - Throws: `DatasetError` at the first cell that is no number.
    public init(_ bytes: [UInt8], name: String, preferring names: [String]) throws(DatasetError) {
        var text = try DelimitedText(bytes, name: name)
        var cells: [DelimitedText.Cell] = []
        guard try text.nextRow(into: &cells) else { throw DatasetError("expected rows of numbers in `\(name)`, found none") }
        let known = try ColumnNames(first: cells, of: text, header: .detected)
        let hasAll = known.areInFile && Set(names).isSubset(of: known.names)
        let table = try NumberTable(bytes, name: name, choice: .init(columns: hasAll ? names : []))
        values = table.values
        width = table.names.count
    }
}
