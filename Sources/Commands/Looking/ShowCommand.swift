import Declarations
import Language

/// `show model|data|settings|history|script`: what the experiment consists of, in text.
enum ShowCommand: Command {
    static let declaration = CommandDeclaration(
        "show", summary: "prints a part of the experiment: its model, data, settings, history or script",
        group: "looking",
        arguments: [
            .value(
                "part", .word(["model", "data", "settings", "history", "script"]),
                summary: "layers and sizes, the data, every setting, the measurements so far, or what was typed"),
            .file(
                extensions: ExportFormat.extensions, isOptional: true,
                summary: "behind `history`: where every step goes, a row each, below the output folder"),
        ],
        examples: [
            "data ring\nshow model", "data ring\nshow data", "data ring\nshow settings",
            "data ring\ntrain 5\nshow history", "data ring\ntrain 5\nshow history \"history.csv\"",
            "data ring\nshow script",
        ],
        isRecorded: false, isLook: true)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        if arguments.has("file") {
            guard arguments.word("part") == "history" else {
                throw arguments.error("only `show history` goes to a file", at: "file")
            }
            return try session.writeHistory(arguments)
        }
        if arguments.word("part") == "script" {
            guard !session.isCheckOnly else { return }
            session.output.receive(.script(session.script.map { $0 + "\n" }.joined()))
            return
        }
        if ["model", "settings", "data"].contains(arguments.word("part")) { try session.requireNoMystery(at: arguments.span) }
        if arguments.word("part") == "model" {
            if session.isCheckOnly && session.draft.isUnknown { return }
            let (recipe, check) = try session.checked(at: arguments.span)
            if !session.isCheckOnly { session.show(check, of: recipe) }
            return
        }
        guard let experiment = try session.prepared(at: arguments.span) else {
            if arguments.word("part") == "history" { try session.checkSteps(at: arguments.span) }
            return
        }
        switch arguments.word("part") {
        case "data": try session.showData(of: experiment)
        case "history": session.output.receive(.table(try historyTable(experiment, at: arguments.span)))
        default: session.output.receive(.script(settingsText(session.draft)))
        }
    }
}
