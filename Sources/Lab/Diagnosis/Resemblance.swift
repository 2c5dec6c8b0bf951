import Datasets
import Graphs

/// Real examples that samples are compared with, without knowing any modes or classes: as with a person's own data.
///
/// Two lengths follow from the examples themselves: `neighbour`, the median distance from one to the nearest other, and `stranger`,
/// the median distance between any two.
struct Likeness {
    /// As many of each at most.
    static let most = 1000
    /// The least part of their fair share of samples with which examples count as reached.
    static let reachedShare = 0.25

    /// Whole rows of the examples' length.
    private let examples: [Float]
    private let length: Int
    let neighbour: Double
    let stranger: Double
    /// The root mean square distance of the examples from their centre.
    let spread: Double
    let centre: [Double]
    /// For each example: the share of the other examples that lie within `reach` of it.
    private let fairShares: [Double]

    /// - Parameter examples: at least three whole rows; `nil` where most of them lie at one place, or some are no finite numbers.
    init?(_ examples: [Float], length: Int) throws {
        let count = examples.count / length
        guard count >= 3 else { return nil }
        self.examples = examples
        self.length = length
        let distances = try Distances(from: examples, to: examples, length: length)
        var nearest: [Float] = []
        var between: [Float] = []
        for row in 0..<count {
            var least = Float.infinity
            for (column, square) in distances.row(row).enumerated() where column != row { least = min(least, square) }
            nearest.append(least)
            // Far enough apart in the list to be no copies of each other, and few enough to be sorted.
            for step in 1...min(16, count - 1) { between.append(distances.row(row)[distances.row(row).startIndex + (row + step * 31) % count]) }
        }
        neighbour = Double(median(nearest).squareRoot())
        stranger = Double(median(between).squareRoot())
        let centre = Self.centre(examples, length)
        self.centre = centre
        spread = Self.spread(examples, about: centre)
        guard stranger > 0, stranger.isFinite, spread > 0, spread.isFinite else { return nil }
        let reach = Float(Self.reach(neighbour, stranger))
        fairShares = (0..<count).map { row in Double(distances.row(row).count { $0 <= reach * reach } - 1) / Double(count - 1) }
    }

    /// Within which a sample stands for an example: far enough to forgive a blur, and nearer than the next mode.
    var reach: Double { Self.reach(neighbour, stranger) }
    /// Within which a sample is like an example.
    var likeness: Double { max(stranger / 8, 1.6 * neighbour) }

    private static func reach(_ neighbour: Double, _ stranger: Double) -> Double { max(stranger / 4, 1.8 * neighbour) }

    /// How samples lie among the examples. One that is no number is like none.
    ///
    /// - Parameter samples: whole rows; at least one.
    func resemblance(of samples: [Float]) throws -> Resemblance {
        let rows = stride(from: 0, to: samples.count, by: length).map { samples[$0..<$0 + length] }
        let sound = rows.filter { $0.allSatisfy(\.isFinite) }.flatMap { $0 }
        let count = sound.count / length
        guard count > 0 else { return Resemblance(fidelity: 0, isReached: fairShares.map { _ in false }, spread: .nan, centre: []) }
        let distances = try Distances(from: sound, to: examples, length: length)
        let (reach, likeness) = (Float(reach * reach), Float(likeness * likeness))
        var near = [Int](repeating: 0, count: fairShares.count)
        var like = 0
        for row in 0..<count {
            var least = Float.infinity
            for (column, square) in distances.row(row).enumerated() {
                least = min(least, square)
                if square <= reach { near[column] += 1 }
            }
            if least <= likeness { like += 1 }
        }
        let centre = Self.centre(sound, length)
        return Resemblance(
            fidelity: Double(like) / Double(rows.count),
            isReached: zip(near, fairShares).map { near, fair in
                near > 0 && Double(near) / Double(rows.count) >= Self.reachedShare * fair
            },
            spread: Self.spread(sound, about: centre) / spread, centre: centre)
    }

    /// How far two centres lie apart, in units of the data's spread.
    func distance(from centre: [Double], to other: [Double]) -> Double {
        zip(centre, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot() / spread
    }

    private static func centre(_ rows: [Float], _ length: Int) -> [Double] {
        var sums = [Double](repeating: 0, count: length)
        for (place, value) in rows.enumerated() { sums[place % length] += Double(value) }
        return sums.map { $0 / Double(rows.count / length) }
    }

    private static func spread(_ rows: [Float], about centre: [Double]) -> Double {
        var sum = 0.0
        for (place, value) in rows.enumerated() {
            let difference = Double(value) - centre[place % centre.count]
            sum += difference * difference
        }
        return (sum / Double(rows.count / centre.count)).squareRoot()
    }
}

/// How samples lie among real examples.
public struct Resemblance: Sendable, Equatable {
    /// The share of samples that lie as near to a real example as real ones lie to each other, or within an eighth of the distance between strangers.
    public let fidelity: Double
    /// For each example: whether at least a quarter of its fair share of samples lies within reach.
    let isReached: [Bool]
    /// The samples' spread over the data's.
    public let spread: Double
    /// The mean of the samples.
    let centre: [Double]

    /// The share of real examples that samples reach.
    public var diversity: Double { Double(isReached.count { $0 }) / Double(max(1, isReached.count)) }
}

/// The value in the middle; the lower of two. Of none it is not a number.
func median<Number: BinaryFloatingPoint>(_ values: [Number]) -> Number {
    let sorted = values.filter { !$0.isNaN }.sorted()
    return sorted.isEmpty ? .nan : sorted[(sorted.count - 1) / 2]
}
