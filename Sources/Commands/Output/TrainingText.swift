import Networks
import Foundation
import Language

extension TrainingProgress {
    /// `train  42%|████▏     | 210/500 [00:03<00:04, 71 step/s] D 0.61 G 1.22 modes 5/8`
    ///
    /// It fits 80 columns, the last of them left free for the cursor: what the numbers need, the bar gives. In a narrower window
    /// the times go, and then the share.
    public func line(isPlain: Bool, columns: Int = Self.columns) -> String {
        let share = max(0, min(1, steps > 0 ? Double(done) / Double(steps) : 1))
        let rate = self.rate ?? 0
        let left = rate > 0 && seconds >= Self.patience ? timeText(Double(steps - done) / rate) : "?"
        let beginning = activity + " " + String(format: "%3.0f%%", (share * 100).rounded(.down))
        let end = " \(done)/\(steps) [\(timeText(seconds))<\(left), \(Self.speed(rate))] \(numbers.text)"
        guard columns >= Self.columns || beginning.count + end.count <= columns else {
            let short = " \(done)/\(steps) \(numbers.text)"
            return beginning.count + short.count <= columns ? beginning + short : String(short.dropFirst())
        }
        let room = min(Self.barWidth, min(columns, Self.columns) - beginning.count - end.count - 2)
        return beginning + (room > 0 ? "|\(Self.bar(share, cells: room, isPlain: isPlain))|" : "") + end
    }

    private static let barWidth = 10
    public static let columns = 79
    /// The first steps are no measure of the others: before so many seconds no end is foretold.
    private static let patience = 0.5
    private static let eighths = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

    /// Three digits are enough, and as many as the eye can follow.
    private static func speed(_ rate: Double) -> String {
        switch rate {
        case 10...: String(format: "%.0f step/s", rate)
        case 1...: String(format: "%.1f step/s", rate)
        case 0: "? step/s"
        default: String(format: "%.1f s/step", 1 / rate)
        }
    }

    private static func bar(_ share: Double, cells: Int, isPlain: Bool) -> String {
        let filled = share * Double(cells)
        let full = Int(filled)
        let sign = isPlain ? "#" : "█"
        guard full < cells else { return String(repeating: sign, count: cells) }
        return String(repeating: sign, count: full) + (isPlain ? " " : eighths[Int((filled - Double(full)) * 8)])
            + String(repeating: " ", count: cells - full - 1)
    }
}

extension FinishedTraining {
    /// `trained 500 steps to step 500 (1.6 s): D 0.61 G 1.22 modes 8/8 quality 0.98`, in further lines where one of 80
    /// columns is too short.
    var text: String {
        let what =
            switch reason {
            case .allSteps(let steps): "trained \(steps) \(steps == 1 ? "step" : "steps") to step \(step)"
            case .allStepsAlone(let steps, let network):
                "trained the \(network) alone for \(steps) \(steps == 1 ? "step" : "steps") to step \(step)"
            case .condition(let condition, _):
                "stopped at step \(step): \(condition) holds"
            }
        let time = seconds < 60 ? String(format: "%.1f s", seconds) : timeText(seconds)
        var found = ""
        if case .condition(_, let values) = reason { found = values }
        let parts = (found.isEmpty ? [] : [found + ","]) + [numbers.fullText]
        var lines = ["\(what) (\(time)):"]
        for part in parts {
            let fits = displayWidth(lines[lines.count - 1]) + 1 + displayWidth(part) <= 80
            if fits { lines[lines.count - 1] += " " + part } else { lines.append("  " + part) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The columns that `text` takes, on one line or two.
    static let widest = 85
}

extension TrainingNumbers {
    /// The losses, and the modes where the data has any.
    var text: String {
        var parts = losses.map { "\(Self.symbol(of: $0.network)) \(Self.short($0.value))" }
        if let modes, let modeCount { parts.append("modes \(modes)/\(modeCount)") }
        return parts.joined(separator: " ")
    }

    /// The same with the share of good samples.
    var fullText: String { text + (quality.map { String(format: " quality %.2f", $0) } ?? "") }

    /// The letters that papers use for the duel's networks; another network's own name.
    private static func symbol(of network: NetworkID) -> String {
        switch network {
        case .generator: "G"
        case .discriminator: "D"
        default: network.rawValue
        }
    }

    /// Two decimals while they mean something.
    private static func short(_ value: Double) -> String {
        String(format: abs(value) < 100 ? "%.2f" : abs(value) < 1e5 ? "%.0f" : "%.1e", value)
    }
}

/// `03:07`, with hours where there are any.
func timeText(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 360_000 else { return "?" }
    let whole = Int(seconds.rounded())
    let clock = String(format: "%02d:%02d", whole / 60 % 60, whole % 60)
    return whole < 3600 ? clock : "\(whole / 3600):\(clock)"
}
