/// What tells one series from another: colour, and for eyes or printers without it also marker and dashes.
///
/// The colours are the eight of Wong, "Points of view: color blindness", Nature Methods 8:441 (2011), which stay apart
/// under all common colour deficiencies; the strongest on white come first, yellow comes last.
struct SeriesStyle: Sendable, Hashable {
    let color: Color
    let marker: Marker
    /// Lengths of strokes and gaps in pixels; empty is a solid line.
    let dashes: [Double]
    /// The marker in plain ASCII and in Unicode text.
    let asciiMarker: Character
    let textMarker: Character

    enum Marker: Sendable, Hashable {
        case circle, cross, triangle, diamond, plus, square, invertedTriangle, ring
    }

    static let colors = [
        Color(0, 114, 178),  // blue
        Color(213, 94, 0),  // vermilion
        Color(0, 158, 115),  // bluish green
        Color(204, 121, 167),  // reddish purple
        Color(230, 159, 0),  // orange
        Color(86, 180, 233),  // sky blue
        Color(0, 0, 0),  // black
        Color(240, 228, 66),  // yellow
    ]
    /// The place of black.
    static let black = 6
    /// The strokes of every line to compare with, whatever its colour.
    static let referenceDashes: [Double] = [3, 7]
    static let markers: [Marker] = [.circle, .cross, .triangle, .diamond, .plus, .square, .invertedTriangle, .ring]
    static let dashes: [[Double]] = [[], [16, 7], [4, 6], [18, 6, 4, 6]]
    static let asciiMarkers: [Character] = ["o", "x", "^", "d", "+", "s", "v", "@"]
    static let textMarkers: [Character] = ["●", "×", "▲", "◆", "+", "■", "▼", "○"]

    /// Styles repeat after eight; negative numbers count as their distance from zero.
    init(_ index: Int) {
        let place = Int(index.magnitude % UInt(Self.colors.count))
        color = Self.colors[place]
        marker = Self.markers[place]
        dashes = Self.dashes[place % Self.dashes.count]
        asciiMarker = Self.asciiMarkers[place]
        textMarker = Self.textMarkers[place]
    }

    /// The colour for text; nil for black, which must follow the terminal's own foreground to be seen on a dark screen.
    var textColor: Color? { color == .black ? nil : color }
}
