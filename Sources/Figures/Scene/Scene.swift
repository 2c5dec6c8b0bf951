/// What line plots, scatters and heat maps have in common once their ranges are known: two axes, marks, and possibly a
/// map behind them. Every renderer draws scenes, so a new kind of plot needs no new renderer.
struct Scene: Sendable {
    var title: String?
    var xAxis: Axis
    var yAxis: Axis
    /// The width of the plot divided by its height where that is fixed.
    var aspect: Double?
    var map: Heatmap?
    var marks: [Mark]
    /// A sentence in the middle of an empty frame.
    var note: String?

    struct Mark: Sendable {
        var name: String
        var shape: Shape
        var points: [Point]
        var style: SeriesStyle

        /// True for a reference at one place of the horizontal axis.
        var isUpright: Bool { points.first?.x == points.last?.x }

        enum Shape: Sendable {
            case line
            /// A line with the area down to zero filled.
            case area
            case points
            /// Each pair of points is the tail and the head of an arrow.
            case arrows
            /// Vertical bars: each pair of points is the lower and the upper end of one.
            case bars
            /// The area between the lower and the upper ends of such pairs.
            case band
            /// A line that is drawn as it is, and a thin one.
            case path
            case strokes
            /// A thin dotted line from side to side, which other marks are compared with.
            case reference
        }
    }

    /// The marks that a legend must explain: those with names, unless the axis says it already.
    var legend: [Mark] {
        let named = marks.filter { !$0.name.isEmpty }
        return named.count == 1 && named[0].name == yAxis.label ? [] : named
    }

    /// The ticks of the axes; an empty frame has none, because its numbers would mean nothing.
    func xTicks(count: Int) -> [Tick] { note == nil ? xAxis.ticks(count: count) : [] }
    func yTicks(count: Int) -> [Tick] { note == nil ? yAxis.ticks(count: count) : [] }

    /// The room above and below curves, as a share of their height.
    static let margin = 0.05

    static let emptyNote = "there is nothing to draw yet"

    /// The scene of a figure; nil for an image grid, which has no axes, and for several figures.
    init?(_ figure: Figure) {
        switch figure.content {
        case .lines(let plot): self.init(plot, title: figure.title)
        case .scatter(let scatter): self.init(scatter, title: figure.title)
        case .heatmap(let map): self.init(map, title: figure.title)
        case .images, .panels: return nil
        }
    }

    private init(title: String?, x: Axis?, y: Axis?, xLabel: String, yLabel: String, marks: [Mark]) {
        self.title = title
        let isEmpty = x == nil || y == nil
        xAxis = x ?? Axis(label: xLabel, lower: 0, upper: 1)
        yAxis = y ?? Axis(label: yLabel, lower: 0, upper: 1)
        self.marks = isEmpty ? [] : marks
        note = isEmpty ? Self.emptyNote : nil
    }

    init(_ plot: LinePlot, title: String?) {
        let curves = plot.series.enumerated().map { index, series in
            Mark(
                name: series.name, shape: series.isFilled ? .area : .line,
                points: zip(series.x, series.y).map { Point($0, $1) }, style: SeriesStyle(series.style ?? index))
        }
        let marks = Self.barMarks(plot.series) + curves + Self.pointMarks(plot.overlays, after: curves.count) + Self.arrowMarks(plot.arrows)
        // A value that has no place on the other axis must not widen this one.
        let shown = marks.lazy.flatMap(\.points).filter {
            $0.isFinite && plot.xScale.distance($0.x) != nil && plot.yScale.distance($0.y) != nil
        }
        let needsZero = plot.yScale != .logarithmic && !shown.isEmpty && plot.series.contains(where: \.isFilled)
        let (heights, positions) = shown.isEmpty ? ([], []) : plot.referencePlaces
        self.init(
            title: title,
            x: Axis.fitting(
                Array(shown.map(\.x)) + positions, label: plot.xLabel,
                margin: plot.series.contains { !$0.deviations.isEmpty && !$0.hasBand } ? 0.03 : 0, scale: plot.xScale, range: plot.xRange),
            y: Axis.fitting(
                Array(shown.map(\.y)) + heights + (needsZero ? [0] : []), label: plot.yLabel, margin: Self.margin,
                scale: plot.yScale, range: plot.yRange),
            xLabel: plot.xLabel, yLabel: plot.yLabel, marks: marks)
        xAxis.names = plot.xNames
        if shown.isEmpty { note = Self.emptyNote } else { addReferences(plot.references) }
    }

