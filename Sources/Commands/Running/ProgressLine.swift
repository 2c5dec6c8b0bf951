import Foundation

/// `train:  42%|████▏     | 210/500 [00:03<00:04, 71.2 step/s, D 0.61, G 1.22, modes 5/8]`
struct ProgressLine {
    private let steps: Int
    /// Steps in a second, smoothed: each look moves it 0.3 of the way.
    private var rate: Double?

    private static let smoothing = 0.3
    private static let width = 10
    private static let eighths = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

    init(steps: Int) {
        self.steps = steps
    }

    mutating func note(steps: Int, seconds: Double) {
        guard seconds > 0 else { return }
        let now = Double(steps) / seconds
        rate = rate.map { $0 + Self.smoothing * (now - $0) } ?? now
    }

    func text(done: Int, elapsed: Double, figures: String) -> String {
        let share = steps > 0 ? Double(done) / Double(steps) : 1
        let rate = self.rate ?? 0
        let left = rate > 0 ? Self.time(Double(steps - done) / rate) : "?"
        let speed = rate >= 1 || rate == 0
            ? String(format: "%.1f step/s", rate) : String(format: "%.1f s/step", 1 / rate)
        let percent = String(format: "%3.0f", (share * 100).rounded(.down))
        return "train: \(percent)%|\(Self.bar(share))| \(done)/\(steps) [\(Self.time(elapsed))<\(left), \(speed), \(figures)]"
    }

    /// `03:07`, with hours where there are any.
    static func time(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 360_000 else { return "?" }
        let whole = Int(seconds.rounded())
        let clock = String(format: "%02d:%02d", whole / 60 % 60, whole % 60)
        return whole < 3600 ? clock : "\(whole / 3600):\(clock)"
    }

    private static func bar(_ share: Double) -> String {
        let cells = max(0, min(1, share)) * Double(width)
        let full = Int(cells)
        guard full < width else { return String(repeating: "█", count: width) }
        return String(repeating: "█", count: full) + eighths[Int((cells - Double(full)) * 8)]
            + String(repeating: " ", count: width - full - 1)
    }
}
