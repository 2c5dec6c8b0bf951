import Declarations

/// Something to tell the person who wrote a script: what, where, and the nearest way out.
///
/// Wording: lower case, no final stop, identifiers in backticks, what was expected before what was found.
@dynamicMemberLookup
public struct Diagnostic: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Severity: String, Sendable { case error, warning, note }

    /// Whose fault it is, which decides the exit status.
    public enum Category: Sendable {
        /// The script or the command line is wrong.
        case mistake
        /// An expectation of the script did not hold.
        case expectation
        /// The run failed: a file, memory, a value that is not a number.
        case failure
        /// The person stopped it.
        case interruption
        /// A name is right, but has no value at this moment.
        case unavailable
        /// A value that comes with more steps: a condition on it does not hold yet.
        case early
        /// A check came upon a value that only a run knows; it goes on without it.
        case unknown
        /// The script ends here, and nothing is wrong.
        case ending

        public var exitStatus: Int32 {
            switch self {
            case .ending: 0
            case .expectation: 1
            case .mistake, .unavailable, .early, .unknown: 2
            case .failure: 3
            case .interruption: 130
            }
        }
    }

    public struct Parts: Sendable, Hashable {
        public var severity: Severity
        public var category: Category
        public var message: String
        public var span: Span?
        /// Beside the carets.
        public var label: String?
        /// Lines behind `=`, such as `losses: minimax, wgan`.
        public var notes: [String]
        /// Lines behind `= help:`.
        public var help: [String]
        /// The unknown word, where that is the mistake: a topic may explain it.
        public var unknownWord: String?
    }

    /// The parts live behind one reference: every `try` reserves room for its error on the stack, and a script that
    /// nests deeply passes many of them.
    private indirect enum Box: Sendable, Hashable { case parts(Parts) }

    private var box: Box

    public init(
        _ message: String, at span: Span? = nil, label: String? = nil, notes: [String] = [], help: [String] = [],
        severity: Severity = .error, category: Category = .mistake
    ) {
        box = .parts(
            Parts(
                severity: severity, category: category, message: message, span: span, label: label, notes: notes,
                help: help))
    }

    public subscript<Part>(dynamicMember path: WritableKeyPath<Parts, Part>) -> Part {
        get {
            switch box {
            case .parts(let parts): parts[keyPath: path]
            }
        }
        set {
            switch box {
            case .parts(var parts):
                parts[keyPath: path] = newValue
                box = .parts(parts)
            }
        }
    }

    /// Gives a place to a refusal, which knows none.
    public init(_ refusal: Refusal, at span: Span?, label: String? = nil, category: Category = .mistake) {
        self.init(
            refusal.message, at: span, label: label, help: refusal.help.map { [$0] } ?? [], category: category)
    }

    /// An unknown word, with the nearest known one beside the carets and the choices below.
    public static func unknown(
        _ noun: String, _ word: String, at span: Span, choices: [String], listed plural: String? = nil
    ) -> Diagnostic {
        var diagnostic = Diagnostic("unknown \(noun) `\(shortened(word))`", at: span)
        diagnostic.unknownWord = word
        diagnostic.label = nearest(to: word, in: choices).map { "did you mean `\($0)`?" }
        if let plural, !choices.isEmpty { diagnostic.notes = ["\(plural): \(enumerated(choices))"] }
        return diagnostic
    }

    public var description: String { render(color: false) }
}

/// The beginning of a word that is too long for a message.
func shortened(_ word: String) -> String { word.count <= 60 ? word : word.prefix(60) + "…" }

/// As many words as fit in a line, then `…`.
func enumerated(_ words: [String], columns: Int = 90) -> String {
    var line = ""
    for (index, word) in words.enumerated() {
        let piece = index == 0 ? word : ", " + word
        if index > 0, displayWidth(line) + displayWidth(piece) > columns { return line + ", …" }
        line += piece
    }
    return line
}
