import Language

/// Rows of text with their columns aligned, for `show`, `measure` and `table`.
///
/// The first column is text and stands left; the others hold numbers and stand right, so that digits line up.
struct TextTable {
    var header: [String]
    var rows: [[String]] = []
    /// Columns that hold text.
    var leftColumns: Set<Int> = [0]

    var text: String {
        // What a terminal shows in place of a control character takes room too.
        let all = ([header] + rows).map { $0.map(visible) }
        let columns = all.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            all.map { column < $0.count ? displayWidth($0[column]) : 0 }.max() ?? 0
        }
        var lines: [String] = []
        for row in all {
            var line = ""
            for (column, cell) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - displayWidth(cell))
                if column > 0 { line += "  " }
                line += leftColumns.contains(column) ? cell + padding : padding + cell
            }
            while line.last == " " { line.removeLast() }
            lines.append("  " + line)
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// A whole number with a narrow gap every three digits, from five digits on: `1200`, `66 049`.
func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    guard digits.count > 4 else { return String(number) }
    var result = ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index).isMultiple(of: 3) { result += " " }
        result.append(digit)
    }
    return (number < 0 ? "-" : "") + result
}

/// `7x7x64`.
func sizeText(_ size: [Int]) -> String { size.map(String.init).joined(separator: "x") }
