/// The columns that a text takes on a terminal; colours and other escape sequences take none.
public func visibleWidth(_ text: some StringProtocol) -> Int { displayWidth(visiblePart(String(text), columns: .max).plain) }

/// As much of a text as fits in so many columns, with all its escape sequences, and the same without them.
public func visiblePart(_ text: String, columns: Int) -> (shown: String, plain: String) {
    var shown = ""
    var plain = ""
    var width = 0
    var escape = Escape.none
    for character in text {
        if escape != .none {
            shown.append(character)
            escape.step(character)
        } else if character == "\u{1B}" {
            shown.append(character)
            escape = .start
        } else {
            let next = displayWidth(character)
            if width + next > columns { continue }
            width += next
            shown.append(character)
            plain.append(character)
        }
    }
    return (shown, plain)
}

private enum Escape {
    case none, start, control

    /// `ESC [ … letter` is the only long form that text lines carry.
    mutating func step(_ character: Character) {
        switch self {
        case .start: self = character == "[" ? .control : .none
        case .control where character.isLetter: self = .none
        default: break
        }
    }
}
