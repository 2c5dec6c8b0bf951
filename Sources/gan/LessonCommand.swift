import ArgumentParser
import Commands
import Foundation
import Language

/// `gan lesson`: the syllabus; `gan lesson 2` steps through one.
struct LessonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lesson", abstract: "Step through a lesson; alone, list them with what you have done.",
        subcommands: [Open.self, NewLessonCommand.self, CheckLessonCommand.self], defaultSubcommand: Open.self)

    /// `gan lesson mode-collapse`.
    struct Open: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "open", abstract: "Step through a lesson; alone, list them.")

        @Argument(help: ArgumentHelp("Its number, its name, or a file.", valueName: "lesson"), completion: .file(extensions: ["gan"]))
        var lesson: String?

        @Flag(help: "Begin at its first cell, though you have been further.")
        var afresh = false

        @OptionGroup var flags: SessionFlags

        func run() throws {
            guard let lesson else {
                let conversation = Conversation(flags.options(script: nil), isQuiet: flags.quiet)
                let status = conversation.run(Source(name: "lesson", text: "lesson"))
                if status != .allWell { throw status }
                return
            }
            try openPrompt(flags, lesson: OpenedLesson(lesson, afresh: afresh))
        }
    }
}

/// A lesson that the prompt begins with.
struct OpenedLesson {
    /// The statement that opens it.
    let statement: String
    /// The script, where a file was named; what lies beside it may be read.
    let file: URL?

    /// A name is data: nothing in it is a statement.
    init(_ name: String, isFile: Bool = false, afresh: Bool = false) throws {
        let isPlain = !isFile && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" } && name.first != "-"
        let path = URL(fileURLWithPath: name).path
        guard isPlain || !path.contains(where: { $0 == "\"" || $0 == "\\" || $0 == "{" || $0.isNewline }) else {
            throw ValidationError("expected a file without quotes, backslashes or braces in its name, found `\(visible(name))`")
        }
        statement = "lesson \(isPlain ? name : "\"\(path)\"")\(afresh ? " afresh" : "")"
        file = isPlain ? nil : URL(fileURLWithPath: name)
    }
}
