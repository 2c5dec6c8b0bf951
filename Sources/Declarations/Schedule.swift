/// A number that may change while training: from a first value to a last one over so many training steps, constant from
/// there on.
///
/// A script writes `0.001`, or `0.001 to 0.0001 over 5000`, or `0.001 to 0.0001 over 5000 cosine`.
public struct Schedule: Sendable, Hashable {
    /// The way from the first value to the last.
    public enum Course: String, Sendable, CaseIterable {
        /// In equal steps.
        case linear
        /// Slowly at both ends, as half a wave.
        case cosine
        /// In equal ratios; both values are above 0.
        case geometric
    }

    /// The value before the first training step.
    public let first: Double
    /// The value from training step `steps` on.
    public let last: Double
    /// How many training steps the change takes; 0 for a number that never changes.
    public let steps: Int
    public let course: Course

    /// A number that never changes.
    public init(_ value: Double) {
        first = value
        last = value
        steps = 0
        course = .linear
    }

    /// Throws where equal ratios cannot lead from one value to the other.
    public init(from first: Double, to last: Double, over steps: Int, course: Course = .linear) throws(Refusal) {
        precondition(steps >= 1, "a change takes at least one step")
        guard course != .geometric || (first > 0 && last > 0) else {
            throw Refusal(
                "`geometric` goes in equal ratios between numbers above 0, found \(min(first, last))",
                help: "`linear` or `cosine` reaches 0")
        }
        self.first = first
        self.last = last
        self.steps = steps
        self.course = course
    }

    public var isConstant: Bool { steps == 0 || first == last }

    /// The option's value that makes this schedule again.
    public var optionValue: OptionValue { steps == 0 ? .number(first) : .schedule(self) }
}

extension Schedule: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    public init(floatLiteral value: Double) { self.init(value) }
    public init(integerLiteral value: Int) { self.init(Double(value)) }
}
