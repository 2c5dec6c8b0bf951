import Declarations
import Testing

@testable import Language

/// A small kitchen, to test a language that knows nothing of what it is used for.
final class Kitchen: CommandSession {
    var log: [String] = []
    var measurements: [String: Double] = ["heat": 20, "oven.left": 180]
    var unavailable: Set<String> = ["taste"]
    var files: [String: String] = [:]
    var isInterrupted = false
    var isCheckOnly = false
    /// For commands that run statements of their own.
    var interpreter: Interpreter<Kitchen>?
    var tray: [Int]? = [28, 28, 1]
    var ran: [String] = []
    var succeeded: [String] = []
    /// How often a measurement was taken.
    var asked = 0

    var measurementNames: [String] { measurements.keys.sorted() + unavailable }

    func measurement(_ name: String) throws(Refusal) -> Value? {
        asked += 1
        if unavailable.contains(name), isCheckOnly { return .unknown }
        if unavailable.contains(name) { throw Refusal("`\(name)` has no value before the first bite") }
        return measurements[name].map { .number($0) }
    }

    var sizeWords: [String] { ["tray"] }

    func size(named word: String) throws(Refusal) -> OptionValue? {
        guard word == "tray" else { return nil }
        guard let tray else { throw Refusal("there is no tray yet", help: "`set tray` comes first") }
        return .size(tray)
    }

    func source(at path: String, includedFrom includer: Source) throws(Refusal) -> Source {
        guard let text = files[path] else { throw Refusal("no file `\(path)`") }
        return Source(name: path, text: text)
    }

    func willRun(_ statement: Statement, depth: Int) { ran.append(statement.text) }
    func didRun(_ statement: Statement, depth: Int) { succeeded.append(statement.text) }
}

let sauces = Catalogue(
    "sauce",
    [
        Declaration(
            "pesto-verde", summary: "green",
            options: [
                OptionDeclaration("garlic", .integer(0...9), default: .number(1), unit: "cloves", summary: "how much")
            ],
            example: "cook pesto-verde", source: "Genoa"),
        Declaration("tomato", aliases: ["red"], summary: "red", example: "cook tomato", source: "Naples"),
    ])

let spices = Catalogue(
    "spice",
    [
        Declaration(
            "pepper", summary: "hot",
            arguments: [OptionDeclaration("grams", .positive, default: .number(1), summary: "weight")], example: "",
            source: "Malabar"),
        Declaration("salt", summary: "salty", example: "", source: "sea"),
    ])

let dishes = Catalogue(
    "dish", plural: "dishes",
    [
        Declaration(
            "noodles", summary: "long ones",
            arguments: [OptionDeclaration("grams", .count, unit: "g", summary: "dry weight")],
            options: [
                OptionDeclaration(
                    "boil", .number(0...60), default: .number(8), unit: "minutes", summary: "time in water"),
                OptionDeclaration("shape", .word(["flat", "round"]), default: .word("flat"), summary: "cut"),
                OptionDeclaration("cold", .flag, summary: "served cold"),
                OptionDeclaration("guests", .integer(1...9), isOptional: true, isList: true, summary: "whose"),
            ],
            example: "make noodles 100", source: "Marco Polo, 1298"),
        Declaration(
            "cake", summary: "sweet", arguments: [OptionDeclaration("tin", .size, summary: "its form")],
            example: "make cake 20x30", source: "old"),
    ])

enum Say: Command {
    static let declaration = CommandDeclaration(
        "say", aliases: ["print"], summary: "shows values", group: "talking",
        arguments: [
            ArgumentDeclaration("values", .expression, isOptional: true, isRepeated: true, summary: "what to show")
        ],
        examples: ["say 1"])
    static func run(_ arguments: BoundArguments, in session: Kitchen) throws {
        var shown: [String] = []
        for expression in arguments.expressions["values"] ?? [] { shown.append(try expression.value().display) }
        session.log.append(shown.joined(separator: " "))
    }
}

enum Cook: Command {
    static let declaration = CommandDeclaration(
        "cook", aliases: ["stew"], summary: "cooks a sauce", group: "cooking",
        arguments: [.entry("sauce", of: sauces, summary: "which sauce")],
        examples: ["cook tomato"])
    static func run(_ arguments: BoundArguments, in session: Kitchen) throws {
        session.log.append("cook \(arguments.entry("sauce").name)")
    }
}

