import Declarations
import Language

enum SkipCommand: Command {
    static let declaration = CommandDeclaration(
        "skip", summary: "goes on without doing what the cell asks for", group: LessonStatement.group,
        examples: ["skip"], notes: ["of an exercise the solution is run, as what follows builds on it"], isRecorded: false)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        try session.inLesson { try $0.skip() }
    }
}
