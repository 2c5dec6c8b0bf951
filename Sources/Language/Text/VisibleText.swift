/// A text with everything that steers a terminal written out: `\u{1b}` for the escape character.
///
/// What a script or a file supplies, its name among it, must not move the cursor, change colours or the window's title,
/// answer in the person's stead or turn the reading direction. The places where words leave the program pass through
/// here; only what the program itself draws does not. Line feeds and tabs stay.
public func visible(_ text: String) -> String {
    writtenOut(text) { $0.steersTerminal }
}

/// The same for what belongs on one line, such as the name of a column: line feeds and tabs are written out too.
public func visibleOnOneLine(_ text: String) -> String {
    writtenOut(text) { $0.steersTerminal || $0.value == 0x09 || $0.value == 0x0A }
}

private func writtenOut(_ text: String, where isWrittenOut: (Unicode.Scalar) -> Bool) -> String {
    guard text.unicodeScalars.contains(where: isWrittenOut) else { return text }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        if isWrittenOut(scalar) {
            shown.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
        } else {
            shown.append(scalar)
        }
    }
    return String(shown)
}

extension Unicode.Scalar {
    /// Control characters of ASCII (but line feed and tab) and of Latin-1, separators that end a line somewhere else, and
    /// the marks that turn the reading direction (Unicode Standard Annex 9; "Trojan Source", Boucher and Anderson 2021).
    fileprivate var steersTerminal: Bool {
        switch value {
        case 0x09, 0x0A: false
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
