/// A picture as a value: what is to be seen, without saying where.
///
/// One figure is drawn by `render(_:to:)` into a PNG, SVG or PDF file and by `renderTerminal(_:on:)` as text or pixels.
/// Values that are not finite never trap: points are skipped, lines break, map cells become grey.
public struct Figure: Sendable, Hashable {
    public var title: String?
    public var content: Content

    public enum Content: Sendable, Hashable {
        case lines(LinePlot)
        case scatter(Scatter)
        case heatmap(Heatmap)
        case images(ImageGrid)
        /// Figures side by side, each with its own title.
        case panels([Figure])
    }

    public init(title: String? = nil, _ content: Content) {
        self.title = title
        self.content = content
    }

    /// The figures that stand side by side; of others the figure itself.
    var parts: [Figure] {
        if case .panels(let figures) = content { figures.flatMap(\.parts) } else { [self] }
    }
}

/// A point of the plane in the units of the data.
public struct Point: Sendable, Hashable {
    public var x: Double
    public var y: Double

    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }

    var isFinite: Bool { x.isFinite && y.isFinite }
}
