import Testing

@testable import Language

@Suite("Completion")
struct CompletionTests {
    private func completer() -> Completer {
        let interpreter = interpreter()
        interpreter.variables["width"] = .number(1)
        return Completer(interpreter) { typed in ["lesson.txt", "other.txt"].filter { $0.hasPrefix(typed) } }
    }

    private func candidates(_ input: String) -> [String] { completer().complete(input).candidates.map(\.text) }

    @Test("offers commands at the start of a statement", arguments: ["", "  ", "say 1\n", "repeat 2\n  "])
    func commands(input: String) {
        let found = candidates(input)
        #expect(found.contains("cook") && found.contains("stew") && found.contains("let") && found.contains("repeat"))
        #expect(!found.contains("heat"))
    }

    @Test(
        "offers what fits the place",
        arguments: [
            ("co", ["cook"]), ("cook ", ["pesto-verde", "tomato"]), ("cook pesto-", ["pesto-verde"]),
            ("make noodles 100 bo", ["boil"]), ("make noodles 100 boil 3 bo", []),
            ("make noodles 100 shape ", ["flat", "round"]),
            ("make noodles 100 shape=r", ["round"]), ("make noodles 100 p", ["plates", "pepper"]),
            ("make cake ", ["tray"]),
            ("wait 5 until he", ["heat"]), ("wait 5 until heat > 3 ev", ["every"]),
            ("wait 5 until heat > wi", ["width"]),
            ("expect ov", ["oven.left"]), ("expect oven.l", ["oven.left"]), ("expect 1..wi", ["width"]),
            ("say wi", ["width"]),
            ("if he", ["heat"]), ("let x = wi", ["width"]), ("for x ", ["in"]), ("for x in wi", ["width"]),
            ("help noo", ["noodles"]),
            ("? mak", ["make"]), ("make noodles 100 \"les", ["lesson.txt"]), ("include \"o", ["other.txt"]),
            ("# coo", []),
            ("expect heat an", ["and"]), ("expect an", []), ("if heat > 3 o", ["or"]), ("if an", []),
            ("mix tomato pe", ["pesto-verde"]), ("mix tomato, pe", ["pesto-verde"]), ("cook (", []),
        ])
    func places(input: String, expected: [String]) {
        #expect(Set(candidates(input)).isSuperset(of: expected))
        if expected.isEmpty { #expect(candidates(input).isEmpty) }
        let typed = input.split(whereSeparator: { " =\"\n.".contains($0) }).last.map(String.init) ?? ""
        if !typed.isEmpty, expected.count == 1, !input.hasSuffix(" ") { #expect(candidates(input).count == 1) }
    }

    @Test("replaces the word at the cursor and nothing else")
    func replaced() {
        #expect(completer().complete("é 日\nmake noo").replaced == 9..<12)
        #expect(completer().complete("make noodles 100 \"les").replaced == 18..<21)
        #expect(completer().complete("cook ").replaced == 5..<5)
    }
}
