import Foundation
import Language

/// The runs that tell what tips do: every script that a tip or a recipe makes, once, under each seed.
///
/// A script that two tips share is run once, as the recipe alone is that nearly all are held against. What is finished is
/// kept below the output folder, one folder a script, and not run again.
public struct TipRuns: Sendable {
    public let collection: TipCollection
    public let seeds: [UInt64]
    public let pool: RunPool
    /// Where the runs of each script lie among all.
    private let places: [String: Range<Int>]

    /// - Parameters:
    ///   - options: those of every run; each script has a folder below the output folder.
    ///   - only: makes the runs of tips alone whose title or source holds this text; the others are taken from what is finished.
    public init(
        _ collection: TipCollection, seeds: [UInt64], jobs: Int, settings: [(name: String, value: String)] = [],
        options: SessionOptions, version: String, only: String? = nil
    ) {
        self.collection = collection
        self.seeds = seeds
        var places: [String: Range<Int>] = [:]
        var runs: [SweepRun] = []
        var wanted: Set<String> = []
        func add(_ text: String, of baseline: String, isWanted: Bool) {
            if isWanted { wanted.insert(text) }
            guard places[text] == nil else { return }
            var options = options
            let name = baseline + "-" + SweepScript.fingerprint([text])
            options.outputFolder = options.outputFolder.appendingPathComponent(name, isDirectory: true)
            let script = SweepScript(
                Source(name: baseline, text: text), settings: settings, included: [:], options: options, version: version)
            places[text] = runs.count..<runs.count + seeds.count
            runs += seeds.map { SweepRun(script: script, seed: $0) }
        }
        for baseline in collection.baselines { add(baseline.script(""), of: baseline.name, isWanted: true) }
        for source in collection.sources {
            for tip in source.tips {
                let isWanted = only.map { tip.title.localizedCaseInsensitiveContains($0) || source.title.localizedCaseInsensitiveContains($0) }
                for trial in tip.trials {
                    for isWith in [false, true] {
                        add(collection.script(trial, isWith: isWith), of: trial.baseline, isWanted: isWanted ?? true)
                    }
                }
            }
        }
        self.places = places
        let texts = runs.map(\.script.source.text)
        pool = RunPool(runs, jobs: jobs) { wanted.contains(texts[$0]) }
    }

    /// How the runs of a script came out; `nil` unless all are finished.
    func outcome(of script: String) -> TipOutcome? {
        guard let range = places[script] else { return nil }
        let results = pool.results[range].compactMap(\.self)
        return results.count == range.count ? TipOutcome(results) : nil
    }
}

/// How the runs of one script came out under all seeds.
struct TipOutcome {
    private let results: [SweepResult]

    init(_ results: [SweepResult]) { self.results = results }

    var count: Int { results.count }
    /// Runs that came to no end, with the reason of the first.
    var failures: (count: Int, reason: String)? {
        let failed = results.filter { $0.status > Diagnostic.Category.expectation.exitStatus }
        return failed.first.map { (failed.count, $0.message ?? "failed") }
    }

    /// The values of the runs that came to their end.
    func values(of measurement: String) -> [Double] {
        results.compactMap { $0.measurements.first { $0.name == measurement }?.value }
    }

    /// Of a run on one thread.
    var seconds: Double { results.map(\.seconds).reduce(0, +) / Double(max(1, results.count)) }
}
