/// Values over a rectangle of the plane as colours, with a colour bar, optionally with points on top.
public struct Heatmap: Sendable, Hashable {
    /// `[height, width]`, row by row; row 0 lies at the lower end of `yRange`, column 0 at the lower end of `xRange`.
    /// The first and last column lie exactly on the ends of the range.
    public var values: [Float]
    public var width: Int
    public var height: Int
    public var xRange: ClosedRange<Double>
    public var yRange: ClosedRange<Double>
    public var colorMap: ColorMap
    /// The values at the two ends of the colour bar; by default the smallest and largest finite value.
    public var valueRange: ClosedRange<Double>?
    public var colorBarLabel: String
    public var overlays: [PointGroup]
    /// Draws a line where the value equals this one: the decision boundary of a discriminator.
    public var contour: Double?
    public var xLabel: String
    public var yLabel: String
    /// Names of the rows, lowest first, in place of numbers. Such a map is a table: its cells have sharp edges, the horizontal range
    /// ends at the outer edges of the outer cells, and the rows lie around 1, 2, 3 …, whatever `yRange` says.
    public var rowNames: [String]
    /// Arrows on top of everything, such as gradients.
    public var arrows: ArrowGroup?

    public init(
        values: [Float], width: Int, height: Int, xRange: ClosedRange<Double>, yRange: ClosedRange<Double>,
        colorMap: ColorMap = .viridis, valueRange: ClosedRange<Double>? = nil, colorBarLabel: String = "",
        overlays: [PointGroup] = [], contour: Double? = nil, xLabel: String = "", yLabel: String = "", rowNames: [String] = [],
        arrows: ArrowGroup? = nil
    ) {
        self.values = values
        self.width = width
        self.height = height
        self.xRange = xRange
        self.yRange = yRange
        self.colorMap = colorMap
        self.valueRange = valueRange
        self.colorBarLabel = colorBarLabel
        self.overlays = overlays
        self.contour = contour
        self.xLabel = xLabel
        self.yLabel = yLabel
        self.rowNames = rowNames
        self.arrows = arrows
    }

    /// The cells are told apart instead of blended.
    var isTable: Bool { !rowNames.isEmpty }

    /// True when there is at least one cell and `values` fills `height` rows of `width`.
    var isComplete: Bool {
        guard width > 0, height > 0 else { return false }
        let (count, overflow) = width.multipliedReportingOverflow(by: height)
        return !overflow && values.count >= count
    }

    /// The values that the two ends of the colour bar stand for; nil when no value is finite.
    var shownValues: ClosedRange<Double>? {
        if let valueRange, let range = Axis.usable(valueRange.lowerBound, valueRange.upperBound) { return range }
        guard isComplete else { return nil }
        var lower = Double.infinity
        var upper = -Double.infinity
        for value in values.prefix(width * height) where value.isFinite {
            lower = min(lower, Double(value))
            upper = max(upper, Double(value))
        }
        guard lower <= upper else { return nil }
        if case .diverging(let centre) = colorMap, centre.isFinite {
            let reach = max(upper - centre, centre - lower)
            return Axis.usable(centre - reach, centre + reach)
        }
        return Axis.usable(lower, upper)
    }

    /// The value at a place given as fractions of the rectangle (0 is left and below), interpolated between the four
    /// nearest cells unless the map is a table; nil where one of them is not finite.
    func value(atX x: Double, y: Double) -> Double? {
        if isTable {
            func place(_ fraction: Double, _ count: Int) -> Int { min(Int(min(max(fraction, 0), 1) * Double(count)), count - 1) }
            let value = Double(values[place(y, height) * width + place(x, width)])
            return value.isFinite ? value : nil
        }
        let column = min(max(x, 0), 1) * Double(width - 1)
        let row = min(max(y, 0), 1) * Double(height - 1)
        let left = Int(column)
        let below = Int(row)
        let right = min(left + 1, width - 1)
        let above = min(below + 1, height - 1)
        let across = column - Double(left)
        let up = row - Double(below)
        func cell(_ row: Int, _ column: Int) -> Double { Double(values[row * width + column]) }
        // A weight of zero must not let a neighbour that is not finite spoil the value.
        func mix(_ first: Double, _ second: Double, _ weight: Double) -> Double {
            weight == 0 ? first : first * (1 - weight) + second * weight
        }
        let lower = mix(cell(below, left), cell(below, right), across)
        let value = up == 0 ? lower : mix(lower, mix(cell(above, left), cell(above, right), across), up)
        return value.isFinite ? value : nil
    }
}
