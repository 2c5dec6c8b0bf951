import Declarations

/// The members of a list, bounded when they come together.
///
/// A list that is put into itself again and again doubles with each round, or nests so deep that printing or releasing it
/// runs out of stack. There is no way to a list but through the bounds, so nobody has to look at them later: whoever
/// walks over a value knows that it ends soon.
public struct ValueList: Sendable, Hashable {
    /// Lists in lists; more than brackets on one line may nest.
    static let depthLimit = 64
    /// Members, those of inner lists counted too.
    static let countLimit = 100_000

    public let members: [Value]
    /// Lists around the innermost member.
    let depth: Int
    /// Members at all depths.
    let count: Int
    /// Bytes of all texts and words in it.
    let letters: Int
    /// True when any part of it is known only in a run.
    let isUnknown: Bool

    /// Throws where the list would be too deep, too long, or too long to print.
    init(_ members: [Value], at span: Span) throws(Diagnostic) {
        self.init(sumOf: members)
        if depth > Self.depthLimit {
            throw Diagnostic(
                "lists are nested at most \(Self.depthLimit) deep", at: span,
                help: ["`let list = list, 1` makes a list in a list; a longer list is written out"])
        }
        if count > Self.countLimit {
            throw Diagnostic("a list holds at most \(Self.countLimit) members, with those of the lists in it", at: span)
        }
        if letters > Value.textLimit { throw Diagnostic(tooLong: "the list", at: span) }
    }

    /// The list that a declaration has for a default.
    init(declared members: [OptionValue]) { self.init(sumOf: members.map(\.value)) }

    private init(sumOf members: [Value]) {
        var (depth, count, letters, isUnknown) = (0, members.count, 0, false)
        for member in members {
            switch member {
            case .list(let inner):
                depth = max(depth, inner.depth)
                count += inner.count
                letters += inner.letters
                isUnknown = isUnknown || inner.isUnknown
            case .text(let text), .word(let text): letters += text.utf8.count
            case .unknown: isUnknown = true
            case .number, .boolean, .size, .range: break
            }
        }
        (self.members, self.depth, self.count, self.letters, self.isUnknown) = (members, depth + 1, count, letters, isUnknown)
    }
}

extension Value {
    /// The longest text in bytes: more would take the terminal minutes to show.
    static let textLimit = 1_000_000

    /// Texts and values behind one another, refused where the text grows too long.
    public static func joined(_ values: [Value], separator: String = "", at span: Span) throws(Diagnostic) -> String {
        var text = ""
        for (index, value) in values.enumerated() {
            text += (index > 0 ? separator : "") + value.display
            guard text.utf8.count <= textLimit else { throw Diagnostic(tooLong: "the text", at: span) }
        }
        return text
    }
}

extension Diagnostic {
    init(tooLong what: String, at span: Span) {
        self.init("\(what) grows too long", at: span, notes: ["a text or a list of texts holds up to a million letters"])
    }
}
