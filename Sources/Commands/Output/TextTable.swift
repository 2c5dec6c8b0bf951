import Language

/// Rows of results under named columns, as a value: what each cell says, not how a table is laid out.
public struct TextTable: Sendable, Hashable {
    /// What the rows belong to, where several tables follow each other.
    public var title: String?
    public var header: [String]
    /// What the numbers of a column are measured in, for columns that have a unit of their own.
    public var units: [Int: String] = [:]
    public var rows: [[String]] = []
    /// Columns that hold text; the others hold numbers, whose digits are to line up.
    public var leftColumns: Set<Int> = [0]
    /// Rows that the footnote is about.
    public var markedRows: Set<Int> = []
    public var footnote: String?

    public init(title: String? = nil, header: [String], rows: [[String]] = [], leftColumns: Set<Int> = [0]) {
        self.title = title
        self.header = header
        self.rows = rows
        self.leftColumns = leftColumns
    }
}

extension TextTable {
    /// The table as aligned lines, columns of text on the left and numbers on the right.
    var text: String { text(columns: nil) }

    /// The same within so many columns: where they do not suffice, the table goes on below itself, with its first column
    /// again. A column that is wider by itself stays whole.
    func text(columns limit: Int?) -> String {
        // What a terminal shows in place of a control character takes room too.
        let all = ([header] + rows).map { $0.map(visible) }
        let count = all.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in all.map { column < $0.count ? displayWidth($0[column]) : 0 }.max() ?? 0 }
        let parts = parts(of: widths, within: limit).map { part in
            all.enumerated().map { index, row in line(of: row, part, widths, isMarked: markedRows.contains(index - 1)) }.joined()
        }
        return (title.map { visible($0) + "\n" } ?? "") + parts.joined(separator: "\n")
            + (footnote.map { "  \(Self.mark) \(visible($0))\n" } ?? "") + (title == nil ? "" : "\n")
    }

    private static let mark = "*"
    private static let gap = 2

    /// The columns that stand side by side, part after part.
    private func parts(of widths: [Int], within limit: Int?) -> [[Int]] {
        guard let limit, let first = widths.first else { return [Array(widths.indices)] }
        let start = Self.gap + first + (markedRows.isEmpty ? 0 : Self.gap + Self.mark.count)
        var parts = [[0]]
        var taken = start
        for column in widths.indices.dropFirst() {
            let width = Self.gap + widths[column]
            if taken + width > limit, parts[parts.count - 1].count > 1 {
                parts.append([0])
                taken = start
            }
            parts[parts.count - 1].append(column)
            taken += width
        }
        return parts
    }

    private func line(of row: [String], _ part: [Int], _ widths: [Int], isMarked: Bool) -> String {
        var line = ""
        for column in part where column < row.count {
            let padding = String(repeating: " ", count: widths[column] - displayWidth(row[column]))
            line += String(repeating: " ", count: Self.gap) + (leftColumns.contains(column) ? row[column] + padding : padding + row[column])
        }
        if isMarked { line += String(repeating: " ", count: Self.gap) + Self.mark }
        while line.last == " " { line.removeLast() }
        return line + "\n"
    }
}

