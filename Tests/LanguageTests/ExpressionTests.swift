import Testing

@testable import Language

@Suite("Expressions")
struct ExpressionTests {
    private func value(_ text: String) throws -> Value {
        let kitchen = Kitchen()
        let scope = Variables(
            over: SessionScope(kitchen),
            ["width": .number(64), "kind": .word("red"), "xs": .list([.number(3), .number(4)])])
        let statements = try Parser.parse(Source(name: "test", text: "let x = \(text)"))
        guard case .assign(_, let expression) = try #require(statements.first).kind else { return .boolean(false) }
        return try expression.evaluate(in: scope)
    }

    @Test(
        "follow the usual order",
        arguments: [
            ("1 + 2 * 3", Value.number(7)), ("(1 + 2) * 3", .number(9)), ("2 ^ 3 ^ 2", .number(512)),
            ("-2 ^ 2", .number(-4)),
            ("10 - 3 - 2", .number(5)), ("7 % 3", .number(1)), ("-1 % 3", .number(2)), ("2 * -3", .number(-6)),
            ("+4", .number(4)),
            ("1 < 2 and 2 >= 2", .boolean(true)), ("not 1 > 2 or false", .boolean(true)),
            ("not (true and true)", .boolean(false)),
            ("width * 2", .number(128)), ("oven.left / 2", .number(90)), ("kind == red", .boolean(true)),
            ("kind != \"blue\"", .boolean(true)), ("1..2 + 2", .range(WholeRange(1, 4))), ("\"a\" + 1", .text("a1")),
            ("max(1, xs, 2)", .number(4)), ("sqrt(16) + abs(-1)", .number(5)), ("round(2.345, 1)", .number(2.3)),
            ("sum(1..4)", .number(10)), ("count(xs)", .number(2)), ("mean([1, 2, 6])", .number(3)),
            ("min(3)", .number(3)),
            ("8x8 == 8x8", .boolean(true)), ("1 == 1x1", .boolean(false)), ("floor(-1.5)", .number(-2)),
            ("pi > 3", .boolean(true)),
            ("1, 2", .list([.number(1), .number(2)])), ("false and unknown > 1", .boolean(false)),
        ])
    func arithmetic(text: String, expected: Value) throws {
        #expect(try value(text) == expected)
    }

    @Test(
        "say what is wrong where",
        arguments: [
            ("1 + widht", "unknown name `widht`", 13), ("1 / 0", "division by zero", 13),
            ("sqrt()", "`sqrt` expects 1 number, found 0", 9),
            ("sqrt(red)", "unknown name `red`", 14), ("sqrt(kind)", "`sqrt` expects a number, found `red`", 14),
            ("squrt(4)", "unknown function `squrt`", 9),
            ("1 and true", "expected a condition that is true or false, found 1", 9),
            ("\"a\" * 2", "expected a number, found \"a\"", 9), ("true + 1", "expected a number, found true", 9),
            ("1..2.5", "expected a whole number, found 2.5", 12),
            ("sum(1..1000000)", "the range has 1000000 members, at most 100000 fit in a list", 13),
            ("taste + 1", "`taste` has no value before the first bite", 9),
            ("sqrt(-1)", "`sqrt(-1)` is not a number", 9), ("log(0)", "`log(0)` is infinite", 9),
            ("10 ^ 400", "`10 ^ 400` is too large for a number", 9), ("(-8) ^ 0.5", "`(-8) ^ 0.5` is not a number", 9),
            ("10 ^ (300 + 100)", "`10 ^ (300 + 100)` is too large for a number", 9),
            ("infinity - infinity", "`infinity - infinity` is not a number", 9),
            ("heat != eigth", "unknown name `eigth`", 17), ("hot == red", "unknown name `hot`", 9),
            ("heat == \"red\"", "expected a number to compare with 20, found \"red\"", 17),
            ("kind == 3", "expected a number to compare with 3, found `red`", 9),
            ("1e300 .. 2", "expected a whole number, found 1e+300", 9),
        ])
    func mistakes(text: String, message: String, column: Int) {
        let error = #expect(throws: Diagnostic.self) { try value(text) }
        #expect(error?.message == message)
        #expect(error?.span?.column == column)
    }

    @Test(
        "values print as they are written",
        arguments: [
            (Value.number(64), "64", "64"), (.number(1e-4), "0.0001", "0.0001"),
            (.number(0.69314718246), "0.69314718246", "0.693147"),
            (.number(.nan), "nan", "nan"), (.number(1e300), "1e+300", "1e+300"), (.text("a\"b"), "\"a\\\"b\"", "a\"b"),
            (.size([28, 28, 1]), "28x28x1", "28x28x1"), (.list([.number(1), .word("a")]), "1, a", "1, a"),
            (.range(WholeRange(1, 5)), "1..5", "1..5"),
        ])
    func printing(value: Value, exact: String, display: String) {
        #expect(value.description == exact)
        #expect(value.display == display)
    }

    @Test("extreme ranges do not overflow")
    func extremes() throws {
        #expect(WholeRange(-1_000_000_000_000_000, 1_000_000_000_000_000).count == 2_000_000_000_000_001)
        #expect(WholeRange(5, 1)[4] == 1)
    }
}
