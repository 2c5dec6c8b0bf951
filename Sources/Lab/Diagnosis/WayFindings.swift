/// What the samples tell, now and along the way behind.
struct WayFindings {
    /// Kept steps that are looked at, besides the one that stands.
    static let mostLooks = 20
    static let fewestLooks = 8
    static let samplesOfALook = 500

    private let looks: [(step: Int, value: Resemblance)]
    private let likeness: Likeness

    /// - Parameter looks: in the order of steps; at least one.
    init(_ looks: [(step: Int, value: Resemblance)], _ likeness: Likeness) {
        self.looks = looks
        self.likeness = likeness
    }

    var findings: Findings {
        var findings = Findings()
        guard let now = looks.last else { return findings }
        findings.note(now.value.fidelity, as: .fidelity, steps: now.step...now.step)
        findings.note(now.value.diversity, as: .diversity, steps: now.step...now.step)
        findings.note(now.value.spread, as: .spread, steps: now.step...now.step)

        let later = Array(looks.suffix(max(3, looks.count / 2)))
        guard later.count >= 3 else { return findings }
        let steps = later[0].step...now.step
        let reached = later.map(\.value.isReached)
        findings.note(mean(zip(reached, reached.dropFirst()).map(Self.change)), as: .hopping, steps: steps)
        findings.note(mean(later.map(\.value.diversity)), as: .meanDiversity, steps: steps)
        findings.note(median(later.map(\.value.spread)), as: .usualSpread, steps: steps)
        let inTurn = reached.reduce(reached[0]) { zip($0, $1).map { $0 || $1 } }
        findings.note(Double(inTurn.count { $0 }) / Double(inTurn.count), as: .reachedInTurn, steps: steps)
        let centres = later.map(\.value.centre).filter { !$0.isEmpty }
        findings.note(mean(zip(centres, centres.dropFirst()).map(likeness.distance)), as: .wandering, steps: steps)

        let merits = looks.map { $0.value.fidelity * $0.value.diversity }
        if let best = merits.indices.max(by: { merits[$0] < merits[$1] }), merits[best] > 0 {
            findings.note(merits[best], as: .best, steps: looks[best].step...looks[best].step)
            findings.note(1 - merits[merits.count - 1] / merits[best], as: .lostSinceBest, steps: looks[best].step...now.step)
        }
        let half = later.count / 2
        let laterMerits = merits.suffix(later.count)
        findings.note(mean(Array(laterMerits.suffix(half))) - mean(Array(laterMerits.prefix(half))), as: .gain, steps: steps)
        return findings
    }

    /// How much of what two samplings reach only one of them reaches: 0 the same, 1 nothing in common.
    private static func change(_ one: [Bool], _ other: [Bool]) -> Double {
        let either = zip(one, other).count { $0 || $1 }
        return either == 0 ? 0 : 1 - Double(zip(one, other).count { $0 && $1 }) / Double(either)
    }
}
