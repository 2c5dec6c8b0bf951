import ArgumentParser
import Foundation

/// The seeds of `--seeds`: ranges and single numbers, such as `1..10` or `1..3,7`.
struct SeedList: Equatable {
    /// In the order given, each once.
    let seeds: [UInt64]
    /// As they were given.
    let text: String

    /// More runs than anybody waits for; a range of them would fill the memory.
    private static let most: UInt64 = 100_000

    init(_ text: String) throws {
        var seeds: [UInt64] = []
        var seen: Set<UInt64> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let range = try Self.range(part.filter { $0 != " " })
            guard range.upperBound - range.lowerBound < Self.most - UInt64(seeds.count) else {
                throw ValidationError("expected at most \(Self.most) seeds, found `\(text)`")
            }
            for seed in range where seen.insert(seed).inserted { seeds.append(seed) }
        }
        self.seeds = seeds
        self.text = text.filter { $0 != " " }
    }

    /// `7` or `1..3`.
    private static func range(_ part: String) throws -> ClosedRange<UInt64> {
        let ends = part.components(separatedBy: "..")
        let numbers = ends.compactMap { UInt64($0) }
        guard numbers.count == ends.count, (1...2).contains(numbers.count), let first = numbers.first, let last = numbers.last else {
            throw ValidationError("expected seeds such as `1..10` or `1,3,5`, found `\(part)`")
        }
        guard first <= last else {
            throw ValidationError("expected a range upwards, found `\(part)`: `\(last)..\(first)`")
        }
        return first...last
    }
}

extension SeedList? {
    /// As it is typed, where it was.
    var option: String { map { " --seeds \($0.text)" } ?? "" }
}
