#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A PNG file inside a terminal's text, in the words of the two protocols that take one.
enum InlinePicture {
    /// Longer pieces of text are no part of kitty's protocol.
    static let longestChunk = 4096

    /// The graphics protocol of kitty: `ESC _ G keys ; base64 ESC \`, in pieces.
    ///
    /// The terminal answers nothing (`q=2`) and leaves the cursor where it is (`C=1`). A picture that stands here
    /// already is deleted first (`d=C`, with its data), so that frames drawn over each other do not pile up; unlike a
    /// number, a place cannot name the picture of another program.
    /// Source: sw.kovidgoyal.net/kitty/graphics-protocol.
    /// - Parameters:
    ///   - columns: the cells that the picture fills, whatever its pixels.
    ///   - isWrapped: hands every sequence through tmux.
    static func kitty(_ png: [UInt8], columns: Int, rows: Int, isWrapped: Bool = false) -> String {
        let base64 = Array(Data(png).base64EncodedString().utf8)
        var text = wrapped("\u{1B}_Ga=d,d=C,q=2\u{1B}\\", isWrapped)
        for start in stride(from: 0, to: max(base64.count, 1), by: longestChunk) {
            let end = min(start + longestChunk, base64.count)
            let keys = (start == 0 ? "a=T,f=100,q=2,C=1,c=\(columns),r=\(rows)," : "") + "m=\(end < base64.count ? 1 : 0)"
            let chunk = String(decoding: base64[start..<end], as: UTF8.self)
            text += wrapped("\u{1B}_G\(keys);\(chunk)\u{1B}\\", isWrapped)
        }
        return text
    }

    /// The inline images of iTerm2: `ESC ] 1337 ; File = keys : base64 BEL`.
    /// Source: iterm2.com/documentation-images.html.
    static func iterm(_ png: [UInt8], columns: Int, rows: Int, isWrapped: Bool = false) -> String {
        let keys = "inline=1;size=\(png.count);width=\(columns);height=\(rows);preserveAspectRatio=1"
        return wrapped("\u{1B}]1337;File=\(keys):\(Data(png).base64EncodedString())\u{7}", isWrapped)
    }

    /// The picture in rows of its own. They are made first, so that the picture never scrolls the window, and the
    /// cursor goes below them by itself, as terminals differ in where a picture leaves it.
    static func placed(_ picture: String, rows: Int) -> String {
        String(repeating: "\n", count: rows) + "\u{1B}[\(rows)A\u{1B}7" + picture + "\u{1B}8\u{1B}[\(rows)B\r"
    }

    /// A sequence for the terminal around tmux, which passes it on where `allow-passthrough` is on.
    private static func wrapped(_ sequence: String, _ isWrapped: Bool) -> String {
        guard isWrapped else { return sequence }
        return "\u{1B}Ptmux;" + sequence.reduce(into: "") { $0 += $1 == "\u{1B}" ? "\u{1B}\u{1B}" : String($1) } + "\u{1B}\\"
    }
}
