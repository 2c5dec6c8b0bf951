/// Where the parts of a scene lie on a canvas: margins are measured from the texts, so nothing overlaps or is cut.
struct SceneLayout {
    var plot: Rectangle
    var colorBar: Rectangle?
    var legendRows: [[LegendEntry]]
    var legendTop: Double
    var titleBaseline: Double
    var xTicks: [Tick]
    var yTicks: [Tick]
    var yLabelCenter: Double

    struct LegendEntry {
        var mark: Scene.Mark
        var name: String
        var width: Double
        /// The part of the width before the name that shows the line or marker.
        var swatch: Double
    }

    static let titleSize = 30.0
    static let labelSize = 25.0
    static let tickSize = 22.0
    static let legendSize = 24.0
    static let legendRowHeight = 36.0
    static let swatchWidth = 46.0
    static let markerWidth = 20.0
    static let legendGap = 36.0
    static let margin = 26.0
    static let tickLength = 9.0

    /// The canvas that suits the scene in a file.
    static func naturalSize(_ scene: Scene) -> (width: Double, height: Double) {
        guard let aspect = scene.aspect else { return (1200, 800) }
        let extra = scene.map == nil ? 150.0 : 330.0
        return (max(720, (700 * aspect + extra).rounded()), 900)
    }

    init(_ scene: Scene, on canvas: Canvas) {
        let margin = Self.margin
        var top = margin
        titleBaseline = top + Self.titleSize * 0.8
        if scene.title?.isEmpty == false { top += Self.titleSize + 16 }

        legendTop = top
        // Two thirds are the picture's, however many names there are.
        let mostRows = max(1, Int(canvas.height / 3 / Self.legendRowHeight))
        legendRows = Array(Self.legend(scene, width: canvas.width - 2 * margin, on: canvas).prefix(mostRows))
        top += Double(legendRows.count) * Self.legendRowHeight + (legendRows.isEmpty ? 4 : 10)
        // Room for half the topmost tick's label.
        top = max(top, margin + Self.tickSize / 2)

        var bottom = margin * 0.7 + Self.tickLength + 8 + Self.tickSize
        if !scene.xAxis.label.isEmpty { bottom += Self.labelSize + 10 }
        let plotHeight = max(canvas.height - top - bottom, 40)
        // A name takes less room than the step of a number.
        yTicks = scene.yTicks(count: max(2, min(8, Int(plotHeight / 75)), min(scene.yAxis.names.count, Int(plotHeight / 30))))
        func widest(_ ticks: [Tick]) -> Double {
            ticks.map { canvas.textWidth(Canvas.typeset($0), size: Self.tickSize) }.max() ?? 0
        }
        var left = margin + widest(yTicks) + Self.tickLength + 8
        yLabelCenter = margin + Self.labelSize * 0.4
        if !scene.yAxis.label.isEmpty { left += Self.labelSize + 14 }

        var right = margin + 22
        if let map = scene.map, let shown = map.shownValues {
            right = 28 + 34 + Self.tickLength + 8 + margin
            right += widest(Ticks.linear(shown.lowerBound, shown.upperBound, count: 6))
            if !map.colorBarLabel.isEmpty { right += Self.labelSize + 14 }
        }
        plot = Rectangle(x: left, y: top, width: max(canvas.width - left - right, 40), height: plotHeight)
        if let aspect = scene.aspect { plot.shrink(to: aspect) }
        if scene.map != nil { colorBar = Rectangle(x: plot.right + 28, y: plot.y, width: 34, height: plot.height) }
        // Labels need air between them: as many as fit, measured with the widest.
        var count = max(2, min(9, Int(plot.width / 100)), scene.xAxis.names.count)
        xTicks = scene.xTicks(count: count)
        while count > 2, Double(xTicks.count) * (widest(xTicks) + 26) > plot.width {
            count -= 1
            xTicks = scene.xTicks(count: count)
        }
        yLabelCenter = max(yLabelCenter, plot.x - (left - yLabelCenter))
    }

    /// The legend's entries, broken into rows that fit the width.
    private static func legend(_ scene: Scene, width: Double, on canvas: Canvas) -> [[LegendEntry]] {
        var rows: [[LegendEntry]] = []
        var used = Double.infinity
        for mark in scene.legend {
            let name = canvas.shortened(mark.name, size: legendSize, to: width - swatchWidth - 40)
            let swatch = mark.shape == .points ? markerWidth : swatchWidth
            let entry = LegendEntry(
                mark: mark, name: name, width: swatch + 12 + canvas.textWidth(name, size: legendSize) + legendGap,
                swatch: swatch)
            if used + entry.width > width + legendGap {
                rows.append([])
                used = 0
            }
            rows[rows.count - 1].append(entry)
            used += entry.width
        }
        return rows
    }

    /// The pixel of a value.
    func place(_ point: Point, _ scene: Scene) -> (x: Double, y: Double)? {
        guard let x = scene.xAxis.fraction(point.x), let y = scene.yAxis.fraction(point.y) else { return nil }
        return (plot.x + x * plot.width, plot.bottom - y * plot.height)
    }
}

extension Rectangle {
    /// The largest rectangle of the given width to height ratio, in the middle of this one horizontally, at its top.
    fileprivate mutating func shrink(to aspect: Double) {
        guard aspect > 0, aspect.isFinite else { return }
        if width / height > aspect {
            let narrower = height * aspect
            x += (width - narrower) / 2
            width = narrower
        } else {
            height = width / aspect
        }
    }
}
