/// Places buffers that are alive at different times on the same memory.
///
/// Greedy by size (Pisarchyk & Lee 2020, "Efficient memory management for deep neural net inference"): the largest first,
/// each at the lowest place where no buffer lies that is alive at the same time. Buffers that caches hold share only with
/// their like: a thread's rows then lie where its rows lay before, and not where another core's did.
struct MemoryPlan {
    struct Request {
        /// Floats.
        var count: Int
        /// Positions in the schedule, from the write to the last read.
        var lifetime: ClosedRange<Int>
    }

    /// For each request, its offset in floats; whole cache lines.
    private(set) var offsets: [Int]
    /// Floats in all.
    private(set) var total = 0

    /// 1 MB
    private static let largestCached = 1 << 18

    /// - Parameter reuses: whether buffers that are alive at different times share memory at all.
    init(_ requests: [Request], reuses: Bool = true) {
        func mayShare(_ a: Int, _ b: Int) -> Bool { a == b || min(a, b) > Self.largestCached }
        offsets = [Int](repeating: 0, count: requests.count)
        var placed: [(offset: Int, end: Int, lifetime: ClosedRange<Int>)] = []  // by offset
        for index in requests.indices.sorted(by: { requests[$0].count > requests[$1].count }) {
            let request = requests[index]
            let size = (request.count + 15) / 16 * 16
            var offset = 0
            for other in placed
            where !reuses || other.lifetime.overlaps(request.lifetime) || !mayShare(size, other.end - other.offset) {
                if other.offset >= offset + size { break }
                offset = max(offset, other.end)
            }
            offsets[index] = offset
            let place = placed.firstIndex { $0.offset > offset } ?? placed.count
            placed.insert((offset, offset + size, request.lifetime), at: place)
            total = max(total, offset + size)
        }
    }
}
