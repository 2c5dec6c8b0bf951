import ArgumentParser
import Foundation
import Language

/// `gan` alone: the prompt.
struct PromptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prompt", abstract: "Type statements one by one; `gan` alone does the same.")

    @OptionGroup var flags: SessionFlags

    @Flag(help: "Leave `init.gan` in the configuration folder alone.")
    var noInit = false

    func run() throws { try openPrompt(flags, readsInit: !noInit, greets: !flags.quiet) }
}

/// Opens the prompt, and ends with it.
///
/// - Parameter lesson: a lesson to begin with.
func openPrompt(_ flags: SessionFlags, readsInit: Bool = true, greets: Bool = false, lesson: OpenedLesson? = nil) throws {
    // An answer of the terminal would be mixed up with what was typed ahead.
    let terminal = flags.terminal(mayAsk: isatty(0) == 1 && !SignalBell.hasInput)
    var options = flags.options(script: lesson?.file)
    options.runsInteractively = true
    let conversation = Conversation(options, on: terminal, isQuiet: flags.quiet)
    do throws(Diagnostic) {
        try conversation.pin(flags.set)
        try flags.checkOutputFolder(of: conversation)
    } catch {
        report(error)
        throw ExitStatus(error)
    }
    let status = Prompt(conversation, folders: UserFolders()).run(readsInit: readsInit, greets: greets, opening: lesson?.statement)
    if status != .allWell { throw status }
}
