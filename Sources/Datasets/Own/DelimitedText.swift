/// The rows and cells of a table in text: values separated by commas, semicolons, tabs or blanks.
///
///     row  = cell *(separator cell) (LF / CR LF / CR)
///     cell = "…" with "" for a quote, or anything without separator and line end
///
/// The bytes are split as they stand and turned into text or numbers where somebody asks. Empty lines and lines that
/// begin with `#` hold nothing. (RFC 4180; lines with `#` are how NumPy heads its text files.)
struct DelimitedText {
    /// One cell, with its place for messages.
    struct Cell {
        /// Without quotes.
        var range: Range<Int>
        var isQuoted: Bool
    }

    /// More cells in a row are no table.
    static let mostColumns = 1 << 20

    /// What errors call the file.
    let name: String
    let bytes: [UInt8]
    let separator: UInt8
    /// The line of the row read last, from 1.
    private(set) var line = 0
    private var position: Int
    /// Line ends seen so far.
    private var lineEnds = 0

    /// Throws where the bytes are no text of this kind: UTF-16, zero bytes.
    init(_ bytes: [UInt8], name: String) throws(DatasetError) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw DatasetError("`\(name)` is written in UTF-16", help: "save it as UTF-8 text (CSV UTF-8)")
        }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            throw DatasetError("`\(name)` is a packed file such as a spreadsheet", help: "export it as CSV")
        }
        if bytes.starts(with: [0x1F, 0x8B]) {
            throw DatasetError("`\(name)` is packed with gzip", help: "unpack it with `gunzip`")
        }
        if let zero = bytes.firstIndex(of: 0) {
            throw DatasetError("expected text in `\(name)`, found a zero byte at byte \(zero)", help: "export it as CSV")
        }
        self.name = name
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        separator = Self.separator(in: bytes[position...])
    }

    /// The separator outside quotes in the first line that holds something.
    private static func separator(in bytes: ArraySlice<UInt8>) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        var isComment = false
        var isBlank = true
        for byte in bytes {
            if byte == lineFeed || byte == carriageReturn, !isQuoted {
                if !isBlank { break }
                (isComment, isBlank) = (false, true)
                continue
            }
            if isComment { continue }
            if isBlank, byte == hash {
                isComment = true
                continue
            }
            if byte == quote { isQuoted.toggle() }
            if byte != blank, byte != tab { isBlank = false }
            if !isQuoted { counts[byte, default: 0] += 1 }
        }
        // Semicolons come with decimal commas, so a comma counts only where there is none.
        if let found = [semicolon, tab, comma].first(where: { counts[$0, default: 0] > 0 }) { return found }
        return counts[blank, default: 0] > 0 ? blank : comma
    }

    /// The cells of the next row that holds something; `nil` at the end. Throws at a quote that is never closed.
    mutating func nextRow(into cells: inout [Cell]) throws(DatasetError) -> Bool {
        while position < bytes.count {
            line = lineEnds + 1
            cells.removeAll(keepingCapacity: true)
            if bytes[position] == Self.hash {
                while position < bytes.count, !isLineEnd(bytes[position]) { position += 1 }
                passLineEnd()
                continue
            }
            try readRow(into: &cells)
            let isEmpty = cells.isEmpty || cells.count == 1 && cells[0].range.isEmpty && !cells[0].isQuoted
            if !isEmpty { return true }
        }
        return false
    }

    private mutating func readRow(into cells: inout [Cell]) throws(DatasetError) {
        while true {
            skipBlanks()
            if separator == Self.blank, position == bytes.count || isLineEnd(bytes[position]) { break }
            guard cells.count < Self.mostColumns else {
                throw DatasetError("`\(name)`, line \(line): expected at most \(Self.mostColumns) cells, found more")
            }
            cells.append(try readCell(number: cells.count + 1))
            skipBlanks()
            guard position < bytes.count, !isLineEnd(bytes[position]) else { break }
            // A row of blanks needs no separator beyond those that were skipped.
            if separator != Self.blank { position += 1 }
        }
        passLineEnd()
    }

    private mutating func readCell(number: Int) throws(DatasetError) -> Cell {
        guard position < bytes.count, bytes[position] == Self.quote else {
            let start = position
            while position < bytes.count, bytes[position] != separator, !isLineEnd(bytes[position]) { position += 1 }
            var end = position
            while end > start, bytes[end - 1] == Self.blank || bytes[end - 1] == Self.tab { end -= 1 }
            return Cell(range: start..<end, isQuoted: false)
        }
        let start = position + 1
        position = start
        while position < bytes.count {
            if bytes[position] == Self.quote {
                guard position + 1 < bytes.count, bytes[position + 1] == Self.quote else { break }
                position += 1
            } else if bytes[position] == Self.lineFeed {
                lineEnds += 1
            }
            position += 1
        }
        guard position < bytes.count else {
            throw DatasetError("`\(name)`, line \(line), column \(number): the quote that opens here is never closed")
        }
        let cell = Cell(range: start..<position, isQuoted: true)
        position += 1
        skipBlanks()
        guard position == bytes.count || bytes[position] == separator || isLineEnd(bytes[position]) || separator == Self.blank
        else {
            throw DatasetError(
                "`\(name)`, line \(line), column \(number): expected a separator behind the closing quote, found "
                    + OwnFile.quoted(String(decoding: bytes[position...].prefix(8), as: UTF8.self)))
        }
        return cell
    }

    /// The cell's text, `""` inside quotes read as one quote; `nil` where it is no UTF-8.
    func text(_ cell: Cell) -> String? {
        guard let text = String(validating: bytes[cell.range], as: UTF8.self) else { return nil }
        return cell.isQuoted ? text.split(separator: "\"\"", omittingEmptySubsequences: false).joined(separator: "\"") : text
    }

    private mutating func skipBlanks() {
        while position < bytes.count, bytes[position] == Self.blank || bytes[position] == Self.tab,
            bytes[position] != separator || separator == Self.blank
        { position += 1 }
    }

    private mutating func passLineEnd() {
        guard position < bytes.count else { return }
        if bytes[position] == Self.carriageReturn, position + 1 < bytes.count, bytes[position + 1] == Self.lineFeed {
            position += 1
        }
        position += 1
        lineEnds += 1
    }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == Self.lineFeed || byte == Self.carriageReturn }

    private static let blank = UInt8(ascii: " ")
    private static let tab = UInt8(ascii: "\t")
    private static let comma = UInt8(ascii: ",")
    private static let semicolon = UInt8(ascii: ";")
    private static let quote = UInt8(ascii: "\"")
    private static let hash = UInt8(ascii: "#")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
}
