import Declarations
import Language

enum NextCommand: Command {
    static let declaration = CommandDeclaration(
        "next", summary: "runs the cell of the lesson, or goes on to the next; Enter alone does too", group: LessonStatement.group,
        examples: ["next"], notes: ["in a cell that waits for an exercise or an answer, says what it waits for"], isRecorded: false)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        try session.inLesson { try $0.next() }
    }
}
