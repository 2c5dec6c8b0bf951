import Language
import Testing

@testable import gan

@Suite("Exit statuses")
struct ExitStatusTests {
    @Test("every kind of diagnostic has the status that the language promises")
    func categories() {
        let expected: [(Diagnostic.Category, Int32)] = [
            (.expectation, 1), (.mistake, 2), (.unavailable, 2), (.failure, 3), (.interruption, 130),
        ]
        for (category, status) in expected {
            #expect(ExitStatus(Diagnostic("x", category: category)).rawValue == status)
        }
    }

    @Test("a wrong command line is a mistake, help is none")
    func parser() {
        #expect(ExitStatus(parserCode: 64) == .mistake)
        #expect(ExitStatus(parserCode: 0) == .allWell)
    }
}
