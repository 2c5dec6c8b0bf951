import Datasets

/// Which mode of the data an example is of: the one question behind every count of modes and every ledger of them.
public protocol ModeAssignment {
    /// What the modes are called, in their order; their numbers count from 0, as the data's classes do.
    var names: [String] { get }

    /// The mode of each example, a place in `names`; `nil` for one that is good enough for none.
    ///
    /// - Parameter examples: whole examples one after the other.
    func modes(of examples: [Float]) throws -> [Int?]

    /// The mode that each example is likest, however far; `nil` for what is no number. A generator that hops from mode to mode seldom
    /// gets near to one.
    func likest(of examples: [Float]) throws -> [Int?]
}

extension ModeAssignment {
    public func likest(of examples: [Float]) throws -> [Int?] { try modes(of: examples) }
}

/// The modes of a mixture: an example is of the nearest, where that lies within 3σ. One that is no number lies near none.
public struct MixtureModes: ModeAssignment {
    let mixture: Mixture
    private let centres: [Float]

    public init(_ mixture: Mixture) {
        self.mixture = mixture
        centres = mixture.centres.flatMap { $0 }
    }

    public var names: [String] { mixture.classNames }

    public func modes(of examples: [Float]) -> [Int?] {
        let limit = 9 * mixture.deviation * mixture.deviation
        return nearest(to: examples).map { $0.distance <= limit ? $0.mode : nil }
    }

    public func likest(of examples: [Float]) -> [Int?] { nearest(to: examples).map(\.mode) }

    /// The nearest mode of each, and its squared distance.
    private func nearest(to examples: [Float]) -> [(mode: Int?, distance: Float)] {
        let (width, modes) = (mixture.dimensions, mixture.centres.count)
        precondition(examples.count % width == 0, "the examples have the dimension of the mixture")
        return stride(from: 0, to: examples.count, by: width).map { start in
            var nearest: Int?
            var best = Float.infinity
            for mode in 0..<modes {
                var distance: Float = 0
                for axis in 0..<width {
                    let difference = examples[start + axis] - centres[mode * width + axis]
                    distance += difference * difference
                }
                if distance < best { (best, nearest) = (distance, mode) }
            }
            return (nearest, best)
        }
    }
}

/// Classes of fixed examples as modes: an example is of the class of its nearest training example, and good at that.
struct NeighbourModes: ModeAssignment {
    let names: [String]
    let neighbours: Neighbours

    func modes(of examples: [Float]) throws -> [Int?] {
        try neighbours.nearest(to: examples).map { neighbours.labels[$0.place] }
    }
}

extension Recipe {
    /// Why the modes of its data are not known; `nil` where they are.
    public var modesUnavailability: String? {
        if knownModes != nil { return nil }
        if type(of: dataset).readsFiles, dataset.classCount != nil { return nil }
        return "`data \(dataset.name)` has neither known modes nor classes; `data ring`, `data grid` and `data digits` have"
    }
}

extension Experiment {
    /// Tells which mode of the data an example is of; throws `MeasurementError` where nothing does.
    public func modeAssignment() throws -> any ModeAssignment {
        if let reason = recipe.modesUnavailability { throw MeasurementError.unavailable(name: "modes", reason: reason) }
        if let mixture = recipe.knownModes { return MixtureModes(mixture) }
        return NeighbourModes(names: classNames, neighbours: try neighbours())
    }
}
