import Declarations

extension Diagnosis {
    /// Of a training in another framework, by what of it is at hand.
    ///
    /// - Parameters:
    ///   - isCritic: whether scores are a critic's values, which have no ½ and no accuracy.
    ///   - samples: of the trained generator, and real examples to compare them with: whole rows of `length` numbers.
    /// - Throws: `Refusal` where samples cannot be compared with these real examples.
    public init(
        _ log: ForeignLog?, isCritic: Bool, samples: (generated: [Float], real: [Float], length: Int)? = nil
    ) throws {
        var findings = log?.findings(under: LossFacts(isCritic: isCritic, hasProbabilities: !isCritic)) ?? Findings()
        let step = log?.lastStep ?? 0
        // Known however short the log is.
        findings.note(isCritic ? 1 : 0, as: .criticLoss, steps: 0...step)
        if let samples {
            guard let likeness = try Likeness(samples.real, length: samples.length) else {
                throw Refusal("expected finite real examples that differ, found others")
            }
            findings.add(WayFindings([(step, try likeness.resemblance(of: samples.generated))], likeness).findings)
            // Some may be the noise of one overflow; half of them are a network that is broken.
            let broken = Self.brokenRows(of: samples.generated, length: samples.length)
            if broken > 0, 2 * broken >= samples.generated.count / samples.length { findings.note(1, as: .brokenStep, steps: step...step) }
        }
        self.init(findings)
    }

    /// Whether samples can be compared with these real examples: not where they are no finite numbers, or most of them lie at one place.
    public static func canCompare(with real: [Float], length: Int) throws -> Bool {
        try Likeness(real, length: length) != nil
    }

    /// How many rows of `length` numbers hold one that is not finite.
    public static func brokenRows(of values: [Float], length: Int) -> Int {
        stride(from: 0, to: values.count, by: length).count(where: { !values[$0..<$0 + length].allSatisfy(\.isFinite) })
    }
}
