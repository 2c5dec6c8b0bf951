/// An idea that people ask for, or a word that they try, and where it leads.
///
/// A topic is no part of a script: `help` explains it, and where a script has one of its words in place of a command, a kind or an
/// option, the error says what to type instead of guessing a word that looks alike.
public struct Topic: Sendable {
    /// In kebab case: `mode-collapse`.
    public var name: String
    /// Other words for it, as people say them: `collapsed`, `missing modes`.
    public var words: [String]
    /// One line, lower case, no final stop.
    public var summary: String
    /// A short explanation in Markdown.
    public var text: String
    /// Statements to try, which run as they stand.
    public var example: String
    /// What a script says in place of one of its words: "`train 500` counts steps, not epochs".
    public var instead: String?
    public var source: String?

    public init(
        _ name: String, words: [String] = [], summary: String, text: String, example: String = "",
        instead: String? = nil, source: String? = nil
    ) {
        self.name = name
        self.words = words
        self.summary = summary
        self.text = text
        self.example = example
        self.instead = instead
        self.source = source
    }
}

extension [Topic] {
    /// The topic that a person means by some words: case, hyphens and plurals make no difference.
    public func topic(_ words: String) -> Topic? {
        let asked = Self.stem(words)
        return first { topic in ([topic.name] + topic.words).contains { Self.stem($0) == asked } }
    }

    /// `Vanishing gradients`, `vanishing-gradient` and `vanishing_gradient` are the same words.
    private static func stem(_ words: String) -> String {
        words.lowercased().split { $0.isWhitespace || $0 == "-" || $0 == "_" }.map { word in
            word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss") ? word.dropLast() : word
        }.joined(separator: "-")
    }
}

extension Diagnostic {
    /// With what a topic says of the unknown word, in place of a guess at a word that looks alike.
    func explained(by topics: [Topic]) -> Diagnostic {
        guard let word = self.unknownWord, let topic = topics.topic(word) else { return self }
        var explained = self
        explained.unknownWord = nil
        explained.label = topic.instead
        explained.help = ["`help \(topic.phrase)` says more"]
        return explained
    }
}

extension Topic {
    /// The name as `help` takes it.
    public var phrase: String { String(name.map { $0 == "-" ? " " : $0 }) }
}
