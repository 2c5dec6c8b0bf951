import ArgumentParser
import Commands
import Datasets
import Foundation
import Kernels
import Language

/// `gan break-fix`: makes each failure that can be made, cures it, and writes the page that says how often both held.
struct BreakFixCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "break-fix", abstract: "Make each failure on purpose, cure it, and write the page that says how often both held.")

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Under these seeds (default: 1..10).", valueName: "list"), transform: SeedList.init)
    var seeds: SeedList?

    @Option(help: ArgumentHelp("How many runs at once (default: as many as there are processors).", valueName: "count"))
    var jobs: Int?

    @Option(help: ArgumentHelp("Only failures whose name holds this.", valueName: "text"))
    var only: String?

    @Option(help: ArgumentHelp("Keep what is finished below this folder (default: out/break-fix).", valueName: "folder"))
    var out = "out/break-fix"

    @Option(help: ArgumentHelp("The page (default: BREAK-AND-FIX.md).", valueName: "file"), completion: .file(extensions: ["md"]))
    var page = "BREAK-AND-FIX.md"

    @OptionGroup var pageNote: PageNote

    @Flag(help: "Show results and errors only.")
    var quiet = false

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("expected at least 1 for `--jobs`, found \(jobs)") }
    }

    func run() throws {
        try leave(after: measure)
    }

    private func measure() throws(Diagnostic) -> ExitStatus {
        let options = SessionOptions(outputFolder: URL(fileURLWithPath: out, isDirectory: true), dataFolders: DataFolders())
        let runs = try BreakFixRuns(only: only, seeds: seeds?.seeds ?? Array(1...10), jobs: jobs ?? threadCount, options: options, version: Gan.version)
        guard runs.count > 0 else {
            throw Diagnostic("no failure that can be made has `\(only ?? "")` in its name", help: ["`break` at the prompt lists them"])
        }
        let conversation = Conversation(options, isQuiet: quiet)
        let file = URL(fileURLWithPath: page)
        return try RunPage(file: file).make(runs.pool, in: conversation, isQuiet: quiet, contents: "\(runs.count) failures") {
            BreakFixPage(runs, command: "gan break-fix\(seeds.option) --page \(page)", circumstances: pageNote.circumstances).text
        }
    }
}
