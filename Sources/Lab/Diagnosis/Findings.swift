/// What an examination found, by name; a finding that is missing could not be had.
public struct Findings: Sendable {
    public struct Reading: Sendable, Equatable {
        public let value: Double
        /// The steps it is taken from.
        public let steps: ClosedRange<Int>
    }

    private var readings: [Finding: Reading] = [:]

    init() {}

    public subscript(finding: Finding) -> Reading? { readings[finding] }

    /// A value that is not a number is no finding.
    mutating func note(_ value: Double?, as finding: Finding, steps: ClosedRange<Int>) {
        guard let value, !value.isNaN else { return }
        readings[finding] = Reading(value: value, steps: steps)
    }

    /// Takes what another part of the examination found.
    mutating func add(_ others: Findings) { readings.merge(others.readings) { $1 } }
}
