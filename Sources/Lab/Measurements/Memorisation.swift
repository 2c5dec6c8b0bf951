import Datasets
import Declarations

/// Whether samples are copies of what was trained on: their distances to the nearest training example, beside those of examples that
/// training never saw.
///
/// A generator that has learned the distribution makes samples that lie as far from the training examples as other examples of it do.
/// One that knows them by heart makes samples that lie nearer; one that is poor makes samples that lie farther.
public struct Memorisation: Sendable, Equatable {
    /// The distance of each sample to the nearest training example, rising.
    public let samples: [Float]
    /// The same of each unseen example, rising.
    public let unseen: [Float]

    init(samples: [Float], unseen: [Float]) {
        self.samples = samples.sorted()
        self.unseen = unseen.sorted()
    }

    /// The median distance of a sample over that of an unseen example: 1 as new as those, near 0 copies, above 1 farther off.
    public var ratio: Double { Self.median(samples) / Self.median(unseen) }

    /// In how many pairs of a sample and an unseen example the sample lies nearer, equal ones counting half: ½ as new as those, 1 all
    /// copies, 0 all farther off. It is the statistic of Mann and Whitney, as a share.
    ///
    /// Source: Meehan, Chaudhuri, Dasgupta 2020, "A non-parametric test to detect data-copying in generative models", section 3.
    public var copying: Double {
        // Both rise: how many unseen ones lie below and at a sample only grows.
        var (below, upTo) = (0, 0)
        var twice = 0
        for distance in samples {
            while below < unseen.count, unseen[below] < distance { below += 1 }
            while upTo < unseen.count, unseen[upTo] <= distance { upTo += 1 }
            twice += 2 * (unseen.count - upTo) + (upTo - below)
        }
        return Double(twice) / Double(2 * max(1, samples.count * unseen.count))
    }

    private static func median(_ rising: [Float]) -> Double {
        guard !rising.isEmpty else { return .nan }
        return (Double(rising[(rising.count - 1) / 2]) + Double(rising[rising.count / 2])) / 2
    }
}

/// Samples with the training example that each lies nearest to.
public struct SampleNeighbours: Sendable, Equatable {
    /// `[count, …size]`, row-major, as are the examples.
    public let samples: [Float]
    public let examples: [Float]
    public let distances: [Float]
}

extension Recipe {
    /// Why nothing can be learned by heart, or nothing tells; `nil` where memorisation can be measured.
    public var memorisationUnavailability: String? {
        let (values, name) = (dataset.optionValues, dataset.name)
        if values.has("examples") || values.has("held-out") && values.number("held-out") > 0 { return nil }
        guard type(of: dataset).readsFiles else {
            return "`data \(name)` is drawn anew at every step; `examples 100` behind it keeps to a hundred draws"
        }
        return dataset is any OwnDataset
            ? "nothing is held out; `held-out 0.2` behind `data \(name)` holds out a fifth"
            : "nothing is held out; `examples 100` behind `data \(name)` keeps the others apart"
    }

    /// Training draws from examples that stay the same.
    public var hasFixedExamples: Bool { type(of: dataset).readsFiles || dataset.optionValues.has("examples") }

    /// Throws where training draws from nothing fixed.
    public func requireFixedExamples(for what: String) throws(Refusal) {
        if hasFixedExamples { return }
        throw Refusal(
            "`\(what)` needs fixed examples, but `data \(dataset.name)` is drawn anew at every step",
            help: "`examples 100` behind it keeps to a hundred draws")
    }
}

extension Experiment {
    /// The training examples that samples are compared with, and the unseen ones that are.
    static let trainedExamplesToCompare = 5000

    /// How far 1000 samples and up to 1000 unseen examples lie from the training examples, of which up to 5000 are looked at, drawn once
    /// a step.
    ///
    /// - Throws: `MeasurementError` where nothing is left that training has not seen.
    public func memorisation() throws -> Memorisation {
        if let known = views.memorisation, known.position == position { return known.value }
        if let reason = recipe.memorisationUnavailability { throw MeasurementError.unavailable(name: "copying", reason: reason) }
        guard let unseen = source.unseen(Self.examplesToCompare) else {
            throw MeasurementError.unavailable(
                name: "copying", reason: "training sees all there is of `data \(recipe.dataset.name)`; fewer `examples` leave some")
        }
        let trained = try trainedOn()
        let value = Memorisation(
            samples: try trained.nearest(to: comparedSamples()).map(\.distance), unseen: try trained.nearest(to: unseen.values).map(\.distance))
        views.memorisation = (position, value)
        return value
    }

    /// Samples, each with the training example that it lies nearest to.
    ///
    /// - Throws: `Refusal` where the data have no fixed examples.
    public func sampleNeighbours(count: Int) throws -> SampleNeighbours {
        try recipe.requireFixedExamples(for: "plot neighbours")
        let samples = try samples(count: count)
        let found = try trainedOn().nearest(to: samples)
        let values = try trainedPart().values
        let length = samples.count / max(1, count)
        return SampleNeighbours(
            samples: samples, examples: found.flatMap { values[$0.place * length..<($0.place + 1) * length] },
            distances: found.map(\.distance))
    }

    private func trainedPart() throws -> Examples.Part {
        guard let part = source.fixedExamples?.training else {
            throw MeasurementError.unavailable(name: "copying", reason: "`data \(recipe.dataset.name)` has no fixed examples")
        }
        return part.chosen(Self.trainedExamplesToCompare, seed: 0)
    }

    private func trainedOn() throws -> Neighbours {
        if let known = views.trainedOn { return known }
        let made = try Neighbours(trainedPart(), measuresSpacing: false)
        views.trainedOn = made
        return made
    }
}
