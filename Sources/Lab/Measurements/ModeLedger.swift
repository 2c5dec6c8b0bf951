/// Which modes the generator made, step by step: whether it stays with few, wanders from one to the next, or holds them all.
///
/// Every sample counts for the mode that it is nearest to, however far: a generator that hops is seldom where it hops to. A mode
/// *leads* a step where it has more than half-way from its fair share to everything: of eight equal modes more than (1 + 1/8) / 2 of
/// the samples. A generator that holds all modes has no leader, one that collapsed keeps the same, and one that hops changes it:
/// `hops` counts how often the next leader is another.
///
/// The *turnover* from one look to the next is the share of samples that would have to change their mode to make one histogram the
/// other: the total variation distance ½ Σₖ |pₖ − qₖ|. It needs no threshold: 1 where everything is elsewhere, about 0.04 where
/// nothing but chance has changed.
/// Source: Metz et al. 2017, "Unrolled generative adversarial networks", figure 2, where a generator rotates through the modes.
public struct ModeLedger: Sendable, Equatable {
    public let names: [String]
    /// Rising steps; the last is the step that stands.
    public let looks: [KeptLook]

    public init(names: [String], looks: [KeptLook]) {
        self.names = names
        self.looks = looks
    }

    /// The mode that leads each look; `nil` where none does.
    public var leaders: [Int?] {
        let fair = 1 / Double(max(1, names.count))
        return looks.map { look in
            guard let top = look.top, names.count > 1 else { return look.top }
            return look.shares[top] > (1 + fair) / 2 ? top : nil
        }
    }

    /// How often the leader is another than the last that there was.
    public var hops: Int {
        let known = leaders.compactMap { $0 }
        return zip(known, known.dropFirst()).count { $0 != $1 }
    }

    /// From each look to the next.
    public var turnovers: [Double] {
        zip(looks, looks.dropFirst()).map { before, after -> Double in
            zip(before.shares, after.shares).reduce(0) { $0 + abs($1.0 - $1.1) } / 2
        }
    }

    /// The mean of the later half: how modes come about at the beginning is no wandering.
    public var turnover: Double {
        let later = turnovers.suffix((turnovers.count + 1) / 2)
        return later.isEmpty ? 0 : later.reduce(0, +) / Double(later.count)
    }
}

extension Experiment {
    /// The ledger of the steps that are kept; throws `MeasurementError` where nothing tells modes apart.
    public func modeLedger() throws -> ModeLedger {
        let names = try modeAssignment().names
        return ModeLedger(names: names, looks: try keptLooks())
    }
}

/// What samples say of the modes over the steps.
let ledgerMeasurements: [Measurement] = [
    Measurement(
        "modes.top", summary: "the number of the mode that most samples are nearest to, counted from 0 as the data's classes are",
        best: .none("it is a number, not an amount"), isCostly: true, isKept: false,
        example: "data ring\ntrain 1\nexpect modes.top < 8",
        source: "Metz et al. 2017, Unrolled generative adversarial networks, figure 2",
        unavailable: { $0.modesUnavailability },
        read: { experiment in
            guard let top = try experiment.latestLook().top else {
                throw MeasurementError.noneNow(name: "modes.top", reason: "no sample is a number")
            }
            return Double(top)
        }),
    Measurement(
        "modes.hops",
        summary: "how often another mode leads at the next kept step: has more than half-way from its fair share to all samples",
        best: .lowest, isCostly: true, isKept: false, example: "data ring\ntrain 1\nexpect modes.hops == 0",
        source: "Metz et al. 2017, Unrolled generative adversarial networks, figure 2",
        unavailable: { $0.modesUnavailability },
        read: { Double(try $0.modeLedger().hops) }),
    Measurement(
        "modes.turnover",
        summary: "the share of samples that change their mode from one kept step to the next, the mean of the later half of them",
        best: .lowest, isCostly: true, isKept: false, example: "data ring\ntrain 1\nexpect modes.turnover <= 1",
        source: "total variation distance of the histograms; Metz et al. 2017, figure 2",
        unavailable: { $0.modesUnavailability },
        read: { try $0.modeLedger().turnover }),
]
