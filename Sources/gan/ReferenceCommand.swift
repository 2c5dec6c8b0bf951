import ArgumentParser
import Commands

/// `gan reference`: the page of the language, made from its declarations.
struct ReferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reference", abstract: "Print the reference page of the language.", shouldDisplay: false)

    @Flag(help: "Print the manual page of the program, for `man`, instead.")
    var manual = false

    func run() throws { StandardStream.output.write(manual ? try manualPage() : languageReference()) }
}
