/// Places buffers that are alive at different times on the same memory.
///
/// Greedy by size (Pisarchyk & Lee 2020, "Efficient memory management for deep neural net inference"): the largest first,
/// each at the lowest place where no buffer lies that is alive at the same time.
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

    init(_ requests: [Request]) {
        offsets = [Int](repeating: 0, count: requests.count)
        var placed: [(offset: Int, end: Int, lifetime: ClosedRange<Int>)] = []  // by offset
        for index in requests.indices.sorted(by: { requests[$0].count > requests[$1].count }) {
            let request = requests[index]
            let size = (request.count + 15) / 16 * 16
            var offset = 0
            for other in placed where other.lifetime.overlaps(request.lifetime) {
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
