import Testing

@testable import Language

@Suite("A lesson's words")
struct ProseTests {
    @Test("headings, paragraphs, lists, quotes, code and tables are drawn as blocks, a blank line between them")
    func blocks() {
        let text = """
            # One *idea*
            Two lines
            of one paragraph.
            - first
            - second, which
              goes on
              1. deeper

            > quoted

                D = 1/2

            ```
            train  500
            ```
            | a | b |
            ### Small
            ***
            """
        #expect(
            ProseRenderer(columns: 24, isPlain: true).render(text) == """
                One *idea*
                ==========

                Two lines of one
                paragraph.

                  - first
                  - second, which goes
                    on
                      1. deeper

                | quoted

                    D = 1/2

                    train  500

                | a | b |

                Small

                ------------------------

                """)
    }

    @Test("weights and colours stand in place of the marks where there are any, and do not count as letters")
    func styles() {
        let text = "a *b* **c** `d e`"
        #expect(ProseRenderer().render(text) == text + "\n")
        #expect(
            ProseRenderer(hasColor: true).render(text)
                == "a \u{1B}[3mb\u{1B}[23m \u{1B}[1mc\u{1B}[22m \u{1B}[36md e\u{1B}[39m\n")
        let words = Array(repeating: "*word*", count: 8).joined(separator: " ")
        #expect(ProseRenderer(columns: 24, hasColor: true).render(words).split(separator: "\n").count == 2)
    }

    @Test(
        "a mark that opens nothing is a letter",
        arguments: ["3 * 4 * 5", "snake_case_name", "2 ** 3", "f[0] (x)", "a lone ` tick", "p*(1 - p)*q", "[open", "**"])
    func letters(_ text: String) {
        #expect(InlineText(text).pieces == [InlineText.Piece(style: .plain, text: text)])
    }

    @Test("a link shows its address, an escaped mark itself")
    func links() {
        #expect(InlineText("see [the paper](arxiv.org/abs/1406.2661)").pieces.map(\.text) == ["see the paper (arxiv.org/abs/1406.2661)"])
        #expect(InlineText("\\*not\\*").pieces.map(\.text) == ["*not*"])
    }

    @Test("no line of words is wider than the window; wide letters count two and break anywhere")
    func widths() {
        let chinese = "生成器把随机数变成假样本，判别器给每个样本一个为真的概率。"
        for columns in [20, 21, 40] {
            for text in [chinese, "Генератор превращает случайные числа в подделки", "> - " + chinese] {
                let lines = ProseRenderer(columns: columns).render(text).split(separator: "\n")
                #expect(lines.allSatisfy { displayWidth(String($0)) <= columns + 2 })
                #expect(!lines.contains { $0.first == "，" || $0.first == "。" })
            }
        }
    }

    @Test("control characters are shown, not obeyed")
    func controls() {
        let shown = ProseRenderer(hasColor: false).render("a\u{1B}[2Jb\n\n    c\u{7}\n\n| \u{9B}")
        #expect(shown.contains("a\\u{1b}[2Jb") && shown.contains("c\\u{7}") && shown.contains("\\u{9b}"))
        #expect(ProseRenderer().render("a \u{202E}b").contains("\\u{202e}"))
        #expect(!ProseRenderer().render(title: "\u{1B}c").contains("\u{1B}"))
        #expect(!ProseRenderer().render(code: ["print \"\u{1B}\""], prompts: ("> ", ". ")).contains("\u{1B}"))
    }

    @Test("any text is drawn: deep quotes, lists and open marks")
    func robust() {
        for piece in ["> ", "- ", "1. ", "`", "*", "[", "```\n", "#", "\t", "\\"] {
            let deep = String(repeating: piece, count: 3000)
            #expect(ProseRenderer().render("before\n\n" + deep + "x").hasPrefix("before\n"))
        }
    }
}

@Suite("Telling a lesson")
struct NarrationTests {
    private let script = """
        # %% [markdown]
        # # Soup
        # Words first.

        # %% Cook
        let a = 1  # behind
        # a remark
        for i in 1..2
          # inside
          print i
        end

        # %% [markdown]
        # The end.
        # %%
        #| echo: false
        print a
        # %% [markdown]
        # Try more.
        """

    @Test("words, titles, comments and statements come in order, each before what it does, and nothing twice")
    func order() throws {
        let source = Source(name: "lesson", text: script)
        var narration = try #require(Narration(source))
        let statements = try Parser.parse(source)
        #expect(
            narration.passages(through: statements[0]) == [
                .words("# Soup\nWords first."), .title("Cook"), .code(["let a = 1  # behind"]),
            ])
        #expect(
            narration.passages(through: statements[1]) == [
                .code(["# a remark"]), .code(["for i in 1..2", "  # inside", "  print i", "end"]),
            ])
        #expect(narration.passages(through: statements[2]) == [.words("The end."), .code(["print a"])])
        #expect(narration.rest() == [.words("Try more.")])
        #expect(narration.rest().isEmpty)
    }

    @Test("a script without words tells nothing")
    func plain() {
        #expect(Narration(Source(name: "script", text: "# %% Cook\nprint 1\n# a remark")) == nil)
        #expect(Narration(Source(name: "script", text: "")) == nil)
    }

    @Test("passages are kept apart by one blank line, statements stand behind the prompt")
    func spacing() {
        var text = NarrationText(prompts: ("gan> ", "...> "))
        let passages: [Narration.Passage] = [.words("Hello."), .title("Go"), .code(["repeat 2", "end"]), .words("Bye.")]
        #expect(
            passages.map { text.text(of: $0, by: ProseRenderer()) }.joined()
                == "Hello.\n\n── Go\ngan> repeat 2\n...> end\n\nBye.\n\n")
    }
}
