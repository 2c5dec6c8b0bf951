import Declarations
import Language

enum CheckCommand: Command {
    static let declaration = LessonStatement.check

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        if arguments.has("condition") {
            throw arguments.error("a check with a condition stands in an exercise", help: ["`expect` claims something anywhere"])
        }
        try session.inLesson { try $0.check() }
    }
}
