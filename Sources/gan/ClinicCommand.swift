import ArgumentParser
import Commands
import Datasets
import Foundation
import Kernels
import Language

/// `gan clinic FOLDER`: trains the cases of a folder, diagnoses each, and writes the page that says how often that was right.
struct ClinicCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clinic", abstract: "Train the cases of a folder, diagnose each, and write the page that says how often it was right.")

    @Argument(help: ArgumentHelp("The folder: a file for each case.", valueName: "folder"))
    var folder: String

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Train each under these seeds (default: 11..20).", valueName: "list"),
        transform: SeedList.init)
    var seeds: SeedList?

    @Option(help: ArgumentHelp("How many runs at once (default: as many as there are processors).", valueName: "count"))
    var jobs: Int?

    @Option(help: ArgumentHelp("Only cases whose file holds this in its name.", valueName: "text"))
    var only: String?

    @Option(help: ArgumentHelp("Keep what is finished below this folder (default: out/clinic).", valueName: "folder"))
    var out = "out/clinic"

    @Option(
        help: ArgumentHelp("The page (default: `DIAGNOSIS.md` beside the folder).", valueName: "file"), completion: .file(extensions: ["md"]))
    var page: String?

    @OptionGroup var pageNote: PageNote

    @Flag(help: "Show results and errors only.")
    var quiet = false

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("expected at least 1 for `--jobs`, found \(jobs)") }
    }

    func run() throws {
        try leave(after: examine)
    }

    private func examine() throws(Diagnostic) -> ExitStatus {
        let place = URL(fileURLWithPath: folder, isDirectory: true)
        let cases = try ClinicCase.cases(in: place).filter { only.map($0.name.contains) ?? true }
        guard !cases.isEmpty else { throw Diagnostic("no case in `\(place.relativePath)` has `\(only ?? "")` in its name") }
        var options = SessionOptions(
            outputFolder: URL(fileURLWithPath: out, isDirectory: true), dataFolders: DataFolders(script: place))
        options.scriptFolder = place
        let runs = ClinicRuns(cases, seeds: seeds?.seeds ?? Array(11...20), jobs: jobs ?? threadCount, options: options, version: Gan.version)
        let conversation = Conversation(options, isQuiet: quiet)
        let file = page.map { URL(fileURLWithPath: $0) } ?? place.standardizedFileURL.deletingLastPathComponent().appendingPathComponent("DIAGNOSIS.md")
        return try RunPage(file: file).make(runs.pool, in: conversation, isQuiet: quiet, contents: "\(cases.count) cases") {
            ClinicPage(runs, command: "gan clinic \(folder)\(seeds.option)", circumstances: pageNote.circumstances).text
        }
    }
}
