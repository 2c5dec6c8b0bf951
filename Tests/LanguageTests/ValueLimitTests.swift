import Testing

@testable import Language

@Suite("Values stay small enough to print and to release")
struct ValueLimitTests {
    @Test("a list that is put into itself ends at its depth, however it is built", arguments: [
        "let l = 1\nrepeat 100000\nlet l = [l]\nend\nsay l",
        "let l = 1\nrepeat 100000\nlet l = l, 1\nend\nsay l",
        "let l = 1\nfor i in 1..100000\nlet l = [1, l]\nend",
        "define f x n\nif n > 0\nlet y = [x]\nsay y\nend\nend\nlet l = 1\nrepeat 200\nlet l = [l]\nf l 1\nend",
    ])
    func depth(_ script: String) throws {
        let error = try #require(failure(script))
        #expect(error.contains("lists are nested at most 64 deep"))
    }

    @Test("a list that doubles ends at its length")
    func length() throws {
        let error = try #require(failure("let l = [1, 2]\nrepeat 40\nlet l = [l, l]\nend\nsay l"))
        #expect(error.contains("a list holds at most 100000 members, with those of the lists in it"))
        #expect(failure("let l = [sum(1..100000, 1..100000)]")?.contains("at most 100000 values fit in a list") == true)
        #expect(failure("make noodles 1 guests 1..9" + String(repeating: ", (1..100000)", count: 2))?.contains("guests") == true)
    }

    @Test("brackets in brackets end at the parser's depth")
    func brackets() throws {
        let many = String(repeating: "[", count: 100_000) + "1" + String(repeating: "]", count: 100_000)
        #expect(failure("let l = \(many)")?.contains("nested too deeply") == true)
        #expect(try shown("let l = [[[[1]]], 2]\nsay l") == ["1, 2"])
    }

    @Test("texts end at a million letters, alone, in lists and in one line", arguments: [
        "let s = \"x\"\nrepeat 40\nlet s = s + s\nend",
        "let s = \"x\"\nrepeat 40\nlet s = \"{s}{s}\"\nend",
        "let s = \"x\"\nrepeat 19\nlet s = s + s\nend\nlet l = [s, s, s]",
    ])
    func letters(_ script: String) {
        #expect(failure(script)?.contains("grows too long") == true)
    }

    @Test("a range of any length prints as what it is")
    func ranges() throws {
        #expect(try shown("let r = 1..1000000000\nsay r [r, 2]") == ["1..1000000000 1..1000000000, 2"])
    }

    @Test("Ctrl-C ends a loop over any range")
    func interruption() {
        let interpreter = interpreter()
        interpreter.session.isInterrupted = true
        let error = #expect(throws: Diagnostic.self) {
            try interpreter.run(Source(name: "s", text: "for i in 1..1000000000\nend"))
        }
        #expect(error?.category == .interruption)
    }
}
