/// One line of a program's profile.
public struct ProfileLine: Sendable {
    public let label: String
    /// Whether it is a step of the segment above, and so counted there.
    public let isStep: Bool
    /// The shortest time seen.
    public private(set) var microseconds = Double.infinity

    init(label: String, isStep: Bool) {
        self.label = label
        self.isStep = isStep
    }

    mutating func take(_ time: Duration) { microseconds = min(microseconds, time / Duration.microseconds(1)) }
}
