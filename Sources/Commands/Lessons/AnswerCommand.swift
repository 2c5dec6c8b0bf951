import Declarations
import Language

enum AnswerCommand: Command {
    static let declaration = LessonStatement.answer

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        guard let answer = arguments.expression("answer") else { return }
        let value = try answer.value()
        try session.inLesson { try $0.answer(value, at: answer.span) }
    }
}
