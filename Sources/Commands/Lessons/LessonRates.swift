import Foundation
import Language

/// A claim of a script, an `expect` or an exercise's `check`, as one run found it.
public struct JudgedClaim: Codable, Sendable, Equatable {
    /// The line that it stands in, counted from 1.
    var line: Int
    var holds: Bool
}

/// The rates at which the claims of a lesson hold over seeds, beside those that its words state.
///
/// Words state a rate as "over seeds 1 to 10: … in 9 of 10": of the claims in the code below them.
public struct LessonRates {
    struct Rate {
        let cell: Lesson.Cell
        let held: Int
        /// What the words say, where they say anything.
        let stated: Stated?
    }

    struct Stated: Equatable {
        var first: UInt64
        var last: UInt64
        var held: Int
        var count: Int
    }

    let lesson: String
    let rates: [Rate]
    let seeds: [UInt64]
    /// Of a run, on average.
    let seconds: Double
    private let failures: [SweepResult]

    public init(_ lesson: Lesson, _ results: [SweepResult]) {
        self.lesson = lesson.name
        seeds = results.map(\.seed)
        seconds = results.map(\.seconds).reduce(0, +) / Double(max(1, results.count))
        failures = results.filter { $0.status > Diagnostic.Category.expectation.exitStatus }
        rates = lesson.cells.compactMap { cell in
            let lines = Set(cell.statements.flatMap { Array($0.lines) })
            let claims = results.map { $0.claims.filter { lines.contains($0.line) } }
            let stated = Self.stated(in: cell.words.joined(separator: "\n"))
            guard claims.contains(where: { !$0.isEmpty }) || stated != nil else { return nil }
            return Rate(cell: cell, held: claims.filter { !$0.isEmpty && $0.allSatisfy(\.holds) }.count, stated: stated)
        }
    }

    /// The first rate that words state: `seeds 1 to 10`, and behind it `9 of 10`; other languages write `1–10` and `9/10`.
    static func stated(in words: String) -> Stated? {
        let text = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for seeds in text.matches(of: #/seeds? (\d+) ?(?:to|–|-|\.\.) ?(\d+)/#) {
            guard let first = UInt64(seeds.1), let last = UInt64(seeds.2), first <= last, last - first < 1000 else { continue }
            let count = Int(last - first) + 1
            for rate in text[seeds.range.upperBound...].matches(of: #/(\d+) of (\d+)/#) where Int(rate.2) == count {
                return Int(rate.1).map { Stated(first: first, last: last, held: $0, count: count) }
            }
        }
        return nil
    }

    /// Every rate, in the words in which a lesson states it.
    public var text: String {
        guard !rates.isEmpty else { return "\(lesson): claims nothing\n" }
        return rates.map { "\(lesson) \($0.cell.id): \(measured($0))\n" }.joined()
    }

    private func measured(_ rate: Rate) -> String {
        "over seed\(seeds.count == 1 ? "" : "s") \(seeds.seedText): \(rate.held) of \(seeds.count)"
    }

    /// Where a run failed, a claim does not hold at the rate that is stated, or one that nobody qualifies fails.
    public var faults: [Diagnostic] {
        let broken = failures.map { Diagnostic("the run with seed \($0.seed) failed: \($0.message ?? "")", category: .failure) }
        return broken + rates.compactMap(fault)
    }

    private func fault(_ rate: Rate) -> Diagnostic? {
        guard let stated = rate.stated, seeds == Array(stated.first...max(stated.first, stated.last)) else {
            // Words about other seeds than these are left alone; with the default seed every claim must hold.
            guard rate.held < seeds.count, seeds.count == 1 else { return nil }
            return Diagnostic("expected the claims of `\(rate.cell.id)` to hold, found that they do not", at: rate.cell.span, category: .expectation)
        }
        guard stated.held != rate.held || stated.count != seeds.count else { return nil }
        return Diagnostic(
            "the words say \(stated.held) of \(stated.count), measured \(measured(rate))", at: rate.cell.span,
            help: ["change the words, or the recipe"], category: .expectation)
    }
}
