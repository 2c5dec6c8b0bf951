import Testing

@testable import Lab

@Suite("The strict JSON reader")
struct JSONScannerTests {
    private func read(_ text: String) throws -> JSONValue { try JSONScanner.read(Array(text.utf8)) }

    @Test("reads every kind of value and keeps the order of members")
    func values() throws {
        let value = try read(#"{"b":[1,-2.5e1,true,null],"a":"x\né😀"} "#)
        #expect(
            value
                == .object([
                    .init(name: "b", value: .array([.natural(1), .number(-25), .boolean(true), .null])),
                    .init(name: "a", value: .string("x\né😀")),
                ]))
    }

    @Test("keeps the largest 64-bit offset exact and refuses the next one")
    func exactNaturals() throws {
        #expect(try read("18446744073709551615") == .natural(.max))
        #expect(throws: JSONScanner.Failure.self) { try read("18446744073709551616") }
    }

    @Test(
        "refuses what is not one whole value",
        arguments: [
            "", "{", "[1,]", "{\"a\":1,}", "{a:1}", "01", "1 2", "+1", "1.", ".5", "1e", "tru", "\"a", "\"\\x\"",
            "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"\n\"", "[1", "nul", "-", "\u{FEFF}{}", "1e999",
        ])
    func refusals(_ text: String) {
        #expect(throws: JSONScanner.Failure.self) { try read(text) }
    }

    @Test("refuses a name that appears twice, also when one is written with an escape")
    func duplicates() {
        #expect(throws: JSONScanner.Failure(message: "the name `a` appears twice", offset: 7)) {
            try read(#"{"a":1,"a":2}"#)
        }
        #expect(throws: JSONScanner.Failure.self) { try read(#"{"a":1,"\u0061":2}"#) }
    }

    @Test("refuses bytes that are not UTF-8")
    func invalidUTF8() {
        #expect(throws: JSONScanner.Failure.self) { try JSONScanner.read([0x22, 0xC3, 0x28, 0x22]) }
        #expect(throws: JSONScanner.Failure.self) { try JSONScanner.read([0x22, 0xED, 0xA0, 0x80, 0x22]) }
    }

    @Test("refuses deep nesting instead of running out of stack")
    func depth() {
        #expect(throws: JSONScanner.Failure.self) { try read(String(repeating: "[", count: 100_000)) }
        #expect(throws: Never.self) { try read(String(repeating: "[", count: 31) + String(repeating: "]", count: 31)) }
    }

    @Test("reads back what the writer escapes")
    func literals() throws {
        let text = "quote \" slash \\ line\nreturn\r tab\t bell\u{7} é 😀"
        #expect(try read(JSONValue.literal(text)) == .string(text))
    }
}
