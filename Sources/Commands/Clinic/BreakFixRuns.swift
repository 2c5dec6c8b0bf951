import Declarations
import Foundation
import Lab
import Language

/// Every way of making a failure under every seed: broken and looked at, then cured, trained again and looked at once more.
///
/// What is asked each time is the way's own condition, which knows nothing of `diagnose`.
public struct BreakFixRuns: Sendable {
    /// One way of one failure, with what `break` and `fix` type there.
    struct Trial: Sendable {
        let failure: Failure
        let way: Sabotage.Way
        let bench: [String]
        let broken: [String]
        /// `nil` where no cure is known.
        let cure: [String]?
        /// A condition on what was trained; `nil` where training ends in no number.
        let condition: String?

        /// One script, or two where the broken training comes to no end.
        let scripts: [Source]
    }

    let trials: [Trial]
    let seeds: [UInt64]
    public let pool: RunPool
    /// The trial and the script of each run of the pool.
    private let places: [(trial: Int, script: Int)]

    /// - Parameters:
    ///   - only: failures whose name holds this text.
    ///   - options: those of every run; each trial has folders below the output folder.
    public init(only: String? = nil, seeds: [UInt64], jobs: Int, options: SessionOptions, version: String) throws(Diagnostic) {
        self.seeds = seeds
        var trials: [Trial] = []
        for sabotage in sabotageCatalogue where only.map(sabotage.name.contains) ?? true {
            for way in sabotage.ways {
                for bench in way.benches { trials.append(try Trial(sabotage.failure, way, on: bench, options: options)) }
            }
        }
        self.trials = trials
        var runs: [SweepRun] = []
        var places: [(Int, Int)] = []
        for (trial, value) in trials.enumerated() {
            for (script, source) in value.scripts.enumerated() {
                var options = options
                options.judgesAllClaims = true
                options.measuresAtEnd = false
                options.outputFolder = options.outputFolder.appendingPathComponent(source.name, isDirectory: true)
                let sweep = SweepScript(source, settings: [], included: [:], options: options, version: version)
                runs += seeds.map { SweepRun(script: sweep, seed: $0) }
                places += seeds.map { _ in (trial, script) }
            }
        }
        self.places = places
        pool = RunPool(runs, jobs: jobs)
    }

    public var count: Int { trials.count }

    /// Over the seeds that were run: how often it showed, and how often not after its cure.
    struct Outcome: Equatable {
        var shown = 0
        var cured = 0
        var brokenRuns = 0
        var curedRuns = 0
        /// The longest run, training twice.
        var seconds = 0.0

        /// Whether both hold in nine runs of ten.
        var holds: Bool { 10 * shown >= 9 * brokenRuns && 10 * cured >= 9 * curedRuns }
    }

    func outcome(of trial: Int) -> Outcome {
        var outcome = Outcome()
        for (place, result) in zip(places, pool.results) where place.trial == trial {
            guard let result else { continue }
            outcome.seconds = max(outcome.seconds, result.seconds)
            let hasEnded = result.status == Diagnostic.Category.failure.exitStatus
            if trials[trial].condition == nil {
                if place.script == 0 {
                    outcome.brokenRuns += 1
                    if hasEnded { outcome.shown += 1 }
                } else {
                    outcome.curedRuns += 1
                    if result.status == 0 { outcome.cured += 1 }
                }
            } else {
                outcome.brokenRuns += 1
                if result.claims.first?.holds == true { outcome.shown += 1 }
                guard trials[trial].cure != nil else { continue }
                outcome.curedRuns += 1
                if result.claims.count == 2, result.claims[1].holds { outcome.cured += 1 }
            }
        }
        return outcome
    }
}

extension BreakFixRuns.Trial {
    /// Types `break` and `fix` once, without a training, to see what they stand for here.
    init(_ failure: Failure, _ way: Sabotage.Way, on bench: [String], options: SessionOptions) throws(Diagnostic) {
        self.failure = failure
        self.way = way
        self.bench = bench
        let session = GanSession(options: options, output: RecordedOutput())
        defer { session.close() }
        func typed(_ text: String) throws(Diagnostic) -> [String] {
            let before = session.transcript.count
            try session.run(Source(name: failure.rawValue, text: text))
            return Array(session.transcript.dropFirst(before))
        }
        _ = try typed(bench.joined(separator: "\n"))
        let recipe = try session.draft.recipe(at: Source(name: failure.rawValue, text: "").span)
        condition = way.shown?(recipe)
        broken = try typed("break \(failure.rawValue)")
        let cured = try typed("fix \(failure.rawValue)")
        cure = cured.isEmpty ? nil : cured

        // What the words stand for is written down as well, so that a run is made anew where that has changed.
        let breaking = bench + broken.map { "# \($0)" } + ["break \(failure.rawValue)"]
        let curing = cured.map { "# \($0)" } + ["fix \(failure.rawValue)"]
        let name = "\(failure.rawValue)-\(recipe.dataset.name)"
        func script(_ name: String, _ lines: [String]) -> Source { Source(name: name, text: lines.joined(separator: "\n") + "\n") }
        if let condition {
            let end = cured.isEmpty ? [] : curing + ["train \(way.cureSteps)", "expect not (\(condition))"]
            scripts = [script(name, breaking + ["train \(way.steps)", "expect \(condition)"] + end)]
        } else {
            let whole = script(name, breaking + ["train \(way.steps)"])
            scripts = cured.isEmpty ? [whole] : [whole, script(name + "-cured", breaking + curing + ["train \(way.cureSteps)", "expect step == \(way.cureSteps)"])]
        }
    }
}
