/// Curves, areas and points of a scene in pixels.
extension SceneDrawing {
    func draw(_ mark: Scene.Mark) {
        switch mark.shape {
        case .line, .area: drawCurve(mark)
        case .points: drawPoints(mark)
        case .path, .strokes:
            for piece in segments(mark.points) where piece.count > 1 {
                canvas.stroke(piece, mark.style.color, width: mark.shape == .path ? 4.5 : 2.2)
            }
        case .arrows: drawArrows(mark)
        case .bars: drawBars(mark)
        case .band: drawBand(mark)
        case .reference: drawReference(mark)
        }
    }

    private func drawCurve(_ mark: Scene.Mark) {
        let pieces = segments(Thinning.line(mark.points, columns: Int(layout.plot.width)))
        for piece in pieces {
            if mark.shape == .area, let first = piece.first, let last = piece.last {
                let zero = layout.plot.bottom - (scene.yAxis.fraction(0) ?? 0) * layout.plot.height
                canvas.fill(piece + [(last.x, zero), (first.x, zero)], mark.style.color, opacity: 0.25)
            }
            let isNoisy = Smoothing.isNoisy(piece.map(\.y))
            if isNoisy {
                // The values stay visible as a shade; the eye follows their moving average.
                canvas.stroke(piece, mark.style.color, width: 1.6, opacity: 0.3)
            }
            let strong = isNoisy ? Smoothing.average(piece) : piece
            if strong.count > 1 { canvas.stroke(strong, mark.style.color, width: 4.5, dashes: mark.style.dashes) }
            // A few measured values deserve to be seen as such, and one alone would be invisible.
            guard piece.count <= 16 else { continue }
            for place in piece {
                canvas.marker(mark.style.marker, x: place.x, y: place.y, size: 14, color: mark.style.color)
            }
        }
    }

    /// A white rim keeps an arrow apart from a colourful ground. One too short for a head is a dot.
    private func drawArrows(_ mark: Scene.Mark) {
        for start in stride(from: 0, to: mark.points.count - 1, by: 2) {
            guard let tail = layout.place(mark.points[start], scene), let head = layout.place(mark.points[start + 1], scene) else { continue }
            let (across, down) = (head.x - tail.x, head.y - tail.y)
            let length = (across * across + down * down).squareRoot()
            guard length >= 4 else {
                canvas.marker(.circle, x: tail.x, y: tail.y, size: 6, color: mark.style.color, hasRim: true)
                continue
            }
            // No longer than the arrow itself, so that short ones keep their direction.
            let barb = min(15, 0.6 * length)
            func corner(_ side: Double) -> (x: Double, y: Double) {
                let (x, y) = (-across / length, -down / length)
                let (cosine, sine) = (0.883, side * 0.469)
                return (head.x + barb * (x * cosine - y * sine), head.y + barb * (x * sine + y * cosine))
            }
            for (color, width) in [(Color.white, 7.0), (mark.style.color, 3.2)] {
                canvas.stroke([tail, head], color, width: width)
                canvas.stroke([corner(1), head, corner(-1)], color, width: width)
            }
        }
    }

    private func drawReference(_ mark: Scene.Mark) {
        canvas.stroke(
            mark.points.compactMap { layout.place($0, scene) }, mark.style.color, width: 3.5,
            dashes: SeriesStyle.referenceDashes)
    }

    /// The curve's pixels, cut where a value has no place.
    private func segments(_ points: [Point]) -> [[(x: Double, y: Double)]] {
        var pieces: [[(x: Double, y: Double)]] = []
        var piece: [(x: Double, y: Double)] = []
        for point in points {
            if let place = layout.place(point, scene) {
                piece.append(place)
            } else if !piece.isEmpty {
                pieces.append(piece)
                piece = []
            }
        }
        if !piece.isEmpty { pieces.append(piece) }
        return pieces
    }

    private func drawPoints(_ mark: Scene.Mark) {
        let points = Thinning.cloud(mark.points, count: 20_000)
        // Big marks for few points, small ones for many, so that a crowd does not become a blot.
        let crowd = points.count
        let size = crowd <= 60 ? 17.0 : crowd <= 300 ? 13 : crowd <= 1500 ? 10 : 7
        let opacity = scene.map != nil || crowd <= 60 ? 1 : crowd <= 1500 ? 0.75 : 0.5
        for point in points {
            guard let place = layout.place(point, scene) else { continue }
            canvas.marker(
                mark.style.marker, x: place.x, y: place.y, size: size, color: mark.style.color, opacity: opacity,
                hasRim: scene.map != nil)
        }
    }
}
