import ArgumentParser
import Foundation
import Language

/// `gan run FILE`: runs a script up to its end or its first error.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a script; `gan FILE` is short for it, `-` reads the standard input.")

    @Argument(help: ArgumentHelp("The script.", valueName: "file"), completion: .file(extensions: ["gan"]))
    var file: String

    @OptionGroup var flags: SessionFlags

    func run() throws {
        let status: ExitStatus
        do throws(Diagnostic) {
            let (source, url) = try ScriptSource.read(file)
            var options = flags.options(script: url, mayAsk: isatty(0) == 1)
            options.tellsWords = !flags.quiet
            let conversation = Conversation(options)
            try flags.set.check(against: source, in: conversation.session)
            try conversation.pin(flags.set)
            try flags.checkOutputFolder(of: conversation)
            status = conversation.run(source)
        } catch {
            report(error)
            throw ExitStatus(error)
        }
        if status != .allWell { throw status }
    }
}
