/// One statement of a script, before anything is known of commands.
public struct Statement: Sendable {
    public indirect enum Kind: Sendable {
        case command(CommandCall)
        case assign(name: Name, value: Expression)
        case forEach(name: Name, values: Expression, body: [Statement])
        case repeatTimes(count: Expression, body: [Statement])
        case conditional(branches: [Branch], otherwise: [Statement])
        case define(Definition)
        case include(path: Expression)
        case lesson(LessonBlock)
    }

    public let kind: Kind
    /// From the first word to the last; a block's reaches to its `end`.
    public let span: Span
    /// The first line alone.
    public let header: Span

    /// The lines that it stands in, counted from 1.
    public var lines: ClosedRange<Int> {
        span.line...span.source.lineNumber(at: max(span.range.lowerBound, span.range.upperBound - 1))
    }

    /// The comments that stand on the lines directly above it, in its own cell; none for what does not begin its line.
    public var commentsAbove: [String] {
        let source = span.source
        let first = span.line
        let start = source.range(ofLine: first).lowerBound
        guard source.characters[start..<max(start, span.range.lowerBound)].allSatisfy(\.isWhitespace) else { return [] }
        var comments: [String] = []
        var number = first - 1
        while number >= 1, Cell.isComment(source.line(number)) {
            comments.insert(source.line(number), at: 0)
            number -= 1
        }
        return comments
    }

    /// The statement as it was written, without comments around it.
    public var text: String { span.text }
}

/// A name at its place.
public struct Name: Sendable, Hashable {
    public let text: String
    public let span: Span
}

/// One `if` or `else if` with what follows.
public struct Branch: Sendable {
    public let condition: Expression
    public let body: [Statement]
}

/// `define block width … end`.
public struct Definition: Sendable {
    public let name: Name
    public let parameters: [Name]
    public let body: [Statement]
}

/// `exercise "…" … solution … end` or `ask "…" … end`.
public struct LessonBlock: Sendable {
    /// Its first line.
    public let call: CommandCall
    /// The lines of its own: hints and checks, or choices and answers.
    public internal(set) var parts: [CommandCall] = []
    /// What solves an exercise; `nil` where there is no solution.
    public internal(set) var solution: [Statement]?
}

/// A command with its arguments still in tokens: only the command's declaration knows how to read them.
public struct CommandCall: Sendable {
    public let name: Name
    /// Everything behind the name, closed by a `lineEnd`.
    public let tokens: [Token]
    public let span: Span
}
