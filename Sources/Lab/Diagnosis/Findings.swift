/// What an examination found, by name; a finding that is missing could not be had.
public struct Findings: Sendable, Equatable, Codable {
    public struct Reading: Sendable, Equatable, Codable {
        public let value: Double
        /// The steps it is taken from.
        public let firstStep: Int
        public let lastStep: Int
    }

    private var readings: [String: Reading] = [:]

    public init() {}

    public subscript(finding: Finding) -> Reading? { readings[finding.name] }

    /// A value that is not a number is no finding.
    mutating func note(_ value: Double?, as finding: Finding, steps: ClosedRange<Int>) {
        guard let value, !value.isNaN else { return }
        readings[finding.name] = Reading(value: value, firstStep: steps.lowerBound, lastStep: steps.upperBound)
    }

    /// Takes what another part of the examination found.
    public mutating func add(_ others: Findings) { readings.merge(others.readings) { $1 } }
}
