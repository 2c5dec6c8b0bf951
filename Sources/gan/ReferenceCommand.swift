import ArgumentParser
import Commands

/// `gan reference`: the page of the language, made from its declarations.
struct ReferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reference", abstract: "Print the reference page of the language.", shouldDisplay: false)

    func run() { StandardStream.output.write(languageReference()) }
}
