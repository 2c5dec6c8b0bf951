import Language

/// A piece of advice from the literature, and how it is tried.
public struct Tip: Sendable {
    /// Its heading.
    public var title: String
    /// The advice in a sentence or two.
    public var advice: String
    /// Where in the source it stands: `section 3`.
    public var place: String
    /// The lesson that shows it, by its file's name.
    public var lesson: String?
    /// What it answers, where sources disagree: tips with the same question stand side by side.
    public var question: String?
    /// Why no statement says it, and what to do instead.
    public var procedure: String?
    /// One for each recipe that it is tried on.
    public var trials: [TipTrial]
    /// Its heading in the file.
    public var span: Span
}

/// A recipe with a tip and the same recipe without it.
public struct TipTrial: Sendable {
    /// The name of the recipe.
    public var baseline: String
    /// The statements that make the difference, and what stands in their place without the tip; mostly nothing.
    public var with: String
    public var without: String
    /// The statements that train, where the tip is about those.
    public var training: String?
    /// Those of the statements that tell a reader enough; all of them unless the file says so.
    public var shown: String
    public var shownWithout: String
}

/// Advice of one paper or page, in its own order.
public struct TipSource: Sendable {
    public var title: String
    /// Authors, title, address; in Markdown.
    public var citation: String
    public var tips: [Tip]
}

/// A recipe that tips are tried on.
public struct TipBaseline: Sendable {
    /// The name of its file without the number that orders it: `ring` of `1-ring.gan`.
    public var name: String
    public var title: String
    /// In Markdown.
    public var words: String
    public var recipe: String
    public var training: String
    /// What is measured at the end, by the names of measurements.
    public var measured: [String]

    /// A whole script: the recipe, what a tip changes, the training.
    func script(_ statements: String, training: String? = nil) -> String {
        [recipe, statements, training ?? self.training].filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
    }
}
