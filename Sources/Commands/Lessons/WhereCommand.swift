import Declarations
import Language

enum WhereCommand: Command {
    static let declaration = CommandDeclaration(
        "where", summary: "lists the cells of the lesson, with what was done", group: LessonStatement.group, examples: ["where"],
        isRecorded: false)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        session.inLesson { lesson in
            let marks = session.progress.marks(of: lesson.lesson.name)
            var table = TextTable(title: lesson.lesson.title, header: ["cell", "id", "title", "done"], leftColumns: [1, 2, 3])
            for (index, cell) in lesson.lesson.cells.enumerated() {
                table.rows.append(["\(index + 1)", cell.id, cell.title, marks[cell.id]?.words ?? ""])
            }
            table.markedRows = [lesson.cell]
            table.footnote = "this is where you are"
            session.output.receive(.table(table))
        }
    }
}

extension Progress.Mark {
    var words: String {
        switch self {
        case .done: "yes"
        case .solved: "solved"
        case .shown: "solution shown"
        case .here: ""
        }
    }
}
