import Declarations

/// The declared things of one kind: all losses, all layers, all plots.
public struct Catalogue: Sendable {
    /// What one entry is called: `loss`.
    public let noun: String
    /// What several are called: `losses`.
    public let plural: String
    public let entries: [Declaration]

    public init(_ noun: String, plural: String? = nil, _ entries: [Declaration]) {
        self.noun = noun
        self.plural = plural ?? noun + "s"
        self.entries = entries
    }

    /// The entry of that name or alias.
    public func entry(_ word: String) -> Declaration? { entries.first { $0.words.contains(word) } }

    /// `a loss`, `an optimizer`.
    var article: String { noun.first.map { "aeiou".contains($0) } == true ? "an" : "a" }

    public var names: [String] { entries.map(\.name) }
}
