import Datasets
import Foundation
import Language
import Testing

@testable import Commands

/// The tips of the lessons, and the page that was made of them.
@Suite("The page of tips")
struct TipPageTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let lessons = root.appendingPathComponent("lessons", isDirectory: true)

    private func collection() throws -> TipCollection {
        try TipCollection(folder: Self.lessons.appendingPathComponent("tips", isDirectory: true))
    }

    @Test("every statement of a tip is right, with it and without it")
    func checked() throws {
        let mistakes = try collection().mistakes(SessionOptions(dataFolders: packageData))
        for mistake in mistakes { Issue.record("\(mistake.render(color: false))") }
    }

    @Test("the page has every source, every tip with its statements, and every question that sources answer differently")
    func complete() throws {
        let collection = try collection()
        let page = try String(contentsOf: Self.lessons.appendingPathComponent("TIPS.md"), encoding: .utf8)
        // Of all that is in the page only the results of runs are not known beforehand.
        let runs = TipRuns(collection, seeds: [1, 2, 3, 4, 5], jobs: 1, options: SessionOptions(outputFolder: Self.nowhere), version: "")
        let expected = TipPage(runs, command: "gan tips lessons/tips").text
        #expect(
            Self.known(page) == Self.known(expected), "make it again: swift run -c release gan tips lessons/tips")
        #expect(collection.tips.count > 40)
        for question in Set(collection.tips.compactMap(\.question)) {
            #expect(collection.tips.count { $0.question == question } > 1, "\(question)")
            #expect(page.contains("### \(question)"))
        }
    }

    @Test("lessons that tips name are there")
    func named() throws {
        for lesson in Set(try collection().tips.compactMap(\.lesson)) {
            #expect(FileManager.default.fileExists(atPath: Self.lessons.appendingPathComponent(lesson).path), "\(lesson)")
        }
    }

    private static let nowhere = FileManager.default.temporaryDirectory.appendingPathComponent("gan-tips-none-\(UUID().uuidString)")

    /// The lines of a page without what runs brought: the recipes' results, and the columns of the recipes in tables.
    private static func known(_ page: String) -> [String] {
        page.components(separatedBy: "\n").compactMap { line in
            if line.hasPrefix("Not measured") || line.contains(" a run.") { return nil }
            guard line.hasPrefix("| **") else { return line }
            let cells = line.replacingOccurrences(of: "\\|", with: "¦").components(separatedBy: " | ")
            return [cells[0], cells[1], cells.last ?? ""].joined(separator: " | ")
        }
    }
}

@Suite("The runs of tips")
struct TipRunTests {
    /// Two tips on a tiny ring, one of which ruins everything, and one that is no statement.
    private static let tips = """
        # %% [markdown]
        # # A paper
        #
        # Its address.
        # %% [markdown] place="section 3"
        # ## Smaller batches
        #
        # Four are enough.
        # %% ring
        batch 4
        # %% [markdown] place="section 4" question="How fast?"
        # ## Large steps
        #
        # Hurry | run.
        # %% ring without
        optimizer sgd rate 0.01
        # %% ring
        loss lsgan
        optimizer sgd rate 1e30
        # %% [markdown] place="section 5" question="How fast?"
        # ## Patience
        #
        # Wait.
        #
        # Not a statement: `train 100000` waits.
        """
    private static let ring = """
        # %% [markdown]
        # # A tiny ring
        #
        # Small.
        # %%
        let steps = 30
        data ring
        model mlp width 8
        batch 8
        # %% train measure="modes quality"
        train (steps)
        """

    private let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("gan-tips-\(UUID().uuidString)", isDirectory: true)

    private func runs(only: String? = nil, seeds: [UInt64] = [1, 2]) throws -> TipRuns {
        let ring = try TipFile.baseline(Source(name: "ring.gan", text: Self.ring), name: "ring")
        let source = try TipFile.source(Source(name: "1.gan", text: Self.tips), baselines: ["ring"])
        return TipRuns(
            TipCollection(sources: [source], baselines: [ring]), seeds: seeds, jobs: 2, settings: [("steps", "3")],
            options: SessionOptions(outputFolder: folder, dataFolders: packageData), version: "1", only: only)
    }

    private func page(_ runs: TipRuns) -> String { TipPage(runs, command: "gan tips folder").text }

    @Test("each script is run once under each seed, and the page says what came out")
    func whole() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let runs = try runs()
        // The recipe alone, smaller batches, slow steps, large steps.
        #expect(runs.pool.progress.total == 8)
        #expect(page(runs).contains("not measured yet") && page(runs).contains("Not measured yet."))
        runs.pool.run()
        let text = page(runs)
        #expect(!text.contains("easured yet"))
        #expect(text.contains("3 tips, each trained under 2 seeds"))
        #expect(text.contains("## A paper\n\nIts address.\n"))
        #expect(text.contains("**Smaller batches** (section 3)<br>Four are enough. | `batch 4` | "))
        #expect(text.contains("Hurry \\| run. | `loss lsgan`<br>`optimizer sgd rate 1e30`<br>in place of<br>`optimizer sgd rate 0.01` | "))
        #expect(text.contains("**2 of 2 runs with it fail**"))
        #expect(text.contains("| not a statement: `train 100000` waits. |"))
        #expect(text.contains("### How fast?"))
        #expect(text.contains("(A paper, section 5)"))
        #expect(text.contains("2 seeds: `modes` "))
    }

    @Test("what is finished is taken over, and only what was asked for is run")
    func resumed() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let some = try runs(only: "smaller")
        #expect(some.pool.progress.total == 4)
        some.pool.run()
        #expect(page(some).components(separatedBy: "not measured yet").count == 3)
        let others = try runs()
        #expect(others.pool.progress == SweepProgress(total: 8, done: 4, running: 0, failed: 0))
        others.pool.run(isInterrupted: { true })
        #expect(others.pool.progress.done < 8)
        let rest = try runs()
        rest.pool.run()
        #expect(rest.pool.progress.done == 8)
        #expect(!page(rest).contains("easured yet"))
        // A result of other seeds is none.
        #expect(try runs(seeds: [3]).pool.progress.done == 0)
    }

    @Test("a mistake in a tip is told before anything runs")
    func mistakes() throws {
        var collection = try runs().collection
        #expect(collection.mistakes(SessionOptions(dataFolders: packageData)).isEmpty)
        collection.sources[0].tips[0].trials[0].with = "batch many"
        let mistakes = collection.mistakes(SessionOptions(dataFolders: packageData))
        #expect(mistakes.count == 1)
        #expect(mistakes.first?.render(color: false).contains("Smaller batches, on ring") == true)
    }
}
