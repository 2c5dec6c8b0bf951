import Declarations
import Language

enum HintCommand: Command {
    static let declaration = LessonStatement.hint

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        if arguments.has("text") { throw arguments.error("a hint with a text stands in an exercise", help: ["`help exercise`"]) }
        session.inLesson { $0.hint() }
    }
}
