import Datasets
import Networks

extension Experiment {
    /// Rounds in which the same samples are made among other batch mates.
    private static let couplingRounds = 4
    private static let coupledSamples = 256

    /// The share of the samples' variance in training mode that is due to their batch mates, 0 to 1.
    ///
    /// A layer that normalises by the batch ties its examples together: what a latent becomes depends on the others. The same 256
    /// latents (whole batches of the recipe's size) are made into samples four times, each time among others:
    ///
    ///     coupling = E_z [Var(x | z)] / Var(x)
    ///
    /// the mean variance of what one latent becomes over the variance of all. A generator without such a layer has 0; with batch
    /// normalisation the share falls as the batch grows. Layers that draw in training, such as dropout, add to it.
    /// Source: the law of total variance; batch mates that influence each other: Salimans et al. 2016, section 3.4.
    public func batchCoupling() throws -> Double {
        guard let generator = network(.generator), generator.isBatchCoupled else { return 0 }
        let (batch, width, length) = (recipe.batch, recipe.latent.size, recipe.dataset.size.elementCount)
        let count = max(2, (Self.coupledSamples + batch - 1) / batch) * batch
        let latents = try latents(count: count)
        let labels = try sampleLabels(count: count)
        var rounds: [[Float]] = []
        for round in 0..<Self.couplingRounds {
            let order = SeededOrder.shuffled(count, seed: recipe.seed &+ UInt64(round))
            let made = try trainingSamples(
                from: order.flatMap { latents[$0 * width..<($0 + 1) * width] }, labels: labels.map { labels in order.map { labels[$0] } })
            var values = [Float](repeating: 0, count: made.count)
            for (place, sample) in order.enumerated() {
                for offset in 0..<length { values[sample * length + offset] = made[place * length + offset] }
            }
            rounds.append(values)
        }
        let total = Moments(rounds.flatMap { $0 }, length: length).variance
        guard total > 0 else { return 0 }
        var within = 0.0
        for place in 0..<count * length {
            let values = rounds.map { Double($0[place]) }
            let mean = values.reduce(0, +) / Double(values.count)
            within += values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
        }
        return min(1, within / Double(count) / total)
    }
}
