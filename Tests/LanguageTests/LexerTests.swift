import Testing

@testable import Language

@Suite("The lexer")
struct LexerTests {
    private func kinds(_ text: String) throws -> [Token.Kind] {
        var lexer = Lexer(Source(name: "test", text: text))
        return try lexer.run().map(\.kind)
    }

    @Test(
        "knows every form of value",
        arguments: [
            ("64", Token.Kind.number(64)), ("0.5", .number(0.5)), (".5", .number(0.5)), ("1e-4", .number(1e-4)),
            ("1_000", .number(1000)), ("2E+3", .number(2000)), ("32x32x3", .size([32, 32, 3])), ("7×7", .size([7, 7])),
            ("wgan-gp", .word("wgan-gp")), ("try-2", .word("try-2")), ("loss.generator", .word("loss.generator")),
            ("größe", .word("größe")), ("\"a \\\"b\\\" \\\\ \\n\"", .text("a \"b\" \\ \n")),
            ("\"# no comment\"", .text("# no comment")),
            ("≥", .symbol(.greaterOrEqual)), ("..", .symbol(.range)),
        ])
    func values(text: String, kind: Token.Kind) throws {
        #expect(try kinds(text) == [kind, .lineEnd])
    }

    @Test("keeps ranges, sizes and differences apart")
    func ambiguous() throws {
        #expect(try kinds("1..5") == [.number(1), .symbol(.range), .number(5), .lineEnd])
        #expect(
            try kinds("(n-1)") == [
                .symbol(.openParenthesis), .word("n"), .symbol(.minus), .number(1), .symbol(.closeParenthesis),
                .lineEnd,
            ])
        #expect(try kinds("stride=2") == [.word("stride"), .symbol(.assign), .number(2), .lineEnd])
        #expect(try kinds("a<=b") == [.word("a"), .symbol(.lessOrEqual), .word("b"), .lineEnd])
    }

    @Test("a line goes on behind a backslash and inside brackets")
    func continuation() throws {
        #expect(try kinds("a \\\n b # c\nd") == [.word("a"), .word("b"), .lineEnd, .word("d"), .lineEnd])
        #expect(try kinds("a \\  # why\r\n b") == [.word("a"), .word("b"), .lineEnd])
        #expect(
            try kinds("a (1 +\n\n 2) b\n") == [
                .word("a"), .symbol(.openParenthesis), .number(1), .symbol(.plus), .number(2),
                .symbol(.closeParenthesis),
                .word("b"), .lineEnd,
            ])
    }

    @Test("blank lines and comments leave no tokens")
    func blanks() throws {
        #expect(try kinds("\n  # only a comment\n\r\n\t\n").isEmpty)
    }

    @Test(
        "refuses what it cannot read, with a place and a way out",
        arguments: [
            ("say \"open", 5, "closing"), ("say 3d", 5, "`3d`"), ("say 28x28x", 5, "`28x28x`"),
            ("say 1e999", 5, "too large"),
            ("say a & b", 7, "`&`"), ("say (1]", 7, "`]`"), ("say )", 5, "without an open"),
            ("say \"\\q\"", 6, "escape"),
            ("a \\ b", 3, "end of the line"), ("say 99999999999999999999x2", 5, "too large"),
        ])
    func refusals(text: String, column: Int, piece: String) {
        let error = #expect(throws: Diagnostic.self) { try kinds(text) }
        #expect(error?.span?.column == column)
        #expect(error?.message.contains(piece) == true)
    }
}
