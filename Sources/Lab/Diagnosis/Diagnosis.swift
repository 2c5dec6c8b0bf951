/// What findings add up to: verdicts by confidence, each with the numbers behind it.
public struct Diagnosis: Sendable {
    /// A verdict that was reached.
    public struct Case: Sendable {
        public let verdict: Verdict
        /// From ½, where the weakest of its signs just counts, to 1.
        public let confidence: Double
        public let evidence: [Evidence]
    }

    /// A number behind a verdict.
    public struct Evidence: Sendable {
        public let criterion: Criterion
        public let value: Double
        public let steps: ClosedRange<Int>
    }

    /// Illnesses by confidence, causes before consequences; where there is none, what stands in their place.
    public let cases: [Case]
    /// Verdicts that could not be looked at, and what was missing for each.
    public let unknown: [(verdict: Verdict, missing: [Finding])]

    /// The least confidence with which a verdict is given.
    public static let least = 0.5

    public init(_ findings: Findings) {
        var cases: [(place: Int, value: Case)] = []
        var unknown: [(Verdict, [Finding])] = []
        for (place, verdict) in verdictCatalogue.enumerated() {
            var missing: [Finding]?
            var wasLookedAt = false
            var best: Case?
            for sign in verdict.signs {
                let absent = sign.filter { !$0.isOptional && findings[$0.finding] == nil }.map(\.finding)
                guard absent.isEmpty else {
                    missing = missing ?? absent
                    continue
                }
                wasLookedAt = true
                let evidence = sign.compactMap { criterion in
                    findings[criterion.finding].map { Evidence(criterion: criterion, value: $0.value, steps: $0.firstStep...$0.lastStep) }
                }
                // Where all of it may be unknown and is, nothing speaks against it.
                let confidence = evidence.map { $0.criterion.weight(of: $0.value) }.min() ?? 1
                if confidence > best?.confidence ?? 0 { best = Case(verdict: verdict, confidence: confidence, evidence: evidence) }
            }
            if let best, best.confidence >= Self.least { cases.append((place, best)) }
            if !wasLookedAt, let missing { unknown.append((verdict, missing)) }
        }
        func rank(_ reached: (place: Int, value: Case)) -> (Int, Double, Int) {
            (reached.value.verdict.isConsequence ? 1 : 0, -reached.value.confidence, reached.place)
        }
        cases.sort { rank($0) < rank($1) }
        let illnesses = cases.filter { $0.value.verdict.failure != nil }
        // Where nothing is wrong, the earlier of the catalogue says more.
        let rest = cases.min { $0.place < $1.place }
        self.cases = (illnesses.isEmpty ? [rest].compactMap(\.self) : illnesses).map(\.value)
        self.unknown = unknown
    }

    /// The first verdict; `nil` where nothing at all is known.
    public var first: Case? { cases.first }
}

extension Experiment {
    /// What is wrong with this training, if anything. Nothing of the experiment changes.
    public func diagnosis(knowsModes: Bool = true, isQuick: Bool = false) throws -> Diagnosis {
        Diagnosis(try examined(knowsModes: knowsModes, isQuick: isQuick))
    }
}
