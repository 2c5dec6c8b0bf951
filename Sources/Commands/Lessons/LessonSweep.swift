import Language

/// Lessons under several seeds each, all of their runs beside each other in this process.
public final class LessonSweep {
    private let lessons: [(lesson: Lesson, script: SweepScript)]
    private let seeds: [UInt64]
    /// The runs: those of the first lesson, then those of the next.
    public let pool: RunPool

    /// Takes over what an earlier sweep has finished.
    public init(_ lessons: [(lesson: Lesson, script: SweepScript)], seeds: [UInt64], jobs: Int) {
        self.lessons = lessons
        self.seeds = seeds
        pool = RunPool(lessons.flatMap { one in seeds.map { SweepRun(script: one.script, seed: $0) } }, jobs: jobs)
    }

    /// The rates of every lesson; `nil` where runs are missing.
    public var rates: [LessonRates]? {
        let results = pool.results.compactMap(\.self)
        guard results.count == lessons.count * seeds.count else { return nil }
        return lessons.indices.map { LessonRates(lessons[$0].lesson, Array(results[$0 * seeds.count..<($0 + 1) * seeds.count])) }
    }
}
