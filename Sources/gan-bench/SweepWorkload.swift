import Foundation
import Kernels
import Lab
import Synchronization

/// Ten seeds of one workload beside each other in one process, as `gan run FILE --seeds 1..10` runs them: each thread
/// trains its share of the seeds, one after the other, and each experiment has one thread.
struct SweepWorkload: Sendable {
    let workload: Workload

    static let seeds = 10
    private static let rounds = 5
    private static let secondsPerRound = 2.0

    static let all = Workload.all.filter { ["ring-64", "ring-256", "ring-256-gp"].contains($0.name) }.map {
        SweepWorkload(workload: $0)
    }

    var name: String { "sweep-" + workload.name }
    var summary: String { "\(Self.seeds) seeds of `\(workload.name)` in one process: per step and seed" }

    /// The shortest round's time, divided by the steps of all seeds.
    func secondsPerStepAndSeed() throws -> Double {
        let threads = min(threadCount, Self.seeds)
        let steps = try stepsPerRound()
        let starts = (0..<threads).map { _ in DispatchSemaphore(value: 0) }
        let done = DispatchSemaphore(value: 0)
        let failure = Mutex<(any Error)?>(nil)
        for index in 0..<threads {
            let thread = Thread {
                do {
                    try forOneThread {
                        let mine = stride(from: index, to: Self.seeds, by: threads)
                        let experiments = try mine.map { try experiment(seed: $0 + 1) }
                        done.signal()
                        for _ in 0..<Self.rounds {
                            starts[index].wait()
                            for experiment in experiments { try experiment.train(steps: steps) }
                            done.signal()
                        }
                    }
                } catch {
                    failure.withLock { $0 = error }
                    done.signal()
                }
            }
            thread.stackSize = 16 << 20
            thread.start()
        }
        func waitForAll() throws {
            for _ in 0..<threads { done.wait() }
            if let error = failure.withLock({ $0 }) { throw error }
        }
        try waitForAll()
        var shortest = Double.infinity
        for _ in 0..<Self.rounds {
            let begin = ContinuousClock.now
            for start in starts { start.signal() }
            try waitForAll()
            shortest = min(shortest, (ContinuousClock.now - begin) / .seconds(1))
        }
        return shortest / Double(steps * Self.seeds)
    }

    private func experiment(seed: Int) throws -> Experiment {
        var recipe = try workload.recipe()
        recipe.seed = UInt64(seed)
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 2)
        return experiment
    }

    /// So many that a round lasts about two seconds.
    private func stepsPerRound() throws -> Int {
        try forOneThread {
            let experiment = try experiment(seed: 1)
            let one = try ContinuousClock().measure { try experiment.train(steps: 20) } / .seconds(20)
            return max(2, Int(Self.secondsPerRound / one / Double(Self.seeds) * Double(threadCount)))
        }
    }
}
