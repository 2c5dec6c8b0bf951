/// How far the runs behind a mean lie apart: error bars, vertical lines through it with a cap at either end, or one band along
/// the curve.

extension Scene {
    /// The bars or the band of every series that has deviations; they have no name, as the curve's stands in the legend.
    static func barMarks(_ series: [LinePlot.Series]) -> [Mark] {
        series.enumerated().filter { !$0.element.deviations.isEmpty }.map { index, series in
            var ends: [Point] = []
            for ((x, y), deviation) in zip(zip(series.x, series.y), series.deviations)
            where (deviation > 0 || series.hasBand && deviation == 0) && x.isFinite && y.isFinite && deviation.isFinite {
                ends += [Point(x, y - deviation), Point(x, y + deviation)]
            }
            return Mark(name: "", shape: series.hasBand ? .band : .bars, points: ends, style: SeriesStyle(series.style ?? index))
        }
    }

    /// The lower and the upper end of each bar, as fractions of the axes. An end below a logarithmic axis stands at its
    /// foot; a bar that is nowhere on the axes is left out.
    func barEnds(_ mark: Mark) -> [(x: Double, low: Double, high: Double)] {
        stride(from: 0, to: mark.points.count - 1, by: 2).compactMap { index in
            let (low, high) = (mark.points[index], mark.points[index + 1])
            guard let x = xAxis.fraction(low.x), let top = yAxis.fraction(high.y) else { return nil }
            let bottom = yAxis.fraction(low.y) ?? 0
            guard (0...1).contains(x), top >= 0, bottom <= 1 else { return nil }
            return (x, max(0, bottom), min(1, top))
        }
    }
}

extension SceneDrawing {
    private static let capWidth = 18.0

    func drawBand(_ mark: Scene.Mark) {
        let ends = scene.barEnds(mark).map { end in
            (
                x: layout.plot.x + end.x * layout.plot.width, low: layout.plot.bottom - end.low * layout.plot.height,
                high: layout.plot.bottom - end.high * layout.plot.height
            )
        }
        guard ends.count > 1 else { return }
        canvas.fill(ends.map { ($0.x, $0.high) } + ends.reversed().map { ($0.x, $0.low) }, mark.style.color, opacity: 0.2)
    }

    func drawBars(_ mark: Scene.Mark) {
        for bar in scene.barEnds(mark) {
            let x = layout.plot.x + bar.x * layout.plot.width
            let low = layout.plot.bottom - bar.low * layout.plot.height
            let high = layout.plot.bottom - bar.high * layout.plot.height
            canvas.stroke([(x, low), (x, high)], mark.style.color, width: 3)
            for y in [low, high] {
                canvas.stroke([(x - Self.capWidth / 2, y), (x + Self.capWidth / 2, y)], mark.style.color, width: 3)
            }
        }
    }
}

extension TextScene {
    /// Without caps: a character is wider than a cap would be.
    func drawBars(_ mark: Scene.Mark, on canvas: inout DotCanvas) {
        for bar in scene.barEnds(mark) {
            canvas.line(from: canvas.dot(bar.x, bar.low), to: canvas.dot(bar.x, bar.high), mark.style)
        }
    }

    /// The two edges, dotted: an area of letters would hide the curves.
    func drawBand(_ mark: Scene.Mark, on canvas: inout DotCanvas) {
        let ends = scene.barEnds(mark)
        for (one, next) in zip(ends, ends.dropFirst()) {
            let (from, to) = (canvas.dot(one.x, one.low).x, canvas.dot(next.x, next.low).x)
            for column in from...max(from, to) where column.isMultiple(of: 3) {
                let share = to > from ? Double(column - from) / Double(to - from) : 0
                for (start, end) in [(one.low, next.low), (one.high, next.high)] {
                    canvas.set(x: column, y: canvas.dot(one.x, start + share * (end - start)).y, mark.style)
                }
            }
        }
    }
}