    /// Behind the curves in the picture, after them in the legend.
    private mutating func addReferences(_ references: [LinePlot.Reference]) {
        for reference in references {
            let points =
                switch reference.place {
                case .height(let y): [Point(xAxis.lower, y), Point(xAxis.upper, y)]
                case .position(let x): [Point(x, yAxis.lower), Point(x, yAxis.upper)]
                }
            let style = SeriesStyle(reference.style ?? SeriesStyle.black)
            marks.append(Mark(name: reference.name, shape: .reference, points: points, style: style))
        }
    }

    init(_ scatter: Scatter, title: String?) {
        let paths = scatter.paths.map {
            Mark(name: $0.name, shape: $0.isThin ? .strokes : .path, points: $0.points, style: SeriesStyle($0.style))
        }
        let marks = paths + Self.pointMarks(scatter.groups)
        let shown = marks.lazy.flatMap(\.points).filter(\.isFinite)
        self.init(
            title: title,
            x: Axis.fitting(shown.map(\.x), label: scatter.xLabel, margin: 0.06, range: scatter.xRange),
            y: Axis.fitting(shown.map(\.y), label: scatter.yLabel, margin: 0.06, range: scatter.yRange),
            xLabel: scatter.xLabel, yLabel: scatter.yLabel, marks: marks)
        if shown.isEmpty { note = Self.emptyNote }
        if scatter.hasEqualAspect { equalizeAspect() }
    }

    init(_ map: Heatmap, title: String?) {
        let isDrawable = map.shownValues != nil && map.isComplete
        let noAxis: [Double] = []
        self.init(
            title: title,
            x: isDrawable ? Axis.fitting(noAxis, label: map.xLabel, margin: 0, range: map.xRange) : nil,
            y: isDrawable ? Axis.fitting(noAxis, label: map.yLabel, margin: 0, range: map.yRange) : nil,
            xLabel: map.xLabel, yLabel: map.yLabel, marks: Self.pointMarks(map.overlays) + Self.arrowMarks(map.arrows))
        guard isDrawable else { return }
        self.map = map
        guard !map.isTable else {
            (yAxis.lower, yAxis.upper) = (0.5, Double(map.height) + 0.5)
            yAxis.names = map.rowNames.map { $0.count > 12 ? $0.prefix(11) + "…" : $0 }
            return
        }
        let ratio = (xAxis.upper - xAxis.lower) / (yAxis.upper - yAxis.lower)
        if (0.4...2.5).contains(ratio) { aspect = ratio }
    }

    /// Marks of point groups; without a wish they take the styles after those of `count` curves.
    private static func pointMarks(_ groups: [PointGroup], after count: Int = 0) -> [Mark] {
        groups.enumerated().map { index, group in
            Mark(
                name: group.name, shape: .points, points: group.points, style: SeriesStyle(group.style ?? count + index)
            )
        }
    }

    private static func arrowMarks(_ group: ArrowGroup?) -> [Mark] {
        guard let group, !group.arrows.isEmpty else { return [] }
        return [
            Mark(
                name: group.name, shape: .arrows, points: group.arrows.flatMap { [$0.tail, $0.head] },
                style: SeriesStyle(group.style ?? SeriesStyle.black))
        ]
    }

    /// Fixes equal scales. Where one axis is much shorter it is widened, so that the plot does not become a sliver.
    private mutating func equalizeAspect() {
        let across = xAxis.upper - xAxis.lower
        let up = yAxis.upper - yAxis.lower
        let ratio = across / up
        if ratio > 1.6 {
            yAxis.widen(to: across / 1.6)
            aspect = 1.6
        } else if ratio < 0.8 {
            xAxis.widen(to: up * 0.8)
            aspect = 0.8
        } else {
            aspect = ratio
        }
    }
}

extension Axis {
    /// Grows the span to both sides.
    fileprivate mutating func widen(to span: Double) {
        let room = (span - (upper - lower)) / 2
        guard room.isFinite, room > 0 else { return }
        lower -= room
        upper += room
    }
}

extension LinePlot {
    /// Where the level and the upright references lie; the axes are to show them.
    fileprivate var referencePlaces: (heights: [Double], positions: [Double]) {
        var heights: [Double] = []
        var positions: [Double] = []
        for reference in references {
            switch reference.place {
            case .height(let y): heights.append(y)
            case .position(let x): positions.append(x)
            }
        }
        return (heights, positions)
    }
}
