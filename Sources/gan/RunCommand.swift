import ArgumentParser
import Commands
import Foundation
import Language

/// `gan run FILE`: runs a script up to its end or its first error, once a check has found nothing wrong with it: a slip in
/// the last line must not cost the hours before it.
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
            status = try run(source, flags.options(script: url, mayAsk: isatty(0) == 1))
        } catch {
            report(error)
            throw ExitStatus(error)
        }
        if status != .allWell { throw status }
    }

    private func run(_ source: Source, _ options: SessionOptions) throws(Diagnostic) -> ExitStatus {
        let checked = try check(source, options)
        guard checked == .allWell else { return checked }
        let conversation = Conversation(options)
        try conversation.pin(flags.set)
        try flags.checkOutputFolder(of: conversation)
        return conversation.run(source)
    }

    /// Looks for mistakes without a word about anything else: the run has its own warnings.
    private func check(_ source: Source, _ options: SessionOptions) throws(Diagnostic) -> ExitStatus {
        var options = options
        options.isCheckOnly = true
        options.isQuiet = true
        let conversation = Conversation(options)
        defer { conversation.session.close() }
        try flags.set.check(against: source, in: conversation.session)
        try conversation.pin(flags.set)
        return conversation.check(source, isWhole: false, verdict: flags.quiet ? nil : "; nothing was run")
    }
}
