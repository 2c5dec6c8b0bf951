/// Curves over one shared horizontal axis: losses over steps, densities and the discriminator over a line.
public struct LinePlot: Sendable, Hashable {
    public var series: [Series]
    public var xLabel: String
    public var yLabel: String
    public var yScale: Scale
    /// Powers of ten at equal distances suit learning rates and other quantities that are tried by factors.
    public var xScale: Scale
    /// The part of each axis to show; by default all of the data.
    public var xRange: ClosedRange<Double>?
    public var yRange: ClosedRange<Double>?
    /// What stands at the places 1, 2, 3 … of the horizontal axis, where they are things and not numbers.
    public var xNames: [String]
    /// Points on top of the curves, such as samples along the axis.
    public var overlays: [PointGroup]
    /// Straight lines behind the curves, to compare them with.
    public var references: [Reference]
    /// Arrows on top of everything.
    public var arrows: ArrowGroup?

    public init(
        series: [Series], xLabel: String = "", yLabel: String = "", xScale: Scale = .linear, yScale: Scale = .linear,
        xRange: ClosedRange<Double>? = nil, yRange: ClosedRange<Double>? = nil, xNames: [String] = [], overlays: [PointGroup] = [],
        references: [Reference] = [], arrows: ArrowGroup? = nil
    ) {
        self.arrows = arrows
        self.xNames = xNames
        self.overlays = overlays
        self.references = references
        self.series = series
        self.xLabel = xLabel
        self.yLabel = yLabel
        self.xScale = xScale
        self.yScale = yScale
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
        /// The deviations are one band along the curve, as suits many places; otherwise each is a bar.
        public var hasBand: Bool
        /// Fills the area between the curve and zero, as is usual for densities.
        public var isFilled: Bool
        /// The place in the palette (colour, marker, dashes); by default the place among the series.
        public var style: Int?

        public init(
            name: String, x: [Double], y: [Double], deviations: [Double] = [], hasBand: Bool = false, isFilled: Bool = false,
            style: Int? = nil
        ) {
            self.name = name
            self.x = x
            self.y = y
            self.deviations = deviations
            self.hasBand = hasBand
            self.isFilled = isFilled
            self.style = style
        }
    }

    /// A straight line from one side of the plot to the other, such as the loss of an undecided discriminator.
    public struct Reference: Sendable, Hashable {
        public var name: String
        public var place: Place
        /// The place in the palette (the colour alone: the line is always thin and dotted); black by default.
        public var style: Int?

        public enum Place: Sendable, Hashable {
            /// A level line at this value of the vertical axis.
            case height(Double)
            /// An upright line at this value of the horizontal axis.
            case position(Double)
        }

        public init(name: String, at place: Place, style: Int? = nil) {
            self.name = name
            self.place = place
            self.style = style
        }
    }
}
