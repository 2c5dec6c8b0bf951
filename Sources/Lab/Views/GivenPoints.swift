import Datasets
import Graphs

// Numbers that come from outside and numbers that go there: points, real examples.

extension Experiment {
    /// The discriminator's scores, and probabilities where the loss has them, of points `[count, …size]`.
    public func judgements(of points: [Float], ofClass label: Int = 0) throws -> Judgements {
        let length = recipe.dataset.size.elementCount
        precondition(points.count % length == 0, "the points have the data's size")
        var result = Judgements(scores: [], probabilities: scoresAreProbabilities ? [] : nil)
        var scorers: [Int: Scorer] = [:]
        for (pass, rows) in passes(over: points.count / length).enumerated() {
            let scorer = try scorers[rows.count]
                ?? Scorer(count: rows.count, recipe: recipe, discriminator: discriminator())
            scorers[rows.count] = scorer
            let part = scorer.judgements(
                of: Array(points[rows.lowerBound * length..<rows.upperBound * length]), ofClass: label,
                position: drawingPosition(pass: pass))
            result.scores += part.scores
            result.probabilities? += part.probabilities ?? []
        }
        return result
    }

    /// Real examples with their labels where they have some: different ones of fixed data, chosen by the seed, and all
    /// of them where there are no more; fresh draws of other data.
    ///
    /// - Parameter label: the class of all of them; any class where it is `nil`.
    public func realExampleSet(count: Int, ofClass label: Int? = nil) throws -> Examples.Part {
        if let fixed = source.fixedExamples { return fixed.training.chosen(count, ofClass: label, seed: recipe.seed) }
        guard let label else { return try drawnExamples(count) }
        // Draws of any class, until enough are of this one; a class that is nearly never drawn has fewer.
        var draws = min(2 * count * max(1, source.classNames.count), Self.mostDraws)
        while true {
            let found = try drawnExamples(draws).beginning(count, ofClass: label)
            if found.count == count || draws >= Self.mostDraws { return found }
            draws = min(2 * draws, Self.mostDraws)
        }
    }

    /// As many draws as are looked through for those of one class.
    public static let mostDraws = 1 << 22

    private func drawnExamples(_ count: Int) throws -> Examples.Part {
        let batch = try realBatch(count: count)
        // One class alone tells nothing apart.
        let labels = source.classNames.count > 1 ? batch.labels : nil
        return Examples.Part(values: batch.examples, size: recipe.dataset.size, labels: labels)
    }

    /// Examples that training never sees, of one class where one is given; `nil` where none are held out.
    public func heldOutExamples(count: Int, ofClass label: Int? = nil) -> Examples.Part? {
        guard let heldOut = source.fixedExamples?.heldOut, heldOut.count > 0 else { return nil }
        return heldOut.chosen(count, ofClass: label, seed: recipe.seed)
    }

    /// Examples that training never sees: those that were held out, or what `examples N` leaves; `nil` where there are none.
    public func unseenExamples(count: Int) -> Examples.Part? { source.unseen(count) }

    /// How the values that networks see follow from the data's own.
    public var scaling: Scaling { source.scaling }

    /// The names of the data's classes, in the order of the labels.
    public var classNames: [String] { source.classNames }

    private func passes(over count: Int) -> [Range<Int>] {
        let most = recipe.dataset.isImage ? Self.imagesInOnePass : Self.pointsInOnePass
        return stride(from: 0, to: count, by: most).map { $0..<min(count, $0 + most) }
    }
}
