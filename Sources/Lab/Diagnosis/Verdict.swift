import Declarations

/// A name for what goes on in a training, and what it takes to say so.
public struct Verdict: Sendable {
    /// In kebab case: `mode-collapse`.
    public let name: String
    /// What it is in the words in which techniques say what they cure; `nil` where nothing is wrong.
    public let failure: Failure?
    /// One sentence for who hears it the first time, lower case, no final stop.
    public let sentence: String
    /// Each is enough; of each, everything must hold.
    public let signs: [[Criterion]]
    /// Verdicts that may as well be called by this name: another side of the same thing.
    public let equivalents: Set<String>
    public let source: String
    /// It tells what came of a training and not why: what tells why is named before it.
    public let isConsequence: Bool

    init(
        _ failure: Failure, _ sentence: String, signs: [[Criterion]], equivalents: [Failure] = [], isConsequence: Bool = false,
        source: String
    ) {
        name = failure.rawValue
        self.failure = failure
        self.sentence = sentence
        self.signs = signs
        self.equivalents = Set(equivalents.map(\.rawValue))
        self.isConsequence = isConsequence
        self.source = source
    }

    init(healthy name: String, _ sentence: String, signs: [[Criterion]], source: String) {
        self.name = name
        failure = nil
        self.sentence = sentence
        self.signs = signs
        equivalents = []
        isConsequence = false
        self.source = source
    }
}
