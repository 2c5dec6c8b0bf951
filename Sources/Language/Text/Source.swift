/// A script's text, under the name that messages show.
///
/// Offsets count `Character`s, what a person sees as one letter, never bytes: a caret under `é` or an emoji then stands
/// where the eye expects it.
public final class Source: Sendable, Hashable {
    /// The file name, or `prompt`.
    public let name: String
    public let text: String
    /// The text as an array, so that an offset is found in constant time.
    public let characters: [Character]
    /// The offset of the first character of each line; at least one line.
    private let lineStarts: [Int]

    public init(name: String, text: String) {
        self.name = name
        self.text = text
        characters = Array(text)
        var starts = [0]
        for (offset, character) in characters.enumerated() where character.endsLine {
            starts.append(offset + 1)
        }
        lineStarts = starts
    }

    public var lineCount: Int { lineStarts.count }

    /// Every line without its end.
    public var lines: [String] { (1...lineCount).map(line) }

    /// The text of a line, counted from 1, without its end.
    public func line(_ number: Int) -> String { String(characters[range(ofLine: number)]) }

    /// The offsets of a line, counted from 1, without its end.
    public func range(ofLine number: Int) -> Range<Int> {
        let start = lineStarts[number - 1]
        var end = number < lineStarts.count ? lineStarts[number] : characters.count
        if end > start, characters[end - 1].endsLine { end -= 1 }
        return start..<end
    }

    /// The line that holds an offset, counted from 1.
    public func lineNumber(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    /// The column of an offset in its line, in characters, counted from 1.
    public func column(at offset: Int) -> Int { offset - lineStarts[lineNumber(at: offset) - 1] + 1 }

    /// The whole text.
    public var span: Span { Span(self, 0..<characters.count) }

    public static func == (left: Source, right: Source) -> Bool { left === right }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// A piece of a source, in character offsets.
public struct Span: Sendable, Hashable {
    public let source: Source
    public let range: Range<Int>

    public init(_ source: Source, _ range: Range<Int>) {
        self.source = source
        self.range = range.clamped(to: 0..<source.characters.count)
    }

    public var text: String { String(source.characters[range]) }
    /// Counted from 1.
    public var line: Int { source.lineNumber(at: range.lowerBound) }
    /// In characters, counted from 1.
    public var column: Int { source.column(at: range.lowerBound) }
    /// The place just behind this piece.
    public var end: Span { Span(source, range.upperBound..<range.upperBound) }

    /// From the start of this piece to the end of another of the same source.
    public func through(_ other: Span) -> Span {
        Span(source, range.lowerBound..<max(range.upperBound, other.range.upperBound))
    }
}

extension Character {
    /// A line feed, with or without its carriage return (Swift counts the pair as one character).
    var endsLine: Bool { self == "\n" || self == "\r\n" || self == "\r" }
}
