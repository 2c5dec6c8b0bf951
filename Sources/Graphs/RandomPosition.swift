import Kernels

/// Where in the stream of all random numbers a run stands. The numbers are a function of
/// (seed, stream, step, index): the same position draws the same numbers, whatever ran before.
public struct RandomPosition: Hashable, Sendable {
    public var seed: UInt64
    /// The number of the run; one more for every run of a program.
    public var step: UInt64

    public init(seed: UInt64 = 0, step: UInt64 = 0) {
        self.seed = seed
        self.step = step
    }
}

/// Names one source of draws within a run; two nodes with the same stream draw the same numbers.
public struct RandomStream: Hashable, Sendable {
    public let number: UInt32

    public init(_ number: UInt32) {
        self.number = number
    }
}
