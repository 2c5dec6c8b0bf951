import Foundation
import Lab

/// How often `break` breaks and `fix` cures, as a page in Markdown; every figure in it comes from runs.
public struct BreakFixPage {
    private let runs: BreakFixRuns
    private let command: String
    private let circumstances: String

    /// - Parameters:
    ///   - command: what makes the page, as a person would type it.
    ///   - circumstances: by which program on which machine.
    public init(_ runs: BreakFixRuns, command: String, circumstances: String) {
        self.runs = runs
        self.command = command
        self.circumstances = circumstances
    }

    public var text: String { introduction + "\n\n" + table + "\n\n" + details + "\n" }

    private var introduction: String {
        """
        # Break and fix

        Each failure that `break` makes, under \(runs.seeds.count == 1 ? "one seed" : "\(runs.seeds.count) seeds") (\(runs.seeds.seedText)): how often its condition holds after `break` and a training, and how often no more after `fix` and \
        another. The conditions measure samples and networks; they know nothing of what `diagnose` thinks.

        This page is made, and resumed where it was stopped, by

            \(command)

        \(circumstances)
        """
    }

    private var table: String {
        var lines = ["| failure | on | shows by | broken | cured | the longest run |", "|---|---|---|---:|---:|---:|"]
        for (place, trial) in runs.trials.enumerated() {
            let outcome = runs.outcome(of: place)
            let cured = trial.cure == nil ? "no cure known" : "\(outcome.cured) of \(outcome.curedRuns)"
            lines.append(
                "| \(trial.failure.rawValue) | `\(trial.bench[0])` | \(trial.condition.map { "`\($0)`" } ?? "no number") "
                    + "| \(outcome.shown) of \(outcome.brokenRuns) | \(cured) | \(formatted(outcome.seconds, "%.0f")) s |")
        }
        return lines.joined(separator: "\n")
    }

    private var details: String {
        "## What is typed\n\n" + runs.trials.map { trial in
            """
            **\(trial.failure.rawValue)** on `\(trial.bench[0])`: \(trial.way.reason).

            `break`, then `train \(trial.way.steps)`:

            \(block(trial.broken))

            \(trial.cure.map { "`fix`, then `train \(trial.way.cureSteps)`:\n\n" + block($0) } ?? "No cure is known.")

            Source: \(trial.way.source).
            """
        }.joined(separator: "\n\n")
    }

    private func block(_ lines: [String]) -> String { lines.map { "    " + $0 }.joined(separator: "\n") }
}
