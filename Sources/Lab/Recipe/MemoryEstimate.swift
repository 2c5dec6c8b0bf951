import Foundation
import Networks

/// About how much memory a recipe needs while it trains, in bytes, worked out before anything is allocated.
///
/// Parameters count once each for the weights, their gradient, every optimizer slot, and for the copy that a failed step
/// goes back to. Of the values between layers a step keeps those of every application of a network to a batch until the
/// gradients have used them: the discriminator scores a real batch and two generated ones, the generator makes two.
/// A gradient penalty adds applications, looking ahead multiplies them.
public struct MemoryEstimate: Sendable, Equatable {
    /// Bytes for each network.
    public let generator: Double
    public let discriminator: Double

    public var bytes: Double { generator + discriminator }

    init(_ recipe: Recipe, generator: NetworkPlan, discriminator: NetworkPlan) {
        // A term of the discriminator's slope runs it forwards, backwards, and backwards through both.
        let penaltyPasses = recipe.penalties.contains { $0 is GradientPenalty } ? 3 : 0
        let ahead = recipe.unroll?.steps ?? 0
        self.generator = Self.bytes(
            generator, batch: recipe.batch, applications: 2,
            slots: recipe.optimizer(of: .generator).slotNames.count)
        self.discriminator = Self.bytes(
            discriminator, batch: recipe.batch, applications: 3 + penaltyPasses + ahead * (4 + penaltyPasses),
            slots: recipe.optimizer(of: .discriminator).slotNames.count)
    }

    private static func bytes(_ plan: NetworkPlan, batch: Int, applications: Int, slots: Int) -> Double {
        let copy = 4 * Double(plan.parameterCount) * Double(1 + slots)
        return Double(plan.trainingBytes(batch: batch, applications: applications, slotCount: slots)) + copy
    }

    /// `1.5 GB`, `27 MB`.
    public var text: String { Self.text(bytes: bytes) }

    /// An amount of memory as a person reads it.
    public static func text(bytes: Double) -> String {
        for (unit, size) in [("TB", 1e12), ("GB", 1e9), ("MB", 1e6)] where bytes >= size {
            let amount = bytes / size
            if amount >= 1e5 { return "more than 100000 \(unit)" }
            return String(format: amount < 10 ? "%.1f" : "%.0f", amount) + " \(unit)"
        }
        return String(format: "%.0f kB", (bytes / 1000).rounded(.up))
    }
}
