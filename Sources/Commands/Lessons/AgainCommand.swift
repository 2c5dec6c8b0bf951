import Declarations
import Language

enum AgainCommand: Command {
    static let declaration = CommandDeclaration(
        "again", summary: "takes the exercise or the cell back to its beginning", group: LessonStatement.group,
        examples: ["again"], isRecorded: false)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        try session.inLesson { try $0.again() }
    }
}
