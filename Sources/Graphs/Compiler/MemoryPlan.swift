/// Places buffers that are alive at different times on the same memory.
///
/// Buffers that caches hold share only with their like: a thread's rows then lie where its rows lay before, and not where
/// another core's did. Those of one size are intervals on the time line, and the lowest free place for each, in the order
/// in which they begin, takes as many places as are alive at one time, which is the fewest.
///
/// Larger ones share with each other, greedy by size (Pisarchyk & Lee 2020, "Efficient memory management for deep neural
/// net inference"): the largest first, each at the lowest place where no buffer lies that is alive at the same time. That
/// looks at every pair of them; a program has few buffers beyond a megabyte.
struct MemoryPlan {
    struct Request {
        /// Floats.
        var count: Int
        /// Positions in the schedule, from the write to the last read.
        var lifetime: ClosedRange<Int>

        /// Whole cache lines.
        var size: Int { (count + 15) / 16 * 16 }
    }

    /// For each request, its offset in floats; whole cache lines.
    private(set) var offsets: [Int]
    /// Floats in all.
    private(set) var total = 0

    /// 1 MB
    private static let largestCached = 1 << 18

    /// - Parameter reuses: whether buffers that are alive at different times share memory at all.
    init(_ requests: [Request], reuses: Bool = true) {
        offsets = [Int](repeating: 0, count: requests.count)
        guard reuses else {
            for (index, request) in requests.enumerated() {
                offsets[index] = total
                total += request.size
            }
            return
        }
        placeBySize(requests, requests.indices.filter { requests[$0].size > Self.largestCached })
        let likes = Dictionary(grouping: requests.indices.filter { requests[$0].size <= Self.largestCached }) {
            requests[$0].size
        }
        for (size, like) in likes.sorted(by: { $0.key > $1.key }) { placeLike(requests, like, size) }
    }

    /// Buffers of one size, above all that was placed before.
    private mutating func placeLike(_ requests: [Request], _ like: [Int], _ size: Int) {
        let first = total
        var places = FreePlaces()
        for index in like.sorted(by: { requests[$0].lifetime.lowerBound < requests[$1].lifetime.lowerBound }) {
            offsets[index] = first + places.take(requests[index].lifetime) * size
        }
        total += places.count * size
    }

    /// Buffers of any size, at the bottom.
    private mutating func placeBySize(_ requests: [Request], _ chosen: [Int]) {
        var placed: [(offset: Int, end: Int, lifetime: ClosedRange<Int>)] = []  // by offset
        for index in chosen.sorted(by: { requests[$0].size > requests[$1].size }) {
            let request = requests[index]
            var offset = 0
            for other in placed where other.lifetime.overlaps(request.lifetime) {
                if other.offset >= offset + request.size { break }
                offset = max(offset, other.end)
            }
            offsets[index] = offset
            let place = placed.firstIndex { $0.offset > offset } ?? placed.count
            placed.insert((offset, offset + request.size, request.lifetime), at: place)
            total = max(total, offset + request.size)
        }
    }
}

/// Numbered places, each free again after what took it has ended. Lifetimes come in the order in which they begin.
private struct FreePlaces {
    private(set) var count = 0
    private var free = Heap<Int>()
    private var taken = Heap<Taken>()

    private struct Taken: Comparable {
        let last: Int
        let place: Int

        static func < (a: Taken, b: Taken) -> Bool { (a.last, a.place) < (b.last, b.place) }
    }

    /// The lowest place that is free through a lifetime.
    mutating func take(_ lifetime: ClosedRange<Int>) -> Int {
        while let ended = taken.least, ended.last < lifetime.lowerBound {
            free.insert(ended.place)
            taken.removeLeast()
        }
        let place = free.least ?? count
        if place == count { count += 1 } else { free.removeLeast() }
        taken.insert(Taken(last: lifetime.upperBound, place: place))
        return place
    }
}
