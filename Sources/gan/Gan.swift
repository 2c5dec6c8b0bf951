import ArgumentParser
import Foundation
import Language

/// The command line. Without a word it opens the prompt; a file name alone runs that file.
@main
struct Gan: ParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "gan",
        abstract: "Build, train, watch and break generative adversarial networks.",
        discussion: """
            gan               opens the prompt
            gan FILE          runs a script, as `gan run FILE` does
            ... | gan         runs a script from the standard input

            Exit status:
            0    all well
            1    an `expect` failed
            2    the script or the command line is wrong
            3    the run failed: a file, memory, not a number
            130  interrupted
            """,
        version: version,
        subcommands: [
            PromptCommand.self, RunCommand.self, LessonCommand.self, CheckCommand.self, TipsCommand.self, ClinicCommand.self, BreakFixCommand.self,
            ClassifierCommand.self,
            DoctorCommand.self, ReferenceCommand.self,
        ],
        defaultSubcommand: PromptCommand.self)

    /// Replaces the default entry: the argument list is completed first, and a wrong one exits with 2, not 64.
    static func main() {
        // A reader that went away ends the program without a word, even where a parent process ignored the signal.
        signal(SIGPIPE, SIG_DFL)
        let words = Set(configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"])
        let arguments = completedArguments(
            Array(CommandLine.arguments.dropFirst()), subcommands: words, isTerminal: isatty(0) == 1)
        do {
            var command = try parseAsRoot(arguments)
            try command.run()
        } catch let status as ExitStatus {
            status.leave()
        } catch {
            let text = visible(withoutFarSuggestion(fullMessage(for: error)))
            let status = ExitStatus(parserCode: exitCode(for: error).rawValue)
            if status == .allWell {
                StandardStream.output.write(text.hasSuffix("\n") ? text : text + "\n")
            } else {
                StandardStream.error.write(text.hasSuffix("\n") ? text : text + "\n")
            }
            status.leave()
        }
    }
}
