import ArgumentParser
import Commands
import Datasets
import Foundation
import Kernels
import Language

/// `gan tips FOLDER`: tries the tips of a folder and writes the page that says what they did.
struct TipsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tips", abstract: "Try the tips of a folder, each with and without, and write their page.")

    @Argument(help: ArgumentHelp("The folder: a file for each source, and `baselines/`.", valueName: "folder"))
    var folder: String

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Try each under these seeds (default: 1..5).", valueName: "list"),
        transform: SeedList.init)
    var seeds: SeedList?

    @Option(help: ArgumentHelp("How many runs at once (default: as many as there are processors).", valueName: "count"))
    var jobs: Int?

    @Option(help: ArgumentHelp("Try only those whose title or source holds this.", valueName: "text"))
    var only: String?

    @Option(help: ArgumentHelp("Set a variable of the recipes, such as their number of steps.", valueName: "name=value"))
    var set: [Setting] = []

    @Option(help: ArgumentHelp("Keep what is finished below this folder (default: out/tips).", valueName: "folder"))
    var out = "out/tips"

    @Option(
        help: ArgumentHelp("The page (default: beside the folder, with its name in capitals).", valueName: "file"),
        completion: .file(extensions: ["md"]))
    var page: String?

    @Flag(help: "Show results and errors only.")
    var quiet = false

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("expected at least 1 for `--jobs`, found \(jobs)") }
        if let page, !page.lowercased().hasSuffix(".md") {
            throw ValidationError("expected a file `.md` for `--page`, found `\(page)`")
        }
    }

    func run() throws {
        try leave(after: measure)
    }

    private func measure() throws(Diagnostic) -> ExitStatus {
        let place = URL(fileURLWithPath: folder, isDirectory: true)
        let collection = try TipCollection(folder: place)
        var options = SessionOptions(
            outputFolder: URL(fileURLWithPath: out, isDirectory: true), dataFolders: DataFolders(script: place))
        options.scriptFolder = place
        let conversation = Conversation(options, isQuiet: quiet)
        try set.check(against: collection.recipes, in: conversation.session)
        let settings = set.map { ($0.name, $0.value) }
        let mistakes = collection.mistakes(options, settings: settings)
        for mistake in mistakes { conversation.show(mistake) }
        guard mistakes.isEmpty else { return .mistake }

        let runs = TipRuns(
            collection, seeds: seeds?.seeds ?? [1, 2, 3, 4, 5], jobs: jobs ?? threadCount, settings: settings,
            options: options, version: Gan.version, only: only)
        let file = page.map { URL(fileURLWithPath: $0) } ?? Self.page(beside: place)
        return try RunPage(file: file).make(runs.pool, in: conversation, isQuiet: quiet, contents: "\(collection.tips.count) tips of \(collection.sources.count) sources") {
            TipPage(runs, command: "gan tips \(folder)\(seeds.option)").text
        }
    }

    /// `lessons/TIPS.md` of `lessons/tips`.
    private static func page(beside folder: URL) -> URL {
        let folder = folder.standardizedFileURL
        return folder.deletingLastPathComponent().appendingPathComponent(folder.lastPathComponent.uppercased() + ".md")
    }
}
