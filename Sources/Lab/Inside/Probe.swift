import Graphs
import Networks

/// How a fresh discriminator fares against the generator as it stands, step by step: how fast it tells real from generated, and what
/// that leaves of the generator's gradient.
///
/// The generator stands still. Where its examples and the data lie apart, a fresh discriminator soon makes no error at all, and under
/// `minimax` the generator's gradient falls by powers of ten while it learns: the better the discriminator, the less there is to
/// learn from. Where they overlap, it keeps on erring.
/// Source: Arjovsky, Bottou 2017, "Towards principled methods for training generative adversarial networks", figures 1 to 3.
public struct Probe: Sendable, Equatable {
    /// After so many updates of the fresh discriminator.
    public struct Point: Sendable, Equatable {
        public let updates: Int
        /// The share of examples that it is wrong about, of both sides alike; `nil` before the first update, and under a loss
        /// whose scores have no sides.
        public let error: Double?
        /// Its loss on the batch of its latest update.
        public let loss: Double?
        /// The length of the gradient by the generator's parameters, under each loss of the probe.
        public let gradients: [Double]
    }

    /// The step whose generator it was.
    public let step: Int
    /// The losses that the generator's gradient was taken under: the recipe's own first.
    public let losses: [String]
    /// From before the first update on.
    public internal(set) var points: [Point] = []
    /// The discriminator's training failed, or was interrupted, before the last update asked for.
    public internal(set) var isCutShort = false

    /// The error at the end.
    public var error: Double? { points.last?.error }
    /// The gradient at the end, under the recipe's own loss.
    public var gradient: Double { points.last?.gradients.first ?? 0 }
    /// Updates until the error was first at most this small; `nil` where it never was.
    public func updates(untilError most: Double) -> Int? { points.first { $0.error.map { $0 <= most } ?? false }?.updates }
    /// What is left at the end of each 1 of the gradient at its largest, under each loss.
    public var gradientsLeft: [Double] {
        losses.indices.map { loss in
            let all = points.map { $0.gradients[loss] }
            guard let last = all.last, let largest = all.max(), largest > 0 else { return 0 }
            return last / largest
        }
    }
}

extension Experiment {
    /// Updates of the discriminator that the measurements of a probe ask for.
    public static let updatesToProbe = 100
    /// The gradient is looked at about so many times.
    private static let looks = 200

    /// Trains a fresh discriminator against the generator as it is, on a copy: the experiment stays as it stands.
    ///
    /// It is trained as the recipe trains its own, one update a step. The probe is a function of the experiment's step: the same
    /// step gives the same curves.
    ///
    /// - Parameters:
    ///   - count: its updates.
    ///   - others: losses besides the recipe's own under which the generator's gradient is taken.
    ///   - interrupted: asked after every update; true cuts the probe short.
    ///   - onProgress: called after every update with the copy.
    /// - Throws: `Refusal` for a game without a discriminator, or which cannot have one of the losses.
    public func probe(
        updates count: Int = Experiment.updatesToProbe, losses others: [any Loss] = [], interrupted: () -> Bool = { false },
        onProgress: (Experiment) -> Void = { _ in }
    ) throws -> Probe {
        try recipe.requireDiscriminator()
        for loss in others { if let refusal = recipe.refusal(ofGeneratorLoss: loss) { throw refusal } }
        let replica = try replica()
        var alone = recipe
        alone.ratio = Recipe.Ratio()
        try replica.change(to: alone)
        replica.memory.renew(.discriminator, seed: recipe.seed &+ 0x9E37_79B9_7F4A_7C15)
        replica.history = History()
        let losses = [recipe.loss] + others
        var probe = Probe(step: step, losses: losses.map(\.name))
        func look(after updates: Int) throws {
            let history = replica.history
            let accuracies = [StepQuantity.realAccuracy, .fakeAccuracy].compactMap { history.latest($0) }
            probe.points.append(
                Probe.Point(
                    updates: updates, error: accuracies.count == 2 ? 1 - Double(accuracies[0] + accuracies[1]) / 2 : nil,
                    loss: history.latest(.discriminatorLoss).map(Double.init),
                    gradients: try losses.map { try replica.generatorGradient(under: $0) }))
        }
        try look(after: 0)
        let stride = max(1, count / Self.looks)
        do {
            let outcome = try replica.train(steps: count, of: .discriminator, interrupted: interrupted) { replica in
                let made = replica.step - step
                if made.isMultiple(of: stride) || made == count { try look(after: made) }
                onProgress(replica)
            }
            probe.isCutShort = outcome != .finished
        } catch is TrainingError {
            probe.isCutShort = true
        }
        views.probe = (position, probe)
        return probe
    }

    /// The probe that measurements read: the latest that was made at this step, or a usual one.
    func latestProbe() throws -> Probe {
        if let known = views.probe, known.position == position { return known.value }
        return try probe()
    }
}
