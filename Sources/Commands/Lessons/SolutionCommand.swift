import Declarations
import Language

enum SolutionCommand: Command {
    static let declaration = LessonStatement.solution

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        try session.inLesson { try $0.solve() }
    }
}
