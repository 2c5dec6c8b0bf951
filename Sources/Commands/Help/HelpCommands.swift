import Declarations
import Language

/// `help train`: what a word means.
enum HelpCommand: Command {
    static let declaration = CommandDeclaration(
        "help", aliases: ["explain"], summary: "explains a command, a layer, a loss, a failure, …; alone it lists the commands", group: "help",
        arguments: [
            ArgumentDeclaration(
                "words", .topic, isOptional: true, isRepeated: true,
                summary: "a word of the language, a command and a word of it, or a topic")
        ],
        examples: ["help", "help train", "help wgan-gp", "help layer dense", "help mode collapse"],
        notes: ["`train ?` is `help train`"], isRecorded: false)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        guard !session.isCheckOnly else { return }
        let help = HelpText(
            session.interpreter.declarations, topics: topicCatalogue,
            columns: min(max(session.output.columns, 40), 100))
        let words = arguments.texts("words")
        guard !words.isEmpty else {
            session.output.write(help.index())
            return
        }
        if words.count == 1, let measurement = measurementEntries.entry(words[0]) {
            // An idea may have the name of what measures it.
            if let topic = topicCatalogue.first(where: { $0.name == measurement.name }) { session.output.write(help.help(topic) + "\n") }
            session.output.write(help.help(measurement, in: measurementEntries))
            return
        }
        do throws(Refusal) {
            session.output.write(try help.topic(words))
        } catch {
            throw Diagnostic(error, at: arguments.spans["words"] ?? arguments.span)
        }
    }
}

/// `quit`: ends the prompt or the script.
enum QuitCommand: Command {
    static let declaration = CommandDeclaration(
        "quit", aliases: ["exit"], summary: "ends the prompt, or the script at this line", group: "help",
        examples: ["quit"], isRecorded: false)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        if !session.isCheckOnly { session.hasQuit = true }
        throw Quit()
    }
}

/// Thrown by `quit` through every block around it; no mistake: `GanSession.hasQuit` tells.
public struct Quit: Error {
    public init() {}
}
