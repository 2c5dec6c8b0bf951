/// The smallest piece of a statement.
public struct Token: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        case number(Double)
        case size([Int])
        /// A name, possibly dotted or hyphenated: `wgan-gp`, `loss.generator`.
        case word(String)
        /// What stood between quotes, escapes resolved.
        case text(String)
        /// The same with calculations between braces: `"only {modes} modes"`.
        case template([Piece])
        case symbol(Symbol)
        /// The end of a statement's line.
        case lineEnd
    }

    /// A part of a text between quotes.
    public enum Piece: Sendable, Hashable {
        case letters(String)
        /// What stood between braces, closed by a `lineEnd` at the brace.
        case calculation([Token])
    }

    public enum Symbol: String, Sendable, CaseIterable {
        case plus = "+"
        case minus = "-"
        case times = "*"
        case divide = "/"
        case remainder = "%"
        case power = "^"
        case equal = "=="
        case notEqual = "!="
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case less = "<"
        case greater = ">"
        case assign = "="
        case range = ".."
        case comma = ","
        case openParenthesis = "("
        case closeParenthesis = ")"
        case openBracket = "["
        case closeBracket = "]"
        case question = "?"
    }

    public var kind: Kind
    public var span: Span
    /// True when nothing stands between this token and the one before.
    public var touchesPrevious: Bool

    public var word: String? {
        if case .word(let word) = kind { return word }
        return nil
    }

    /// True for a text in quotes, with calculations in it or without.
    var isText: Bool {
        switch kind {
        case .text, .template: true
        default: false
        }
    }

    public func isSymbol(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }

    /// How a message names it.
    var found: String {
        switch kind {
        case .number, .size: shortened(span.text)
        case .word(let word): "`\(shortened(word))`"
        case .text, .template: span.text.count <= 40 ? span.text : "a text"
        case .symbol(let symbol): "`\(symbol.rawValue)`"
        case .lineEnd: "the end of the line"
        }
    }
}
