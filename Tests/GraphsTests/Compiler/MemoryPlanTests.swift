import Testing

@testable import Graphs

/// The plan of buffers as properties, over random requests: of few sizes as in a program, small and large together.
@Suite struct MemoryPlanTests {
    private static func requests(_ seed: UInt64) -> [MemoryPlan.Request] {
        var random = Randomness(seed: seed)
        let sizes = (0..<1 + random.below(6)).map { _ in
            random.below(2) == 0 ? 1 + random.below(300) : (1 << 18) - 20 + random.below(1 << 17)
        }
        let positions = 1 + random.below(60)
        return (0..<random.below(120)).map { _ in
            let first = random.below(positions)
            let length = random.below(random.below(4) == 0 ? positions - first : min(4, positions - first))
            return MemoryPlan.Request(count: random.choose(sizes), lifetime: first...first + length)
        }
    }

    @Test("no two buffers that are alive at one time lie on each other, with and without reuse", arguments: [true, false])
    func noOverlap(reuses: Bool) {
        for seed in 0..<200 as Range<UInt64> {
            let requests = Self.requests(seed)
            let plan = MemoryPlan(requests, reuses: reuses)
            let places = zip(requests, plan.offsets).map { (lifetime: $0.lifetime, floats: $1..<$1 + $0.count) }
            let clash = places.indices.first { a in
                places[..<a].contains { other in
                    other.floats.overlaps(places[a].floats) && (!reuses || other.lifetime.overlaps(places[a].lifetime))
                }
            }
            #expect(clash == nil, "seed \(seed)")
            #expect(places.allSatisfy { $0.floats.lowerBound % 16 == 0 && $0.floats.upperBound <= plan.total }, "seed \(seed)")
        }
    }

    @Test("buffers share as much as when each looks at every other")
    func asGoodAsByPairs() {
        for seed in 0..<200 as Range<UInt64> {
            let requests = Self.requests(seed)
            #expect(MemoryPlan(requests).total <= totalByPairs(requests), "seed \(seed)")
        }
    }

    @Test("buffers of one size take as many places as are alive at one time")
    func fewestPlaces() {
        for seed in 0..<100 as Range<UInt64> {
            let requests = Self.requests(seed).map { MemoryPlan.Request(count: 100, lifetime: $0.lifetime) }
            let alive = (0..<60).map { time in requests.count { $0.lifetime.contains(time) } }.max() ?? 0
            #expect(MemoryPlan(requests).total == alive * 112, "seed \(seed)")
        }
    }

    /// All sizes at once, greedy by size: the lowest place that is free of every buffer which it may not share with.
    private func totalByPairs(_ requests: [MemoryPlan.Request]) -> Int {
        var placed: [(floats: Range<Int>, lifetime: ClosedRange<Int>)] = []
        for request in requests.sorted(by: { $0.count > $1.count }) {
            let size = (request.count + 15) / 16 * 16
            let barred = placed.filter { other in
                other.lifetime.overlaps(request.lifetime)
                    || (other.floats.count != size && min(other.floats.count, size) <= 1 << 18)
            }
            let starts = [0] + barred.map(\.floats.upperBound).sorted()
            let offset = starts.first { start in !barred.contains { $0.floats.overlaps(start..<start + size) } } ?? 0
            placed.append((offset..<offset + size, request.lifetime))
        }
        return placed.map(\.floats.upperBound).max() ?? 0
    }
}
