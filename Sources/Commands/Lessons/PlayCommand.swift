import Declarations
import Language

enum PlayCommand: Command {
    static let declaration = CommandDeclaration(
        "play", summary: "lets you try anything, unjudged; `leave` brings everything back", group: LessonStatement.group,
        examples: ["play"], isRecorded: false)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        session.inLesson { $0.play() }
    }
}
