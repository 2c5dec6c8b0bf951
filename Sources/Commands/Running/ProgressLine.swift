import Foundation

/// `train  42%|████▏     | 210/500 [00:03<00:04, 71 step/s] D 0.61 G 1.22 modes 5/8`
///
/// It fits 80 columns, the last of them left free for the cursor: what the figures need, the bar gives.
struct ProgressLine {
    private let steps: Int
    /// Letters beyond ASCII are left out.
    private let isPlain: Bool
    /// Steps in a second, smoothed: each look moves it 0.3 of the way.
    private var rate: Double?

    private static let smoothing = 0.3
    private static let barWidth = 10
    private static let columns = 79
    /// The first steps are no measure of the others: before so many seconds no end is foretold.
    private static let patience = 0.5
    private static let eighths = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

    init(steps: Int, isPlain: Bool = false) {
        self.steps = steps
        self.isPlain = isPlain
    }

    mutating func note(steps: Int, seconds: Double) {
        guard seconds > 0 else { return }
        let now = Double(steps) / seconds
        rate = rate.map { $0 + Self.smoothing * (now - $0) } ?? now
    }

    func text(done: Int, elapsed: Double, figures: String) -> String {
        let share = max(0, min(1, steps > 0 ? Double(done) / Double(steps) : 1))
        let rate = self.rate ?? 0
        let left = rate > 0 && elapsed >= Self.patience ? Self.time(Double(steps - done) / rate) : "?"
        let beginning = "train " + String(format: "%3.0f%%", (share * 100).rounded(.down))
        let end = " \(done)/\(steps) [\(Self.time(elapsed))<\(left), \(Self.speed(rate))] \(figures)"
        let room = min(Self.barWidth, Self.columns - beginning.count - end.count - 2)
        return beginning + (room > 0 ? "|\(bar(share, cells: room))|" : "") + end
    }

    /// Three digits are enough, and as many as the eye can follow.
    private static func speed(_ rate: Double) -> String {
        switch rate {
        case 10...: String(format: "%.0f step/s", rate)
        case 1...: String(format: "%.1f step/s", rate)
        case 0: "? step/s"
        default: String(format: "%.1f s/step", 1 / rate)
        }
    }

    /// `03:07`, with hours where there are any.
    static func time(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 360_000 else { return "?" }
        let whole = Int(seconds.rounded())
        let clock = String(format: "%02d:%02d", whole / 60 % 60, whole % 60)
        return whole < 3600 ? clock : "\(whole / 3600):\(clock)"
    }

    private func bar(_ share: Double, cells: Int) -> String {
        let filled = share * Double(cells)
        let full = Int(filled)
        let sign = isPlain ? "#" : "█"
        guard full < cells else { return String(repeating: sign, count: cells) }
        return String(repeating: sign, count: full) + (isPlain ? " " : Self.eighths[Int((filled - Double(full)) * 8)])
            + String(repeating: " ", count: cells - full - 1)
    }
}
