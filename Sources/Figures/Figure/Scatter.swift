/// Clouds of points, such as real against generated ones, at equal scale on both axes unless told otherwise.
public struct Scatter: Sendable, Hashable {
    public var groups: [PointGroup]
    /// Lines below the points, such as the way of a training or the arrows of a field.
    public var paths: [Path]
    public var xLabel: String
    public var yLabel: String
    /// One unit is as long across as it is up, so that a ring looks like a ring.
    public var hasEqualAspect: Bool
    public var xRange: ClosedRange<Double>?
    public var yRange: ClosedRange<Double>?

    public init(
        groups: [PointGroup], paths: [Path] = [], xLabel: String = "", yLabel: String = "", hasEqualAspect: Bool = true,
        xRange: ClosedRange<Double>? = nil, yRange: ClosedRange<Double>? = nil
    ) {
        self.groups = groups
        self.paths = paths
        self.xLabel = xLabel
        self.yLabel = yLabel
        self.hasEqualAspect = hasEqualAspect
        self.xRange = xRange
        self.yRange = yRange
    }

    /// A line through points in their order, parted by those that are not finite: as it is, neither smoothed nor thinned.
    public struct Path: Sendable, Hashable {
        public var name: String
        public var points: [Point]
        /// Drawn to stay behind what the figure is about.
        public var isThin: Bool
        /// The place in the palette (the colour alone).
        public var style: Int

        public init(name: String, points: [Point], isThin: Bool = false, style: Int) {
            self.name = name
            self.points = points
            self.isThin = isThin
            self.style = style
        }
    }
}

/// Points that share a name, a colour and a marker.
public struct PointGroup: Sendable, Hashable {
    public var name: String
    public var points: [Point]
    /// The place in the palette (colour and marker); by default the place among the groups.
    public var style: Int?

    public init(name: String, points: [Point], style: Int? = nil) {
        self.name = name
        self.points = points
        self.style = style
    }
}

/// Arrows that share a name and a colour.
public struct ArrowGroup: Sendable, Hashable {
    public var name: String
    public var arrows: [Arrow]
    /// The place in the palette; black by default.
    public var style: Int?

    public struct Arrow: Sendable, Hashable {
        public var tail: Point
        public var head: Point

        public init(from tail: Point, to head: Point) {
            self.tail = tail
            self.head = head
        }
    }

    public init(name: String, arrows: [Arrow], style: Int? = nil) {
        self.name = name
        self.arrows = arrows
        self.style = style
    }
}
