/// The map of a scene in pixels, with its colour bar and contour.
extension SceneDrawing {
    func drawMap(_ map: Heatmap) {
        guard let shown = map.shownValues else { return }
        let plot = layout.plot
        guard !map.isTable else {
            // Cell by cell, sharp at any size.
            let cells = (0..<map.height).reversed().flatMap { row in
                map.values[row * map.width..<(row + 1) * map.width].map { map.colorMap.color(of: Double($0), in: shown) }
            }
            canvas.image(cells, width: map.width, height: map.height, in: plot)
            return drawColorBar(map, shown)
        }
        // Interpolated to about every second pixel: smooth to the eye, small in a vector file.
        let width = max(2, Int(plot.width / 2))
        let height = max(2, Int(plot.height / 2))
        var pixels: [Color] = []
        pixels.reserveCapacity(width * height)
        for row in 0..<height {
            let up = 1 - (Double(row) + 0.5) / Double(height)
            for column in 0..<width {
                let across = (Double(column) + 0.5) / Double(width)
                let value = map.value(atX: across, y: up)
                pixels.append(value.map { map.colorMap.color(of: $0, in: shown) } ?? .missing)
            }
        }
        canvas.image(pixels, width: width, height: height, in: plot)
        drawColorBar(map, shown)
    }

    private func drawColorBar(_ map: Heatmap, _ shown: ClosedRange<Double>) {
        guard let bar = layout.colorBar else { return }
        let steps = 256
        let span = shown.upperBound - shown.lowerBound
        let colors = (0..<steps).map { step in
            map.colorMap.color(of: shown.upperBound - span * (Double(step) + 0.5) / Double(steps), in: shown)
        }
        canvas.image(colors, width: 1, height: steps, in: bar)
        canvas.stroke(bar, Self.frameColor, width: 2)
        let ticks = Ticks.linear(shown.lowerBound, shown.upperBound, count: max(2, min(6, Int(bar.height / 75))))
        var widest = 0.0
        for tick in ticks {
            let y = bar.bottom - (tick.value - shown.lowerBound) / span * bar.height
            let label = Canvas.typeset(tick)
            canvas.stroke([(bar.right, y), (bar.right + SceneLayout.tickLength, y)], Self.frameColor, width: 2)
            canvas.text(
                label, x: bar.right + SceneLayout.tickLength + 8, y: y, size: SceneLayout.tickSize, .left, .middle)
            widest = max(widest, canvas.textWidth(label, size: SceneLayout.tickSize))
        }
        canvas.text(
            canvas.shortened(map.colorBarLabel, size: SceneLayout.labelSize, to: bar.height + 40),
            x: bar.right + SceneLayout.tickLength + 8 + widest + 14 + SceneLayout.labelSize * 0.5,
            y: bar.y + bar.height / 2, size: SceneLayout.labelSize, .center, .middle, isRotated: true)
    }

    func drawContour(_ map: Heatmap) {
        guard let level = map.contour, level.isFinite else { return }
        let plot = layout.plot
        func pixel(_ point: Point) -> (x: Double, y: Double) {
            (plot.x + point.x * plot.width, plot.bottom - point.y * plot.height)
        }
        for segment in Contour.segments(of: map, at: level) {
            canvas.stroke([pixel(segment.0), pixel(segment.1)], .black, width: 3.5)
        }
    }
}
