import Testing

@testable import Language

@Suite("The parser")
struct ParserTests {
    private func parse(_ text: String) throws(Diagnostic) -> [Statement] {
        try Parser.parse(Source(name: "test", text: text))
    }

    @Test("a statement keeps its text and its place")
    func text() throws {
        let statements = try parse("  cook tomato   # why not\nrepeat 2\n  say 1\nend # over")
        #expect(statements.map(\.text) == ["cook tomato", "repeat 2\n  say 1\nend"])
        #expect(statements.map(\.header.text) == ["cook tomato", "repeat 2"])
        #expect(statements.map { [$0.span.line, $0.span.column] } == [[1, 3], [2, 1]])
    }

    @Test(
        "tells what is missing where",
        arguments: [
            ("repeat 2\nsay 1", 1, "expected `end`, found the end of the script"),
            ("end", 1, "found `end` without an open block"),
            ("for x in 1\nelse\nend", 2, "expected `end`, found `else`"),
            ("if 1\nelse\nelse\nend", 3, "expected `end`, found a second `else`"),
            ("if modes = 8\nend", 1, "expected a comparison, found `=`"),
            ("let x 5", 1, "expected `=`, found 5"),
            ("let = 5", 1, "expected the name of a variable, found `=`"),
            ("let", 1, "expected the name of a variable, found the end of the line"),
            ("let x", 1, "expected `=`, found the end of the line"),
            ("let end = 1", 1, "expected the name of a variable, found the language's own word `end`"),
            ("let a.b = 1", 1, "expected the name of a variable, found the dotted `a.b`"),
            ("for x 1\nend", 1, "expected `in`, found 1"),
            ("define f a a\nend", 1, "the parameter `a` is named twice"),
            ("width = 5", 1, "expected a command, found `width =`"),
            ("5", 1, "expected a command, found 5"),
            ("let x = (1", 1, "expected `)`, found the end of the script"),
            ("let x = 1 2", 1, "expected the end of the line, found 2"),
            ("if 1 < 2 < 3\nend", 1, "`<` cannot follow `<`"),
            ("let x = 1 +", 1, "expected a value, found the end of the line"),
            ("repeat 2\nend 3", 2, "expected the end of the line, found 3"),
        ])
    func mistakes(text: String, line: Int, message: String) {
        let error = #expect(throws: Diagnostic.self) { try parse(text) }
        #expect(error?.message == message)
        #expect(error?.span?.line == line)
    }

    @Test("deep nesting is refused before the stack ends")
    func depth() {
        let blocks = String(repeating: "if true\n", count: 10_000)
        #expect(throws: Diagnostic.self) { try parse(blocks) }
        let brackets = "let x = " + String(repeating: "(", count: 10_000) + "1" + String(repeating: ")", count: 10_000)
        #expect(throws: Diagnostic.self) { try parse(brackets) }
        #expect(throws: Diagnostic.self) { try parse("let x = " + String(repeating: "- ", count: 10_000) + "1") }
        #expect(throws: Diagnostic.self) {
            try parse("let x = " + Array(repeating: "2", count: 10_000).joined(separator: "^"))
        }
        let sum = "let x = " + Array(repeating: "2", count: 5_000).joined(separator: "+")
        #expect(throws: Diagnostic.self) { _ = try parse(sum) }
    }

    @Test("cells follow percent lines")
    func cells() throws {
        let source = Source(
            name: "test",
            text: """
                # a header
                # %% [markdown]
                # # Title
                # prose with `code`
                #
                # %% Try it tags="slow one" [markdown]
                #   indented
                # %% Run
                #| error: true
                say 1
                say 2

                # %%
                """)
        let cells = Cell.cells(of: source)
        #expect(cells.map(\.kind) == [.code, .markdown, .markdown, .code, .code])
        #expect(cells.map(\.title) == ["", "", "Try it", "Run", ""])
        #expect(cells[1].text == "# Title\nprose with `code`")
        #expect(cells[2].attributes == ["tags": "slow one"])
        #expect(cells[2].text == "  indented")
        #expect(cells[3].options == ["error": "true"])
        #expect(cells[3].lines == 9..<13)
        let statements = try Parser.parse(source, range: cells[3].span.range)
        #expect(statements.map(\.text) == ["say 1", "say 2"])
        #expect(statements.map(\.span.line) == [10, 11])
        #expect(Cell.cells(of: Source(name: "e", text: "\n")).isEmpty)
    }

    @Test("the prompt knows whether more lines belong to the input")
    func completeness() {
        func answer(_ text: String) -> String {
            switch isComplete(text) {
            case .complete: "complete"
            case .needsMore(let depth): "more \(depth)"
            case .invalid: "invalid"
            }
        }
        #expect(answer("say 1") == "complete")
        #expect(answer("") == "complete")
        #expect(answer("repeat 2\n say 1") == "more 1")
        #expect(answer("repeat 2\n if true") == "more 2")
        #expect(answer("repeat 2\n say 1\nend") == "complete")
        #expect(answer("say (1 +") == "more 1")
        #expect(answer("say 1 \\") == "more 0")
        #expect(answer("say 1 \\\n") == "more 0")
        #expect(answer("say 1 \\\n 2") == "complete")
        #expect(answer("say \"open") == "invalid")
        #expect(answer("end") == "invalid")
        #expect(answer("let 5") == "invalid")
    }

    @Test("prompts that were copied along are dropped")
    func prompts() {
        let pasted = "cook> repeat 2\n....>   say 1\n....>\nsay 2"
        #expect(removingPrompts(pasted, prompts: ["cook> ", "....> "]) == "repeat 2\n  say 1\n\nsay 2")
    }
}
