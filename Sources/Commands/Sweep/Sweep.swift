import Foundation
import Kernels
import Synchronization

/// One script under many seeds, beside each other in this process: so many at once, each on one thread.
///
/// One thread a run, because whole runs share nothing and so keep all cores busy without ever waiting for each other;
/// the threads of one run wait at every layer.
public final class Sweep: Sendable {
    public let script: SweepScript
    public let seeds: [UInt64]
    private let jobs: Int
    private let board: Mutex<Board>

    /// What the threads tell each other.
    private struct Board: Sendable {
        /// Seeds that no thread has taken yet.
        var waiting: ArraySlice<UInt64>
        var running: [UInt64: InterruptionFlag] = [:]
        var results: [UInt64: SweepResult] = [:]
        var isStopped = false
    }

    /// Deep scripts need as much room as the main thread has; it is reserved, and used only where they are.
    private static let stackBytes = 16 << 20

    /// Takes over what an earlier sweep of the same script has finished.
    public init(_ script: SweepScript, seeds: [UInt64], jobs: Int) {
        self.script = script
        self.seeds = seeds
        var results: [UInt64: SweepResult] = [:]
        var files = FilesNow()
        for seed in seeds {
            results[seed] = SweepResult.kept(in: script.folder(ofSeed: seed), seed: seed, key: script.key, &files)
        }
        let waiting = seeds.filter { results[$0] == nil }
        self.jobs = max(1, min(jobs, waiting.count))
        board = Mutex(Board(waiting: waiting[...], results: results))
    }

    /// How far it is.
    public var progress: SweepProgress {
        board.withLock {
            SweepProgress(
                total: seeds.count, done: $0.results.count, running: $0.running.count,
                failed: $0.results.values.count { $0.status != 0 })
        }
    }

    /// What is finished, in the order of the seeds.
    public var results: [SweepResult] {
        board.withLock { board in seeds.compactMap { board.results[$0] } }
    }

    /// Makes the runs that are missing, and returns when no more is running.
    ///
    /// - Parameters:
    ///   - isInterrupted: asked ten times a second; true stops every run after its step.
    ///   - onProgress: called as often.
    public func run(isInterrupted: () -> Bool = { false }, onProgress: (SweepProgress) -> Void = { _ in }) {
        let group = DispatchGroup()
        for _ in 0..<jobs {
            group.enter()
            let thread = Thread { [self] in
                forOneThread { work() }
                group.leave()
            }
            thread.stackSize = Self.stackBytes
            thread.start()
        }
        repeat {
            if isInterrupted() { stop() }
            onProgress(progress)
        } while group.wait(timeout: .now() + .milliseconds(100)) == .timedOut
        onProgress(progress)
    }

    /// One run after the other, until none is left.
    private func work() {
        while let (seed, interruption) = next() {
            let result = SweepRun(script: script, seed: seed).perform(interruption)
            board.withLock {
                $0.running[seed] = nil
                $0.results[seed] = result
            }
        }
    }

    private func next() -> (UInt64, InterruptionFlag)? {
        board.withLock {
            guard !$0.isStopped, let seed = $0.waiting.popFirst() else { return nil }
            let interruption = InterruptionFlag()
            $0.running[seed] = interruption
            return (seed, interruption)
        }
    }

    private func stop() {
        board.withLock {
            $0.isStopped = true
            for interruption in $0.running.values { interruption.isRaised = true }
        }
    }
}
