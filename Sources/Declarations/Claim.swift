/// What a source says that a technique does to a training: a failure it cures, one it risks, something it does not go with.
///
/// Part of a thing's declaration. Help and the reference page tell all of them; a check of a recipe warns of the risks and conflicts
/// whose circumstance holds there; `diagnose` and `fix` offer the cures.
public struct Claim: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable {
        case cures, risks, conflicts
    }

    public let kind: Kind
    /// The failure that is cured or risked; `nil` for a conflict.
    public let failure: Failure?
    /// Goes on behind the thing's name: `holds each example's slope, which a layer that mixes the batch has none of`.
    public let text: String
    /// When it is so; `nil` for what is always so: of risks, what no check repeats.
    public let circumstance: Circumstance?
    /// What to type: `` `layer layernorm` ``.
    public let help: String?
    /// For a cure that was measured on the project's own runs: the statements that it was measured with. Empty where only the source
    /// says so.
    public let statements: [String]
    /// The cure works at once, on weights that learned the failure; others need fresh ones.
    public let keepsWeights: Bool
    /// Authors, year, section.
    public let source: String

    /// The source of what nobody published.
    public static let ownRuns = "measured on the project's own runs"

    private init(
        _ kind: Kind, _ failure: Failure?, _ text: String, when circumstance: Circumstance?, help: String?, statements: [String] = [],
        keepsWeights: Bool = false, source: String
    ) {
        self.kind = kind
        self.failure = failure
        self.text = text
        self.circumstance = circumstance
        self.help = help
        self.statements = statements
        self.keepsWeights = keepsWeights
        self.source = source
    }

    /// - Parameters:
    ///   - circumstance: where it is a cure; everywhere when left out.
    ///   - statements: what it was measured with, and what is offered to type.
    ///   - keepsWeights: it works on the weights as they are.
    public static func cures(
        _ failure: Failure, _ text: String, when circumstance: Circumstance? = nil, by statements: [String] = [], keepsWeights: Bool = false,
        source: String
    ) -> Claim {
        Claim(.cures, failure, text, when: circumstance, help: nil, statements: statements, keepsWeights: keepsWeights, source: source)
    }

    public static func risks(
        _ failure: Failure, _ text: String, when circumstance: Circumstance? = nil, help: String? = nil, source: String
    ) -> Claim {
        Claim(.risks, failure, text, when: circumstance, help: help, source: source)
    }

    public static func conflicts(
        _ text: String, when circumstance: Circumstance, help: String? = nil, source: String
    ) -> Claim {
        Claim(.conflicts, nil, text, when: circumstance, help: help, source: source)
    }
}
