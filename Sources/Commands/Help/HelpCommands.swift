import Declarations
import Language

/// `help train`: what a word means.
enum HelpCommand: Command {
    static let declaration = CommandDeclaration(
        "help", summary: "explains a command, a layer, a loss, …; alone it lists the commands", group: "help",
        arguments: [
            ArgumentDeclaration("topic", .topic, isOptional: true, summary: "any word of the language"),
            ArgumentDeclaration("word", .topic, isOptional: true, summary: "a word of that command"),
        ],
        examples: ["help", "help train", "help wgan-gp", "help layer dense"], notes: ["`train ?` is `help train`"])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        guard !session.isCheckOnly else { return }
        let help = HelpText(session.interpreter.declarations, columns: min(max(session.terminal.columns, 40), 100))
        guard let topic = arguments.optionalText("topic") else {
            session.output.write(help.index())
            return
        }
        let word = arguments.optionalText("word")
        if word == nil, let measurement = measurementEntries.entry(topic) {
            session.output.write(help.help(measurement, in: measurementEntries))
            return
        }
        do throws(OptionError) {
            let text = if let word { try help.topic(word, of: topic) } else { try help.topic(topic) }
            session.output.write(text)
        } catch {
            throw Diagnostic(error, at: arguments.spans["word"] ?? arguments.spans["topic"] ?? arguments.span)
        }
    }
}

/// `quit`: ends the prompt or the script.
enum QuitCommand: Command {
    static let declaration = CommandDeclaration(
        "quit", aliases: ["exit"], summary: "ends the prompt, or the script at this line", group: "help",
        examples: ["quit"])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        if !session.isCheckOnly { session.hasQuit = true }
        throw Quit()
    }
}

/// Thrown by `quit` through every block around it; no mistake: `GanSession.hasQuit` tells.
public struct Quit: Error {
    public init() {}
}
