import Foundation
import Kernels
import Synchronization

/// Runs beside each other in this process: so many at once, each on one thread.
///
/// One thread a run, because whole runs share nothing and so keep all cores busy without ever waiting for each other;
/// the threads of one run wait at every layer.
public final class RunPool: Sendable {
    let runs: [SweepRun]
    private let jobs: Int
    private let board: Mutex<Board>

    /// What the threads tell each other; runs by their place.
    private struct Board: Sendable {
        /// Runs that no thread has taken yet.
        var waiting: ArraySlice<Int>
        var running: [Int: InterruptionFlag] = [:]
        var results: [Int: SweepResult] = [:]
        var isStopped = false
    }

    /// Deep scripts need as much room as the main thread has; it is reserved, and used only where they are.
    private static let stackBytes = 16 << 20

    /// Takes over what was finished before.
    ///
    /// - Parameter isWanted: whether a run that is missing is made.
    init(_ runs: [SweepRun], jobs: Int, isWanted: (Int) -> Bool = { _ in true }) {
        self.runs = runs
        var results: [Int: SweepResult] = [:]
        var files = FilesNow()
        for (place, run) in runs.enumerated() {
            results[place] = SweepResult.kept(
                in: run.script.folder(ofSeed: run.seed), seed: run.seed, key: run.script.key, &files)
        }
        let waiting = runs.indices.filter { results[$0] == nil && isWanted($0) }
        self.jobs = max(1, min(jobs, waiting.count))
        board = Mutex(Board(waiting: waiting[...], results: results))
    }

    /// How far it is.
    public var progress: SweepProgress {
        board.withLock {
            SweepProgress(
                total: $0.results.count + $0.running.count + $0.waiting.count, done: $0.results.count,
                running: $0.running.count, failed: $0.results.values.count { $0.status != 0 })
        }
    }

    /// What is finished, in the order of the runs; `nil` where a run is not.
    var results: [SweepResult?] {
        board.withLock { board in runs.indices.map { board.results[$0] } }
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
        while let (place, interruption) = next() {
            let result = runs[place].perform(interruption)
            board.withLock {
                $0.running[place] = nil
                $0.results[place] = result
                // An interrupted run waits for the same command to be given again.
                if result == nil { $0.waiting.append(place) }
            }
        }
    }

    private func next() -> (Int, InterruptionFlag)? {
        board.withLock {
            guard !$0.isStopped, let place = $0.waiting.popFirst() else { return nil }
            let interruption = InterruptionFlag()
            $0.running[place] = interruption
            return (place, interruption)
        }
    }

    private func stop() {
        board.withLock {
            $0.isStopped = true
            for interruption in $0.running.values { interruption.isRaised = true }
        }
    }
}
