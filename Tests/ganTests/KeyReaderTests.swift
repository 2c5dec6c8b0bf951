import Commands
import Testing

@testable import gan

@Suite("Bytes of a keyboard")
struct KeyReaderTests {
    private func keys(_ parts: String...) -> [KeyPress] {
        var reader = KeyReader()
        var keys: [KeyPress] = []
        for part in parts {
            reader.add(part.utf8)
            while let key = reader.next() { keys.append(key) }
        }
        return keys
    }

    @Test("letters, arrows of both kinds, and capitals as if they were none")
    func plain() {
        #expect(keys(" sQ\t") == [.character(" "), .character("s"), .character("q"), .character("\t")])
        #expect(keys("\u{1B}[D\u{1B}[C\u{1B}OD\u{1B}OC") == [.left, .right, .left, .right])
        #expect(keys("й画+") == [.character("й"), .character("画"), .character("+")])
    }

    @Test("a sequence in two halves is one key, and what means nothing is passed over")
    func others() {
        #expect(keys("\u{1B}[", "D") == [.left])
        #expect(keys("\u{1B}[A\u{1B}[3~\u{1B}[1;5Rq") == [.character("q")])
        #expect(keys("\u{1B}q") == [.character("q")])
        #expect(keys("\u{1B}[" + String(repeating: "1", count: 60), "q") == [.character("q")])
    }
}
