import ArgumentParser
import Commands
import Datasets
import Foundation
import Language

/// `gan check FILE…`: reads scripts and checks all shapes, without training and without writing a file.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check scripts and the shapes of their networks without training.")

    @Argument(
        help: ArgumentHelp("The scripts; `-` is the standard input.", valueName: "file"),
        completion: .file(extensions: ["gan"]))
    var files: [String]

    @Option(help: ArgumentHelp("Set a variable, as for `run`.", valueName: "name=value"))
    var set: [Setting] = []

    @OptionGroup var threadFlag: ThreadFlag

    func run() throws {
        var worst = ExitStatus.allWell
        for file in files {
            let status = check(file)
            if status == .allWell { StandardStream.output.write(visible("\(file): ok\n")) }
            if status.rawValue > worst.rawValue { worst = status }
        }
        if worst != .allWell { throw worst }
    }

    private func check(_ file: String) -> ExitStatus {
        do throws(Diagnostic) {
            let (source, url) = try ScriptSource.read(file)
            let folder = url?.deletingLastPathComponent()
            var options = SessionOptions(dataFolders: DataFolders(script: folder))
            options.scriptFolder = folder
            options.isCheckOnly = true
            threadFlag.apply(to: &options)
            let conversation = Conversation(options)
            try set.check(against: source, in: conversation.session)
            try conversation.pin(set)
            return conversation.check(source, isWhole: true, verdict: "")
        } catch {
            report(error)
            return ExitStatus(error)
        }
    }
}
