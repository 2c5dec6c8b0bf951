import Foundation
import Lab
import Language
import Testing

@testable import Commands

@Suite("The table of causing and undoing")
struct BreakFixTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gan-break-fix-\(UUID().uuidString)", isDirectory: true)

    private func runs(_ only: String? = nil, seeds: [UInt64] = [1]) throws -> BreakFixRuns {
        try BreakFixRuns(
            only: only, seeds: seeds, jobs: 2, options: SessionOptions(outputFolder: folder, dataFolders: packageData), version: "test")
    }

    @Test("every way of every failure is tried, on each of its recipes, in scripts that a check passes")
    func whole() throws {
        let all = try runs()
        #expect(all.trials.count == Bench.all.count)
        for trial in all.trials {
            #expect(!trial.broken.isEmpty && trial.cure?.isEmpty == false, "\(trial.failure)")
            for source in trial.scripts {
                let check = Run(source.text) { $0.isCheckOnly = true }
                defer { check.close() }
                #expect(check.message == nil)
                // Where a cause or a cure has changed, a kept run is not taken for one of the new.
                for line in trial.broken { #expect(source.text.contains("# \(line)\n")) }
            }
        }
    }

    @Test("a training that ends in no number counts as broken, one that comes to its end as cured; finished runs are kept")
    func counted() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = try runs("not-a-number")
        first.pool.run()
        #expect(first.count == 2)
        for trial in first.trials.indices {
            let outcome = first.outcome(of: trial)
            #expect((outcome.shown, outcome.brokenRuns, outcome.cured, outcome.curedRuns) == (1, 1, 1, 1) && outcome.holds)
        }
        let page = BreakFixPage(first, command: "gan break-fix", circumstances: "Measured with care.").text
        #expect(page.contains("| not-a-number | `data ring` | no number | 1 of 1 | 1 of 1 |"))
        #expect(page.contains("    loss lsgan\n") && page.contains("under one seed (1)"))
        // Nothing is left to run.
        let again = try runs("not-a-number")
        #expect(again.pool.progress.done == 4)
    }

    @Test("nine of ten are enough, eight are not")
    func nine() {
        typealias Outcome = BreakFixRuns.Outcome
        #expect(Outcome(shown: 9, cured: 9, brokenRuns: 10, curedRuns: 10).holds)
        #expect(!Outcome(shown: 8, cured: 10, brokenRuns: 10, curedRuns: 10).holds)
        #expect(!Outcome(shown: 10, cured: 8, brokenRuns: 10, curedRuns: 10).holds)
        #expect(Outcome(shown: 10, cured: 0, brokenRuns: 10, curedRuns: 0).holds)
    }

    private static let pageFile = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("lessons/BREAK-AND-FIX.md")

    @Test("the page in the lessons is of all failures, and each holds in nine of ten", .enabled(if: FileManager.default.fileExists(atPath: pageFile.path)))
    func page() throws {
        let page = try String(contentsOf: Self.pageFile, encoding: .utf8)
        for trial in try runs().trials {
            let start = "| \(trial.failure.rawValue) | `\(trial.bench[0])` | \(trial.condition.map { "`\($0)`" } ?? "no number") | "
            let row = try #require(page.components(separatedBy: "\n").first { $0.hasPrefix(start) }, "\(start)")
            let rates = row.dropFirst(start.count).matches(of: #/(\d+) of (\d+)/#).compactMap { rate in Int(rate.1).flatMap { part in Int(rate.2).map { (part, $0) } } }
            #expect(rates.count == 2 && rates.allSatisfy { $0.1 == 10 && $0.0 >= 9 }, "\(row)")
            for line in trial.broken + (trial.cure ?? []) { #expect(page.contains("    \(line)\n"), "\(trial.failure): \(line)") }
        }
    }
}
