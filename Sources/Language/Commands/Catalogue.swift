import Declarations

/// The declared things of one kind: all losses, all layers, all plots.
public struct Catalogue: Sendable {
    /// What one entry is called: `loss`.
    public let noun: String
    /// What several are called: `losses`.
    public let plural: String
    public let entries: [Declaration]
    /// The name of the entry that a text in place of a name belongs to, as `data "points.csv"` means `data points
    /// "points.csv"`; the text is then that entry's first argument.
    private let entryNameForText: (@Sendable (String) -> String?)?

    public init(
        _ noun: String, plural: String? = nil, _ entries: [Declaration],
        entryNameForText: (@Sendable (String) -> String?)? = nil
    ) {
        self.noun = noun
        self.plural = plural ?? noun + "s"
        self.entries = entries
        self.entryNameForText = entryNameForText
    }

    /// The entry of that name or alias.
    public func entry(_ word: String) -> Declaration? { entries.first { $0.words.contains(word) } }

    /// The entry that a text in place of a name belongs to.
    func entry(forText text: String) -> Declaration? {
        entry(text) == nil ? entryNameForText?(text).flatMap { entry($0) } : nil
    }

    /// The same for a token: a text in quotes, or a file's name without them (`points.csv`).
    func entry(forTextIn token: Token) -> Declaration? {
        if case .text(let text) = token.kind { return entry(forText: text) }
        return token.word.flatMap { $0.contains(".") ? entry(forText: $0) : nil }
    }

    /// Whether a text may stand in place of a name.
    var takesTexts: Bool { entryNameForText != nil }

    /// `a loss`, `an optimizer`.
    var article: String { noun.first.map { "aeiou".contains($0) } == true ? "an" : "a" }

    public var names: [String] { entries.map(\.name) }
}
