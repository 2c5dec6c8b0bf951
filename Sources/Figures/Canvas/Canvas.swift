import CCairo

/// A rectangle in pixels, `y` downward.
struct Rectangle: Sendable, Hashable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double
    var right: Double { x + width }
    var bottom: Double { y + height }
}

/// The drawing surface of all figures in files and pixels: a thin, typed face of one cairo context.
final class Canvas {
    enum Horizontal { case left, center, right }
    enum Vertical { case top, middle, baseline, bottom }

    let context: OpaquePointer
    let width: Double
    let height: Double

    /// Takes the surface over only for drawing; the caller finishes and destroys it.
    init(surface: OpaquePointer, width: Double, height: Double) {
        context = cairo_create(surface)
        self.width = width
        self.height = height
        fill(Rectangle(x: 0, y: 0, width: width, height: height), .white)
    }

    /// A part of the surface, with places counted from its corner; nothing is drawn beyond it.
    init(surface: OpaquePointer, part: Rectangle) {
        context = cairo_create(surface)
        width = part.width
        height = part.height
        cairo_translate(context, part.x, part.y)
        cairo_rectangle(context, 0, 0, part.width, part.height)
        cairo_clip(context)
        fill(Rectangle(x: 0, y: 0, width: width, height: height), .white)
    }

    /// A part of this canvas, as a canvas of its own.
    func part(_ rectangle: Rectangle) -> Canvas {
        guard let surface = cairo_get_target(context) else { preconditionFailure("a context has a surface") }
        return Canvas(surface: surface, part: rectangle)
    }

    deinit { cairo_destroy(context) }

    func setColor(_ color: Color, opacity: Double = 1) {
        cairo_set_source_rgba(
            context, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255, opacity)
    }

    func fill(_ rectangle: Rectangle, _ color: Color, opacity: Double = 1) {
        setColor(color, opacity: opacity)
        cairo_rectangle(context, rectangle.x, rectangle.y, rectangle.width, rectangle.height)
        cairo_fill(context)
    }

    func stroke(_ rectangle: Rectangle, _ color: Color, width: Double) {
        setColor(color)
        cairo_set_line_width(context, width)
        cairo_set_dash(context, nil, 0, 0)
        cairo_set_line_join(context, CAIRO_LINE_JOIN_MITER)
        cairo_rectangle(context, rectangle.x, rectangle.y, rectangle.width, rectangle.height)
        cairo_stroke(context)
    }

    func path(_ points: [(x: Double, y: Double)]) {
        guard let first = points.first else { return }
        cairo_new_path(context)
        cairo_move_to(context, first.x, first.y)
        for point in points.dropFirst() { cairo_line_to(context, point.x, point.y) }
    }

    func stroke(
        _ points: [(x: Double, y: Double)], _ color: Color, width: Double, dashes: [Double] = [], opacity: Double = 1
    ) {
        path(points)
        setColor(color, opacity: opacity)
        cairo_set_line_width(context, width)
        cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
        cairo_set_line_cap(context, dashes.isEmpty ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
        cairo_set_dash(context, dashes, Int32(dashes.count), 0)
        cairo_stroke(context)
    }

    func fill(_ points: [(x: Double, y: Double)], _ color: Color, opacity: Double) {
        path(points)
        cairo_close_path(context)
        setColor(color, opacity: opacity)
        cairo_fill(context)
    }

    /// Runs the drawing so that nothing falls outside the rectangle.
    func clipped(to rectangle: Rectangle, _ draw: () -> Void) {
        cairo_save(context)
        cairo_rectangle(context, rectangle.x, rectangle.y, rectangle.width, rectangle.height)
        cairo_clip(context)
        draw()
        cairo_restore(context)
    }

    /// Pixels (row by row from the top) stretched over a rectangle with sharp edges.
    func image(_ pixels: [Color], width: Int, height: Int, in rectangle: Rectangle) {
        guard width > 0, height > 0, pixels.count >= width * height,
            let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
        else { return }
        defer { cairo_surface_destroy(surface) }
        guard let bytes = cairo_image_surface_get_data(surface) else { return }
        let stride = Int(cairo_image_surface_get_stride(surface))
        for row in 0..<height {
            let line = UnsafeMutableRawPointer(bytes + row * stride)
            for column in 0..<width {
                let color = pixels[row * width + column]
                let word = UInt32(color.red) << 16 | UInt32(color.green) << 8 | UInt32(color.blue)
                line.storeBytes(of: word, toByteOffset: column * 4, as: UInt32.self)
            }
        }
        cairo_surface_mark_dirty(surface)
        cairo_save(context)
        cairo_translate(context, rectangle.x, rectangle.y)
        cairo_scale(context, rectangle.width / Double(width), rectangle.height / Double(height))
        cairo_set_source_surface(context, surface, 0, 0)
        cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_NEAREST)
        cairo_rectangle(context, 0, 0, Double(width), Double(height))
        cairo_fill(context)
        cairo_restore(context)
    }
}
