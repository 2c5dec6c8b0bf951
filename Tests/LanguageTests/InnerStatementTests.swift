import Declarations
import Testing

@testable import Language

/// `later 5, 6 say "done"`: another statement, so often as there are minutes.
private enum Later: Command {
    static let declaration = CommandDeclaration(
        "later", summary: "does something later", group: "cooking",
        arguments: [
            .value("minutes", .count, isList: true, summary: "when"),
            ArgumentDeclaration("statement", .statement, summary: "what"),
        ],
        examples: ["later 5 say 1"])
    static func run(_ arguments: BoundArguments, in session: Kitchen) throws {
        let interpreter = session.interpreter!
        for _ in arguments.list("minutes") { try interpreter.perform(arguments.statements["statement"]![0]) }
    }
}

/// `try cook tomato, pesto-verde garlic 2 guests 3`: one statement in several ways.
private enum Try: Command {
    static let declaration = CommandDeclaration(
        "try", summary: "tries several ways", group: "cooking",
        arguments: [ArgumentDeclaration("ways", .alternatives(of: ["cook", "make"]), isOptional: true, summary: "which")],
        options: [OptionDeclaration("guests", .count, default: .number(1), summary: "how many")],
        examples: ["try cook tomato, pesto-verde"])
    static func run(_ arguments: BoundArguments, in session: Kitchen) throws {
        for way in arguments.statements["ways"] ?? [] { try session.interpreter!.perform(way) }
        session.log.append("guests \(arguments.integer("guests"))")
    }
}

@Suite("Statements within statements")
struct InnerStatementTests {
    private func interpreter(isCheckOnly: Bool = false) -> Interpreter<Kitchen> {
        let kitchen = Kitchen()
        kitchen.isCheckOnly = isCheckOnly
        let interpreter = Interpreter(commands: kitchenCommands + [Later.self, Try.self], session: kitchen)
        kitchen.interpreter = interpreter
        return interpreter
    }

    private func shown(_ text: String) throws -> [String] {
        let interpreter = interpreter()
        defer { interpreter.session.interpreter = nil }
        try interpreter.run(Source(name: "test", text: text))
        return interpreter.session.log
    }

    private func mistake(_ text: String, isCheckOnly: Bool = false) -> Diagnostic? {
        let interpreter = interpreter(isCheckOnly: isCheckOnly)
        defer { interpreter.session.interpreter = nil }
        let source = Source(name: "test", text: text)
        guard !isCheckOnly else { return interpreter.check(source, limit: 1).first }
        do throws(Diagnostic) {
            try interpreter.run(source)
            return nil
        } catch { return error }
    }

    @Test("one goes to the end of the line and is run as if it stood alone")
    func statement() throws {
        #expect(try shown("later 5 cook pesto-verde garlic 2") == ["cook pesto-verde"])
        #expect(try shown("for k in 1, 2\n  later k, (k + 1) say k (2 * k)\nend") == ["1 2", "1 2", "2 4", "2 4"])
    }

    @Test("alternatives stand between commas, up to an option of the command around them")
    func alternatives() throws {
        #expect(try shown("try cook tomato, pesto-verde garlic 2, red guests 3") == ["cook tomato", "cook pesto-verde", "cook tomato", "guests 3"])
        #expect(try shown("try make noodles (max(1, 2)) boil 3, cake 2x3") == ["make noodles []", "make cake []", "guests 1"])
        #expect(try shown("try guests 2") == ["guests 2"])
    }

    @Test("mistakes stand at their places, in a check and in a body that nothing calls too", arguments: [
        ("later 5 cook tomatoe", "unknown sauce `tomatoe`", "tomatoe"),
        ("later 5 coock tomato", "unknown command `coock`", "coock"),
        ("later 5", "expected a statement, found the end of the line", ""),
        ("later 5 \"x\"", "expected `statement`, found \"x\"", "\"x\""),
        ("try cook tomato, pesto", "unknown sauce `pesto`", "pesto"),
        ("try cook tomato, ", "expected a sauce, found the end of the line", ""),
        ("try cook tomato guests", "expected a whole number of at least 1 for `guests`, found the end of the line", ""),
        ("define all k\n  later k cook tomatoe\nend", "unknown sauce `tomatoe`", "tomatoe"),
    ])
    func mistakes(text: String, message: String, place: String) {
        for isCheckOnly in [false, true] where isCheckOnly || !text.hasPrefix("define") {
            let found = mistake(text, isCheckOnly: isCheckOnly)
            #expect(found?.message == message)
            #expect(found?.span?.text == place)
        }
    }

    @Test("completion goes on within them", arguments: [
        ("later 5 he", []), ("later 5, he", ["heat"]), ("later 5 cook to", ["tomato"]), ("later 5, 6 make noodles 100 bo", ["boil"]), ("try c", ["cook"]),
        ("try cook tomato, pe", ["pesto-verde"]), ("try cook pesto-verde g", ["garlic", "guests"]), ("try cook tomato guests 2 t", []),
    ])
    func completion(input: String, expected: [String]) {
        let interpreter = interpreter()
        defer { interpreter.session.interpreter = nil }
        #expect(Completer(interpreter).complete(input).candidates.map(\.text).sorted() == expected.sorted())
    }
}
