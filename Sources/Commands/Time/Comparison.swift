import Declarations
import Figures
import Lab
import Language

/// One choice for a part of the recipe, with all that the recipe says besides.
struct Alternative {
    /// As it was written: `wgan-gp weight 1`.
    let name: String
    let draft: Draft
    /// The whole statement, and the place of what this alternative says.
    let span: Span
    let place: Span

    /// Says the statement to the draft as it stands, and leaves the session as it was.
    init(_ statement: CommandCall, in session: GanSession) throws {
        let before = session.knowledge
        defer { session.knowledge = before }
        try session.interpreter.perform(statement)
        if session.isCheckOnly { _ = try session.prepared(at: statement.span) }
        let words = statement.tokens.dropLast().first.map { first in first.span.through(statement.span.end) }
        name = words?.text ?? statement.name.text
        place = words ?? statement.span
        draft = session.draft
        span = statement.span
    }
}

/// Alternatives trained side by side over seeds.
struct Comparison {
    /// A training that was made to its end, or that failed on the way.
    struct Run {
        let alternative: Int
        let history: History
        let values: [String: Double]
        let failure: TrainingError?
    }

    let part: String
    let alternatives: [Alternative]
    let seeds: [UInt64]
    let steps: Int
    private(set) var runs: [Run] = []

    init(part: String, _ alternatives: [Alternative], seeds: [UInt64], steps: Int) {
        self.part = part
        self.alternatives = alternatives
        self.seeds = seeds
        self.steps = steps
    }

    /// Trains all, one after the other: every alternative under the first seed, then under the next.
    ///
    /// - Returns: false where Ctrl-C ended it; the run that it ended is not among the runs.
    mutating func run(in session: GanSession, at span: Span) throws -> Bool {
        let follower = TrainingFollower(steps: steps * seeds.count * alternatives.count, output: session.output)
        let measuringTimes = MeasuringTimes(steps: steps)
        for seed in seeds {
            for (index, alternative) in alternatives.enumerated() {
                let experiment = try alternative.experiment(seed: seed, in: session)
                follower.follow(experiment, behind: runs.count * steps)
                var failure: TrainingError?
                do {
                    let outcome = try experiment.train(
                        steps: steps, interrupted: { session.isInterrupted },
                        onProgress: {
                            if measuringTimes.contains($0.step) { $0.keepMeasurements() }
                            follower.didMakeStep($0)
                        })
                    guard outcome == .finished else {
                        follower.finish(experiment)
                        return false
                    }
                    experiment.keepMeasurements()
                } catch let error as TrainingError {
                    failure = error
                }
                runs.append(
                    Run(alternative: index, history: experiment.history, values: failure == nil ? values(of: experiment) : [:], failure: failure))
                if runs.count == seeds.count * alternatives.count { follower.finish(experiment) }
            }
        }
        return true
    }

    /// What is comparable: what samples say, or else what training measured on its batches.
    private var measurements: [Measurement] {
        let recipes = alternatives.compactMap { alternative in alternative.draft.dataset.map { alternative.draft.recipe(for: $0) } }
        let known = measurementCatalogue.filter { measurement in
            measurement.name != "step" && measurement.isKept && recipes.allSatisfy { measurement.unavailability(in: $0) == nil }
        }
        return known.contains(where: \.isCostly) ? known.filter(\.isCostly) : known
    }

    private func values(of experiment: Experiment) -> [String: Double] {
        Dictionary(uniqueKeysWithValues: measurements.compactMap { measurement in
            (try? measurement.value(of: experiment)).map { (measurement.name, $0) }
        })
    }

    // MARK: - Showing

    func show(curves: [String]?, in session: GanSession, at span: Span) throws {
        for (index, alternative) in alternatives.enumerated() {
            let failures = runs.filter { $0.alternative == index }.compactMap(\.failure)
            guard let first = failures.first else { continue }
            session.output.note(
                "`\(part) \(alternative.name)`: \(failures.count == 1 ? "a run" : "\(failures.count) runs") failed, the first at step \(first.step), "
                    + "where `\(first.quantity)` was no finite number\n")
        }
        guard runs.contains(where: { $0.failure == nil }) else { return }
        session.output.receive(.table(table))
        let names = curves ?? [usualCurve(of: measurements)].compactMap { $0 }
        for name in names {
            let figure = figure(of: name)
            guard let figure else {
                session.output.note("`\(name)` was not measured in these runs\n")
                continue
            }
            try session.show(figure, kind: CompareCommand.declaration.name, file: nil, at: span)
        }
    }

    /// `7.40 ± 0.55` of every measurement for each alternative.
    private var table: TextTable {
        let measurements = measurements
        var table = TextTable(header: [part, "runs"] + measurements.map(\.name))
        for (column, measurement) in measurements.enumerated() {
            if let unit = measurement.unit { table.units[column + 2] = unit }
        }
        for (index, alternative) in alternatives.enumerated() {
            let whole = runs.filter { $0.alternative == index && $0.failure == nil }
            table.rows.append(
                [alternative.name, "\(whole.count)"]
                    + measurements.map { measurement in TableCommand.meanText(whole.compactMap { $0.values[measurement.name] }) })
        }
        return table
    }

    /// The mean of the runs over the steps with a band of their deviation; `nil` where nothing was measured.
    private func figure(of name: String) -> Figure? {
        let series = alternatives.enumerated().compactMap { index, alternative -> LinePlot.Series? in
            var found: [Double: [Double]] = [:]
            for run in runs where run.alternative == index && run.failure == nil {
                let values = run.history.series(name)
                for (step, value) in zip(values.steps, values.values) where value.isFinite { found[step, default: []].append(value) }
            }
            let steps = found.keys.sorted()
            guard !steps.isEmpty else { return nil }
            let spreads = steps.map { Spread(found[$0] ?? []) }
            return LinePlot.Series(
                name: alternative.name, x: steps, y: spreads.map(\.mean), deviations: spreads.map { $0.deviation ?? 0 }, hasBand: true)
        }
        guard !series.isEmpty else { return nil }
        return curveFigure(of: name, series, title: "\(name) · \(part) · \(seeds.count) \(seeds.count == 1 ? "seed" : "seeds")")
    }
}

extension Alternative {
    /// Fresh networks under a seed. What is wrong with the recipe has its place in the alternative.
    fileprivate func experiment(seed: UInt64, in session: GanSession) throws -> Experiment {
        let before = session.draft
        session.draft = draft
        defer { session.draft = before }
        var recipe = try draft.recipe(at: span)
        recipe.seed = seed
        do { return try Experiment(recipe, folders: session.options.dataFolders) } catch { throw session.diagnostic(for: error, at: span) }
    }
}

/// The curve that tells most, of those that are known: what a person looks at first.
func usualCurve(of known: [Measurement]) -> String? {
    let names = known.map(\.name)
    return ["quality", "nearest", "loss.generator", "loss.denoiser"].first(where: names.contains) ?? names.first
}

/// Curves of one measurement over the steps.
func curveFigure(of name: String, _ series: [LinePlot.Series], title: String) -> Figure {
    let measurement = measurement(named: name)
    return Figure(
        title: title,
        .lines(
            LinePlot(
                series: series, xLabel: "step", yLabel: measurement?.axisLabel ?? name, yScale: measurement?.axisScale ?? .linear)))
}
