/// Draws a scene on a canvas: the one drawing code behind PNG, SVG, PDF and the terminals' pixel pictures.
struct SceneDrawing {
    let scene: Scene
    let canvas: Canvas
    let layout: SceneLayout

    static let gridColor = Color(226, 226, 226)
    static let frameColor = Color(70, 70, 70)

    init(_ scene: Scene, on canvas: Canvas) {
        self.scene = scene
        self.canvas = canvas
        layout = SceneLayout(scene, on: canvas)
    }

    func draw() {
        drawTitle()
        drawLegend()
        if let map = scene.map {
            drawMap(map)
        } else {
            drawGridLines()
        }
        canvas.clipped(to: layout.plot) {
            if let map = scene.map { drawContour(map) }
            for mark in scene.marks where mark.shape == .reference { draw(mark) }
            for mark in scene.marks where mark.shape != .reference { draw(mark) }
        }
        drawFrame()
        drawAxisLabels()
        if let note = scene.note {
            canvas.text(
                note, x: layout.plot.x + layout.plot.width / 2, y: layout.plot.y + layout.plot.height / 2,
                size: SceneLayout.labelSize, .center, .middle, color: Self.frameColor)
        }
    }

    private func drawTitle() {
        guard let title = scene.title, !title.isEmpty else { return }
        let shown = canvas.title(title, in: canvas.width - 2 * SceneLayout.margin)
        // Above the plot's middle, as the legend, unless it is too long for that.
        let half = canvas.textWidth(shown.text, size: shown.size, isBold: true) / 2 + SceneLayout.margin
        let middle = layout.plot.x + layout.plot.width / 2
        canvas.text(
            shown.text, x: max(half, min(middle, canvas.width - half)), y: layout.titleBaseline, size: shown.size, .center, isBold: true)
    }

    private func drawLegend() {
        for (index, row) in layout.legendRows.enumerated() {
            let used = row.map(\.width).reduce(0, +) - SceneLayout.legendGap
            // Above the plot's middle, pushed inward where a wide row would leave the canvas.
            let wanted = layout.plot.x + (layout.plot.width - used) / 2
            var x = min(
                max(wanted, SceneLayout.margin), max(SceneLayout.margin, canvas.width - SceneLayout.margin - used))
            let y = layout.legendTop + (Double(index) + 0.5) * SceneLayout.legendRowHeight
            for entry in row {
                drawSwatch(entry.mark, x: x, y: y)
                canvas.text(
                    entry.name, x: x + entry.swatch + 12, y: y, size: SceneLayout.legendSize, .left, .middle)
                x += entry.width
            }
        }
    }

    private func drawSwatch(_ mark: Scene.Mark, x: Double, y: Double) {
        let end = x + SceneLayout.swatchWidth
        let style = mark.style
        switch mark.shape {
        case .points:
            canvas.marker(style.marker, x: x + SceneLayout.markerWidth / 2, y: y, size: 18, color: style.color)
        case .line, .bars, .band:
            canvas.stroke([(x, y), (end, y)], style.color, width: 4.5, dashes: style.dashes)
        case .path, .strokes:
            canvas.stroke([(x, y), (end, y)], style.color, width: mark.shape == .path ? 4.5 : 2.2)
        case .arrows:
            canvas.stroke([(x, y), (end, y)], style.color, width: 3.2)
            canvas.stroke([(end - 12, y - 7), (end, y), (end - 12, y + 7)], style.color, width: 3.2)
        case .reference:
            canvas.stroke([(x, y), (end, y)], style.color, width: 3.5, dashes: SeriesStyle.referenceDashes)
        case .area:
            canvas.fill(
                Rectangle(x: x, y: y - 9, width: SceneLayout.swatchWidth, height: 20), style.color, opacity: 0.25)
            canvas.stroke([(x, y - 9), (end, y - 9)], style.color, width: 4.5, dashes: style.dashes)
        }
    }

    private func drawGridLines() {
        for tick in layout.xTicks {
            guard let x = horizontal(tick) else { continue }
            canvas.stroke([(x, layout.plot.y), (x, layout.plot.bottom)], Self.gridColor, width: 1.2)
        }
        for tick in layout.yTicks {
            guard let y = vertical(tick) else { continue }
            canvas.stroke([(layout.plot.x, y), (layout.plot.right, y)], Self.gridColor, width: 1.2)
        }
    }

    private func drawFrame() {
        canvas.stroke(layout.plot, Self.frameColor, width: 2)
        let length = SceneLayout.tickLength
        for tick in layout.xTicks {
            guard let x = horizontal(tick) else { continue }
            canvas.stroke([(x, layout.plot.bottom), (x, layout.plot.bottom + length)], Self.frameColor, width: 2)
            canvas.text(
                Canvas.typeset(tick), x: x, y: layout.plot.bottom + length + 8, size: SceneLayout.tickSize,
                .center, .top)
        }
        for tick in layout.yTicks {
            guard let y = vertical(tick) else { continue }
            canvas.stroke([(layout.plot.x - length, y), (layout.plot.x, y)], Self.frameColor, width: 2)
            canvas.text(
                Canvas.typeset(tick), x: layout.plot.x - length - 8, y: y, size: SceneLayout.tickSize,
                .right, .middle)
        }
    }

    private func drawAxisLabels() {
        let size = SceneLayout.labelSize
        canvas.text(
            canvas.shortened(scene.xAxis.label, size: size, to: layout.plot.width + 80),
            x: layout.plot.x + layout.plot.width / 2,
            y: layout.plot.bottom + SceneLayout.tickLength + 8 + SceneLayout.tickSize + 10, size: size, .center, .top)
        canvas.text(
            canvas.shortened(scene.yAxis.label, size: size, to: layout.plot.height + 40),
            x: layout.yLabelCenter, y: layout.plot.y + layout.plot.height / 2, size: size, .center, .middle,
            isRotated: true)
    }

    private func horizontal(_ tick: Tick) -> Double? {
        scene.xAxis.fraction(tick.value).map { layout.plot.x + $0 * layout.plot.width }
    }

    private func vertical(_ tick: Tick) -> Double? {
        scene.yAxis.fraction(tick.value).map { layout.plot.bottom - $0 * layout.plot.height }
    }
}
