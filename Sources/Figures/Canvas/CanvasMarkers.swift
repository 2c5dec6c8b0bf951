import CCairo

/// The marks of single points.
extension Canvas {
    /// Draws a marker of about `size` pixels across. A white rim keeps it apart from a colourful ground.
    func marker(
        _ marker: SeriesStyle.Marker, x: Double, y: Double, size: Double, color: Color, opacity: Double = 1,
        hasRim: Bool = false
    ) {
        let reach = size / 2
        let strokeWidth = size * 0.28
        cairo_new_path(context)
        cairo_set_dash(context, nil, 0, 0)
        cairo_set_line_cap(context, CAIRO_LINE_CAP_BUTT)
        cairo_set_line_join(context, CAIRO_LINE_JOIN_MITER)
        var isStroked = false
        switch marker {
        case .circle:
            cairo_arc(context, x, y, reach * 0.9, 0, 2 * Double.pi)
        case .ring:
            cairo_arc(context, x, y, reach * 0.8, 0, 2 * Double.pi)
            isStroked = true
        case .cross:
            lines([(-0.8, -0.8), (0.8, 0.8)], x, y, reach)
            lines([(-0.8, 0.8), (0.8, -0.8)], x, y, reach)
            isStroked = true
        case .plus:
            lines([(-1, 0), (1, 0)], x, y, reach)
            lines([(0, -1), (0, 1)], x, y, reach)
            isStroked = true
        case .triangle: polygon([(0, -1.05), (1, 0.75), (-1, 0.75)], x, y, reach)
        case .invertedTriangle: polygon([(0, 1.05), (1, -0.75), (-1, -0.75)], x, y, reach)
        case .diamond: polygon([(0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0)], x, y, reach)
        case .square: polygon([(-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)], x, y, reach)
        }
        if hasRim {
            setColor(.white)
            cairo_set_line_width(context, isStroked ? strokeWidth + size * 0.3 : size * 0.3)
            cairo_stroke_preserve(context)
        }
        setColor(color, opacity: opacity)
        if isStroked {
            cairo_set_line_width(context, strokeWidth)
            cairo_stroke(context)
        } else {
            cairo_fill(context)
        }
    }

    private func lines(_ corners: [(Double, Double)], _ x: Double, _ y: Double, _ reach: Double) {
        for (index, corner) in corners.enumerated() {
            if index == 0 {
                cairo_move_to(context, x + corner.0 * reach, y + corner.1 * reach)
            } else {
                cairo_line_to(context, x + corner.0 * reach, y + corner.1 * reach)
            }
        }
    }

    private func polygon(_ corners: [(Double, Double)], _ x: Double, _ y: Double, _ reach: Double) {
        lines(corners, x, y, reach)
        cairo_close_path(context)
    }
}
