import Declarations
import Language

enum BackCommand: Command {
    static let declaration = CommandDeclaration(
        "back", summary: "shows the cell before again, or an earlier one, with everything as it was there", group: LessonStatement.group,
        arguments: [.value("cell", .key, isOptional: true, summary: "its number or its id, as `where` lists them")],
        examples: ["back"], isRecorded: false)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        try session.inLesson { lesson in
            guard arguments.has("cell") else {
                guard lesson.cell > 0 else {
                    throw arguments.error("this is the first cell", help: ["`again` shows it from its beginning"], category: .unavailable)
                }
                return try lesson.goBack(to: lesson.cell - 1)
            }
            let index: Int
            do throws(Refusal) { index = try lesson.index(of: arguments.key("cell")) } catch {
                throw arguments.error(error, at: "cell", category: .unavailable)
            }
            try lesson.goBack(to: index)
        }
    }
}
