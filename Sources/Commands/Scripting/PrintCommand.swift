import Declarations
import Language

/// `print "modes" modes`: shows texts, variables and measurements on one line.
enum PrintCommand: Command {
    static let declaration = CommandDeclaration(
        "print", summary: "shows texts, variables and measurements on one line", group: "scripting",
        arguments: [
            ArgumentDeclaration("values", .expression, isOptional: true, isRepeated: true, summary: "what to show, in order")
        ],
        examples: ["print \"two and two are\" (2 + 2)", "data ring\ntrain 5\nprint \"found\" modes \"of 8 modes\""])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        let expressions = arguments.expressions["values"] ?? []
        if session.isCheckOnly { return try expressions.forEach { try $0.check() } }
        let shown = try expressions.map { try $0.value().display }
        session.output.write(shown.joined(separator: " ") + "\n")
    }
}
