/// How pictures appear in the terminal, best first.
public enum GraphicsMode: String, CaseIterable, Sendable {
    /// Pixels by the graphics protocol of kitty, which Ghostty and others share.
    case kitty
    /// Pixels by the inline images of iTerm2, which WezTerm and mintty share.
    case iterm
    /// Pixels as sixels, known to xterm, foot, mlterm, contour and tmux from 3.4.
    case sixel
    /// Unicode text: half blocks for images, braille for curves.
    case blocks
    /// Letters and punctuation only.
    case ascii
    /// No picture at all, for output that no eye sees.
    case none

    public var isPixels: Bool { self == .kitty || self == .iterm || self == .sixel }
}

/// How many colours text may have.
public enum ColorDepth: String, CaseIterable, Sendable {
    case none
    /// The 256 colours of xterm.
    case palette
    case truecolor
}

/// The terminal as a renderer sees it.
public struct Terminal: Sendable, Hashable {
    public var mode: GraphicsMode
    public var columns: Int
    public var rows: Int
    public var color: ColorDepth
    /// The size of a character in pixels; nil when the terminal does not tell.
    public var cellWidth: Int?
    public var cellHeight: Int?
    /// True inside tmux or screen, where large pictures get lost.
    public var isMultiplexed: Bool

    public init(
        mode: GraphicsMode, columns: Int = 80, rows: Int = 24, color: ColorDepth = .none, cellWidth: Int? = nil,
        cellHeight: Int? = nil, isMultiplexed: Bool = false
    ) {
        self.mode = mode
        self.columns = columns
        self.rows = rows
        self.color = color
        self.cellWidth = cellWidth
        self.cellHeight = cellHeight
        self.isMultiplexed = isMultiplexed
    }
}
