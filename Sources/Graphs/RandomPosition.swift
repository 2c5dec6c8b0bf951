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
