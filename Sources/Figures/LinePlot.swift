/// Curves over one shared horizontal axis: losses over steps, densities and the discriminator over a line.
public struct LinePlot: Sendable, Hashable {
    public var series: [Series]
    public var xLabel: String
    public var yLabel: String
    /// Draws powers of ten at equal distances; values that are not positive are then skipped.
    public var hasLogarithmicY: Bool
    /// The same across, for learning rates and other quantities that are tried by factors.
    public var hasLogarithmicX: Bool
    /// The part of each axis to show; by default all of the data.
    public var xRange: ClosedRange<Double>?
    public var yRange: ClosedRange<Double>?
    /// Points on top of the curves, such as samples along the axis.
    public var overlays: [PointGroup]

    public init(
        series: [Series], xLabel: String = "", yLabel: String = "", hasLogarithmicY: Bool = false,
        hasLogarithmicX: Bool = false, xRange: ClosedRange<Double>? = nil, yRange: ClosedRange<Double>? = nil,
        overlays: [PointGroup] = []
    ) {
        self.overlays = overlays
        self.series = series
        self.xLabel = xLabel
        self.yLabel = yLabel
        self.hasLogarithmicY = hasLogarithmicY
        self.hasLogarithmicX = hasLogarithmicX
        self.xRange = xRange
        self.yRange = yRange
    }

    /// One curve. Where `x` and `y` differ in length, the longer one's rest is ignored.
    public struct Series: Sendable, Hashable {
        public var name: String
        public var x: [Double]
        public var y: [Double]
        /// How far the values of several runs lie from their mean `y`: half the length of an error bar at each place.
        public var deviations: [Double]
        /// Fills the area between the curve and zero, as is usual for densities.
        public var isFilled: Bool
        /// The place in the palette (colour, marker, dashes); by default the place among the series.
        public var style: Int?

        public init(
            name: String, x: [Double], y: [Double], deviations: [Double] = [], isFilled: Bool = false, style: Int? = nil
        ) {
            self.name = name
            self.x = x
            self.y = y
            self.deviations = deviations
            self.isFilled = isFilled
            self.style = style
        }
    }
}
