import Declarations
import Language

/// `print "modes" modes`: shows texts, variables and measurements on one line.
enum PrintCommand: Command {
    static let declaration = CommandDeclaration(
        "print", summary: "shows texts, variables and measurements on one line", group: "scripting",
        arguments: [
            ArgumentDeclaration("values", .expression, isOptional: true, isRepeated: true, summary: "what to show, in order")
        ],
        examples: ["print \"two and two are\" (2 + 2)", "data ring\ntrain 5\nprint \"found {modes} of 8 modes\""],
        notes: ["braces in a text hold a calculation, in `plot samples \"step-{step}.png\"` too; `{{` is a brace itself"], isLook: true)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        let expressions = arguments.expressions["values"] ?? []
        if session.isCheckOnly { return try expressions.forEach { try $0.check() } }
        let values = try expressions.map { try $0.value() }
        session.output.write(try Value.joined(values, separator: " ", at: arguments.span) + "\n")
    }
}
