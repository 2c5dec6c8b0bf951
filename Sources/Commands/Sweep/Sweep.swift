/// One script under many seeds, beside each other in this process.
public final class Sweep: Sendable {
    public let script: SweepScript
    public let seeds: [UInt64]
    /// The runs, one a seed.
    public let pool: RunPool

    /// Takes over what an earlier sweep of the same script has finished.
    public init(_ script: SweepScript, seeds: [UInt64], jobs: Int) {
        self.script = script
        self.seeds = seeds
        pool = RunPool(seeds.map { SweepRun(script: script, seed: $0) }, jobs: jobs)
    }

    /// How far it is.
    public var progress: SweepProgress { pool.progress }

    /// What is finished, in the order of the seeds.
    public var results: [SweepResult] { pool.results.compactMap(\.self) }

    /// Makes the runs that are missing: see `RunPool.run`.
    public func run(isInterrupted: () -> Bool = { false }, onProgress: (SweepProgress) -> Void = { _ in }) {
        pool.run(isInterrupted: isInterrupted, onProgress: onProgress)
    }
}
