/// What a source says that a technique does to a training: a failure it cures, one it risks, something it does not go with.
///
/// Part of a thing's declaration. Help and the reference page tell all of them; a check of a recipe warns of those whose
/// circumstance holds there.
public struct Claim: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable {
        case cures, risks, conflicts
    }

    public let kind: Kind
    /// The failure that is cured or risked; `nil` for a conflict.
    public let failure: Failure?
    /// Goes on behind the thing's name: `holds each example's slope, which a layer that mixes the batch has none of`.
    public let text: String
    /// When it is so; `nil` for what is always so, which no check repeats.
    public let circumstance: Circumstance?
    /// What to type: `` `layer layernorm` ``.
    public let help: String?
    /// Authors, year, section.
    public let source: String

    private init(
        _ kind: Kind, _ failure: Failure?, _ text: String, when circumstance: Circumstance?, help: String?, source: String
    ) {
        self.kind = kind
        self.failure = failure
        self.text = text
        self.circumstance = circumstance
        self.help = help
        self.source = source
    }

    public static func cures(_ failure: Failure, _ text: String, source: String) -> Claim {
        Claim(.cures, failure, text, when: nil, help: nil, source: source)
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

    /// `cures mode-collapse: shows … (Lin et al. 2018)`.
    public var sentence: String {
        let head = failure.map { "\(kind.rawValue) \($0.rawValue)" } ?? kind.rawValue
        return "\(head): \(text) (\(source))"
    }
}
