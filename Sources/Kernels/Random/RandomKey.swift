/// Names one sequence of random draws.
///
/// A draw is a function of (seed, stream, step, index) and of nothing else: no generator state is carried along. A run can
/// therefore be resumed, rewound or branched bit for bit, on any number of threads.
///
/// Draw `i` is made from word `i mod 256` of block `⌊i / 256⌋` (a normal also from its neighbour 64 words on or back); how the words
/// of a block are made says `Philox.fill`, and how draws are made of them `Random.normal`, `.uniform` and `.integers`.
public struct RandomKey: Hashable, Sendable {
    /// The experiment's seed: the 64-bit key of the generator.
    public var seed: UInt64
    /// Which of the program's sources of randomness draws (noise, data, labels, dropout, …).
    public var stream: UInt64
    /// The training step.
    public var step: UInt64

    public init(seed: UInt64, stream: UInt64, step: UInt64) {
        self.seed = seed
        self.stream = stream
        self.step = step
    }
}
