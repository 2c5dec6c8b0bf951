import Foundation
import Networks

/// About how much memory a recipe needs while it trains, in bytes, worked out before anything is allocated.
///
/// Parameters count once each for the weights, their gradient, every optimizer slot, and for the copy that a failed step
/// goes back to; what tricks keep from step to step counts twice, for the same copy. Of the values between layers a step keeps those of every application of a network to a batch until the
/// gradients have used them, and steps that differ keep values of their own; penalties and tricks add applications, and looking ahead multiplies them.
public struct MemoryEstimate: Sendable, Equatable {
    /// Of all networks together.
    public let bytes: Double

    init(_ recipe: Recipe, networks: [NetworkSummary]) {
        let kept = recipe.tricks.flatMap { $0.kept(for: networks.map(\.plan)) }
        let keptBytes = kept.reduce(0.0) { $0 + 8 * $1.shape.reduce(1) { $0 * Double($1) } }
        let agendas = StepAgendas(recipe).count
        bytes = networks.reduce(keptBytes) { bytes, network in
            bytes + Self.bytes(
                network.plan, batch: recipe.batch,
                applications: agendas * Self.applications(of: network.id, in: recipe),
                slots: recipe.optimizer(of: network.id).slotNames.count)
        }
    }

    private static func applications(of network: NetworkID, in recipe: Recipe) -> Int {
        let passes = recipe.rule.passes
        var plain = recipe.method.applications(of: network)
        guard recipe.method.isDuel, network == .discriminator else { return plain * passes }
        if recipe.loss.comparesSides { plain += 1 }
        let penalties = recipe.penalties.reduce(0) { $0 + $1.extraApplications }
        let imagined = recipe.tricks.reduce(0) { $0 + $1.imaginedUpdates }
        let ofTricks = recipe.tricks.reduce(0) { $0 + $1.extraApplications }
        return (plain + penalties + ofTricks + imagined * (4 + penalties)) * passes
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
