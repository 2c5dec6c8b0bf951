import Foundation
import Lab
import Language

/// Follows a training: one live line on a terminal, at most ten times a second; a plain line every ten seconds elsewhere.
final class TrainingProgress {
    private let output: any SessionOutput
    private let steps: Int
    private let first: Int
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var shown: ContinuousClock.Instant
    private var shownStep: Int
    private var line: ProgressLine

    private static let livePause = Duration.milliseconds(100)
    private static let plainPause = Duration.seconds(10)

    init(_ experiment: Experiment, steps: Int, output: any SessionOutput) {
        self.output = output
        self.steps = steps
        first = experiment.step
        start = clock.now
        shown = start
        shownStep = first
        line = ProgressLine(steps: steps, isPlain: output.isPlain)
    }

    func didMakeStep(_ experiment: Experiment) {
        let now = clock.now
        guard now - shown >= (output.hasLiveLine ? Self.livePause : Self.plainPause) else { return }
        line.note(steps: experiment.step - shownStep, seconds: (now - shown) / .seconds(1))
        shown = now
        shownStep = experiment.step
        let text = text(experiment, at: now)
        if output.hasLiveLine { output.progress(text) } else { output.note(text + "\n") }
    }

    /// Leaves the live line standing as training ended, where there was time to show one.
    func finish(_ experiment: Experiment) {
        guard output.hasLiveLine else { return }
        if shown != start { output.progress(text(experiment, at: clock.now)) }
        output.progress(nil)
    }

    private func text(_ experiment: Experiment, at now: ContinuousClock.Instant) -> String {
        line.text(
            done: experiment.step - first, elapsed: (now - start) / .seconds(1),
            figures: Self.figures(of: experiment, isFull: false))
    }

    var elapsedText: String {
        let seconds = (clock.now - start) / .seconds(1)
        return seconds < 60 ? String(format: "%.1f s", seconds) : ProgressLine.time(seconds)
    }

    /// The losses, and the modes where the data has any; with `isFull` also the share of good samples.
    static func figures(of experiment: Experiment, isFull: Bool) -> String {
        var parts: [String] = []
        if let loss = experiment.history.latest(.discriminatorLoss) { parts.append("D " + figure(Double(loss))) }
        if let loss = experiment.history.latest(.generatorLoss) { parts.append("G " + figure(Double(loss))) }
        if let coverage = try? experiment.modeCoverage() {
            parts.append("modes \(coverage.modes)/\(coverage.counts.count)")
            if isFull { parts.append(String(format: "quality %.2f", coverage.quality)) }
        }
        return parts.joined(separator: " ")
    }

    /// Two decimals while they mean something.
    private static func figure(_ value: Double) -> String {
        String(format: abs(value) < 100 ? "%.2f" : abs(value) < 1e5 ? "%.0f" : "%.1e", value)
    }

    /// The line that closes a training, in two where one of 80 columns is too short.
    static func closing(_ what: String, elapsed: String, figures: String) -> String {
        let beginning = "\(what) (\(elapsed)):"
        return beginning + (displayWidth(beginning) + 1 + displayWidth(figures) > 80 ? "\n  " : " ") + figures + "\n"
    }
}
