import Language

/// The lowest line of a watched training: which keys do what now, and where a training that pauses stands.
public struct ControlLine: Sendable, Hashable {
    public struct Hint: Sendable, Hashable {
        public var key: String
        public var meaning: String

        public init(_ key: String, _ meaning: String) { (self.key, self.meaning) = (key, meaning) }
    }

    /// The most wanted first.
    public var hints: [Hint]
    /// Where the training stands, while it pauses.
    public var pause: Pause?

    public struct Pause: Sendable, Hashable {
        public var step: Int
        public var end: Int
        public var numbers: TrainingNumbers
    }

    public init(_ hints: [Hint], pause: Pause? = nil) { (self.hints, self.pause) = (hints, pause) }

    private static let gap = "  "

    /// As many keys as the columns hold, the first in any case.
    ///
    /// - Parameter mark: sets a key off from its meaning.
    public func text(columns: Int, mark: (String) -> String = { $0 }) -> String {
        var (text, width) = ("", 0)
        for hint in hints {
            let next = displayWidth(hint.key) + 1 + displayWidth(hint.meaning) + (text.isEmpty ? 0 : Self.gap.count)
            guard text.isEmpty || width + next <= columns else { continue }
            text += (text.isEmpty ? "" : Self.gap) + mark(hint.key) + " " + hint.meaning
            width += next
        }
        return text
    }
}

extension ControlLine.Pause {
    /// `paused at step 210 of 500  D 0.61 G 1.22 modes 5/8`, shorter where the columns are few.
    public func line(columns: Int) -> String {
        let place = "paused at step \(grouped(step))"
        return ["\(place) of \(grouped(end))  \(numbers.text)", "\(place)  \(numbers.text)", place]
            .first { displayWidth($0) <= columns } ?? place
    }
}
