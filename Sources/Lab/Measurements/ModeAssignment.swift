import Datasets

/// Which mode of the data an example is of: the one question behind every count of modes, asked of points and of digits alike.
public protocol ModeAssignment {
    /// What the modes are called, in their order.
    var names: [String] { get }

    /// The share of the data in each mode; they sum to 1.
    var weights: [Double] { get }

    /// The mode of each example, a place in `names`; `nil` for one that is of none.
    ///
    /// - Parameter examples: whole examples one after the other.
    func modes(of examples: [Float]) throws -> [Int?]

    /// The mode that each example is likest, however far; `nil` for what is no number. A generator that hops from mode to mode seldom
    /// gets near to one.
    func likest(of examples: [Float]) throws -> [Int?]
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
    public var weights: [Double] { mixture.weights.map(Double.init) }

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

/// The classes of digits as modes: an image is of the class that a classifier is sure of, where that is one of the data's own.
public struct DigitModes: ModeAssignment {
    public let names: [String]
    public let weights: [Double]
    private let classifier: DigitClassifier
    /// The place of each digit among the modes.
    private let places: [Int: Int]

    /// - Parameter labels: of all examples that the data are known by, places in `names`.
    init(_ classifier: DigitClassifier, names: [String], labels: [Int]) {
        self.classifier = classifier
        self.names = names
        var counts = [Int](repeating: 0, count: names.count)
        for label in labels { counts[label] += 1 }
        weights = counts.map { Double($0) / Double(max(1, labels.count)) }
        places = Dictionary(names.enumerated().compactMap { place, name in Int(name).map { ($0, place) } }) { first, _ in first }
    }

    public func modes(of examples: [Float]) throws -> [Int?] {
        try classifier.judged(examples).map { $0.probability >= DigitClassifier.sureness ? places[$0.label] : nil }
    }

    public func likest(of examples: [Float]) throws -> [Int?] { try classifier.judged(examples).map { places[$0.label] } }
}

extension Recipe {
    /// Why the modes of its data are not known; `nil` where they are.
    public var modesUnavailability: String? {
        if syntheticSource?.modes != nil { return nil }
        guard let size = type(of: dataset).classifiedSize else {
            return "`data \(dataset.name)` has no known modes; `data ring`, `data grid`, `data line`, `data digits` and `data mnist` have"
        }
        guard size != dataset.size else { return nil }
        func text(_ size: [Int]) -> String { size.prefix(2).map(String.init).joined(separator: "x") }
        return "the classifier of `data \(dataset.name)` knows images of \(text(size)), and these are of \(text(dataset.size))"
    }
}

extension Experiment {
    /// Tells which mode of the data an example is of.
    ///
    /// - Throws: `MeasurementError` where the data have no known modes, `DatasetError` where the classifier of digits is missing or
    ///   broken.
    public func modeAssignment() throws -> any ModeAssignment {
        if let known = knownAssignment { return known }
        if let reason = recipe.modesUnavailability { throw MeasurementError.unavailable(name: "modes", reason: reason) }
        let made: any ModeAssignment
        if let mixture = recipe.syntheticSource?.modes {
            made = MixtureModes(mixture)
        } else {
            // A class may be missing among few examples, and is one of the data's all the same.
            let whole = ((source as? FewExamples)?.distribution ?? source).fixedExamples
            let labels = [whole?.training, whole?.heldOut].compactMap { $0?.labels }.flatMap { $0 }
            made = DigitModes(
                try DigitClassifier.read(for: type(of: recipe.dataset), in: folders), names: source.classNames, labels: labels)
        }
        knownAssignment = made
        return made
    }

    /// How samples cover the modes of the data, drawn once a step: 2500 points, or 1000 images.
    ///
    /// - Throws: what `modeAssignment` throws.
    public func modeCoverage() throws -> ModeCoverage {
        let assignment = try modeAssignment()
        if let known = views.coverage, known.position == position { return known.value }
        let coverage = ModeCoverage(try assignment.modes(of: measuredSamples()), weights: assignment.weights)
        views.coverage = (position, coverage)
        return coverage
    }
}
