import TestSupport
import Testing

@testable import Language

@Suite("Nothing that is typed can crash")
struct RobustnessTests {
    private static let pieces = [
        "say", "cook", "make", "wait", "mix", "expect", "help", "noodles", "cake", "tomato", "salt", "pepper", "boil",
        "shape",
        "guests", "until", "every", "let", "for", "in", "repeat", "if", "else", "end", "define", "include", "x", "f",
        "heat",
        "taste", "tray", "and", "or", "not", "true", "(", ")", "[", "]", ",", "=", "==", "<", "..", "+", "-", "*", "/",
        "%", "^", "?",
        "1", "0", "-1", "2.5", "1e9", "1e308", "28x28x1", "9223372036854775807", "\"text\"", "\"", "\\", "#", "\n",
        "\n", "\n",
        "\r\n", "\t", "é", "日本", "👩‍👩‍👧", "\u{301}", "\u{0}", "\u{1B}", "…", "# %%", "sqrt(", "wgan-gp", ".", "1..5", "=2",
        "max",
    ]

    private func exercise(_ text: String) {
        let interpreter = interpreter()
        interpreter.limits.statements = 300
        interpreter.session.files = ["text": "say 1\n" + text]
        do throws(Diagnostic) {
            try interpreter.run(Source(name: "soup", text: text))
        } catch {
            #expect(!error.message.isEmpty)
            #expect(error.render(color: true).contains(visible(error.message)))
        }
        let completion = Completer(interpreter).complete(text)
        #expect(completion.replaced.upperBound == text.count)
        _ = isComplete(text)
        for cell in Cell.cells(of: Source(name: "soup", text: text)) { _ = (cell.text, cell.options) }
    }

    @Test("random soups of tokens", arguments: 0..<8)
    func soups(seed: Int) {
        var random = SplitMix(state: UInt64(seed))
        for _ in 0..<500 {
            let count = Int.random(in: 1...24, using: &random)
            let separator = Bool.random(using: &random) ? " " : ""
            exercise(
                (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined(separator: separator))
        }
    }

    @Test("a script cut at any character")
    func truncated() {
        let script = """
            # %% [markdown]
            # Prose
            # %%
            let width = (3 + 4) * 2 ^ 2
            for s in 1..3, 7
              if heat > 90 and not oven.left < 3
                make noodles (width * 2) boil=9.5 guests 1, 3..4 salt pepper 2 "recipe.txt"
              else if heat == 3
                cook pesto-verde garlic 3 \\
                  # comment
              end
            end
            define f a b
              say "é \\" 日本" a [b, max(1, 2)]
            end
            f 1 2
            wait 20 until heat >= 50 every 2
            """
        for length in 0...script.count { exercise(String(script.prefix(length))) }
    }

    @Test("huge inputs end in an error or a result")
    func huge() {
        exercise(String(repeating: "(", count: 50_000))
        exercise(String(repeating: "repeat 2\n", count: 20_000))
        exercise("say " + String(repeating: "1 ", count: 20_000))
        exercise(String(repeating: "a", count: 100_000))
        exercise("let x = \"a\"\nrepeat 200\nlet x = x + x\nend")
        exercise("repeat 9e14\nend")
        exercise("make noodles 1 guests 1..1000000000")
    }
}
