import Declarations
import Language

enum LeaveCommand: Command {
    static let declaration = CommandDeclaration(
        "leave", summary: "ends playing, or the lesson", group: LessonStatement.group,
        examples: ["leave"], notes: ["what there was before the lesson is there again; the lesson's networks stay as a branch of its name"], isRecorded: false)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        try session.inLesson { try $0.leave() }
    }
}