enum Make: Command {
    static let declaration = CommandDeclaration(
        "make", summary: "makes a dish", group: "cooking",
        arguments: [
            .entry("dish", of: dishes, trailing: spices, summary: "which dish"),
            .file(extensions: ["txt"], isOptional: true, summary: "where the recipe goes"),
        ],
        options: [OptionDeclaration("plates", .count, default: .number(1), summary: "how many")],
        examples: ["make noodles 100"])
    static func run(_ arguments: BoundArguments, in session: Kitchen) throws {
        let dish = arguments.entry("dish")
        session.log.append("make \(dish.name) \(dish.trailing.map(\.name))")
    }
}

enum Wait: Command {
    static let declaration = CommandDeclaration(
        "wait", summary: "lets time pass", group: "cooking",
        arguments: [.value("minutes", .count, default: .number(1), summary: "how long")],
        options: [OptionDeclaration("every", .count, isOptional: true, summary: "looks so often")],
        clauses: [ClauseDeclaration("until", summary: "stops early")],
        examples: ["wait 5 until heat > 90"])
    static func run(_ arguments: BoundArguments, in session: Kitchen) throws {
        for minute in 0..<arguments.integer("minutes") {
            if let until = arguments.expression("until"), try until.holds() {
                session.log.append("stopped at \(minute)")
                return
            }
            session.measurements["heat", default: 0] += 10
        }
        session.log.append("waited")
    }
}

enum Expect: Command {
    static let declaration = CommandDeclaration(
        "expect", summary: "checks a condition", group: "talking",
        arguments: [ArgumentDeclaration("condition", .condition, summary: "what must hold")], examples: ["expect 1 < 2"]
    )
    static func run(_ arguments: BoundArguments, in session: Kitchen) throws {
        let condition = arguments.expression("condition")!
        if try !condition.holds() {
            throw arguments.error("expected `\(condition.text)`", at: "condition", category: .expectation)
        }
    }
}

enum Help: Command {
    static let declaration = CommandDeclaration(
        "help", summary: "explains", group: "talking",
        arguments: [ArgumentDeclaration("topic", .topic, isOptional: true, summary: "what to explain")],
        examples: ["help"])
    static func run(_ arguments: BoundArguments, in session: Kitchen) throws {
        session.log.append("help \(arguments.optionalText("topic") ?? "-")")
    }
}

enum Mix: Command {
    static let declaration = CommandDeclaration(
        "mix", summary: "mixes sauces", group: "cooking",
        arguments: [.entry("sauces", of: sauces, isRepeated: true, summary: "which")],
        options: [
            OptionDeclaration("speed", .number(0.5...2), isOptional: true, summary: "how fast"),
            OptionDeclaration("bowl", .text, isOptional: true, summary: "its name"),
        ], examples: ["mix tomato"])
    static func run(_ arguments: BoundArguments, in session: Kitchen) throws {
        session.log.append("mix " + (arguments.entries["sauces"] ?? []).map(\.name).joined(separator: "+"))
    }
}

let kitchenCommands: [any Command<Kitchen>.Type] = [
    Say.self, Cook.self, Make.self, Wait.self, Expect.self, Help.self, Mix.self,
]

func interpreter() -> Interpreter<Kitchen> { Interpreter(commands: kitchenCommands, session: Kitchen()) }

/// Runs a script and returns what it showed.
func shown(_ text: String) throws -> [String] {
    let interpreter = interpreter()
    try interpreter.run(Source(name: "test", text: text))
    return interpreter.session.log
}

/// The rendered error of a script, or `nil` when it runs.
func failure(_ text: String, _ prepare: (Interpreter<Kitchen>) -> Void = { _ in }) -> String? {
    let interpreter = interpreter()
    prepare(interpreter)
    do throws(Diagnostic) {
        try interpreter.run(Source(name: "test", text: text))
        return nil
    } catch {
        return error.render(color: false)
    }
}

/// The arguments that the first statement of a script binds to.
func bound(_ text: String, scope: (any Scope)? = nil) throws -> BoundArguments {
    let statement = try #require(try Parser.parse(Source(name: "test", text: text)).first)
    guard case .command(let call) = statement.kind else { throw Refusal("no command") }
    let command = try #require(kitchenCommands.first { $0.declaration.words.contains(call.name.text) })
    return try command.declaration.bind(call, in: scope ?? Variables(over: SessionScope(Kitchen())))
}

/// Lists as a test writes them; those are never too long.
extension ValueList: ExpressibleByArrayLiteral {
    public init(arrayLiteral members: Value...) {
        self = (try? ValueList(members, at: Source(name: "test", text: "").span)) ?? ValueList(declared: [])
    }
}
