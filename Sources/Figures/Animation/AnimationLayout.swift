import CCairo

/// Where the figures of an animation lie: in cells of one size below a line with the caption, the same in every frame.
struct AnimationLayout {
    /// Of the whole frame, in pixels.
    let width: Int
    let height: Int
    /// The pixels of a canvas unit: letters keep a readable size, and pixels of images stay whole.
    private let scale: Double
    /// The room of each figure in canvas units.
    private let parts: [Rectangle]

    private static let captionHeight = 62.0
    private static let captionSize = 32.0
    private static let lineHeight = 6.0
    /// Letters of a figure 480 pixels wide are as large as those of a terminal.
    private static let usualScale = 0.55
    /// With it, what is an even number of units wide is a whole number of pixels wide.
    private static let imageScale = 0.5
    private static let leastScale = 0.4

    init(_ animation: Animation) {
        let figures = animation.frames.last?.figures ?? []
        let hasImages = figures.contains { if case .images = $0.content { true } else { false } }
        let (wish, size) = (Double(animation.width), Double(animation.width) / 480)
        scale = hasImages ? Self.imageScale : max(Self.leastScale, Self.usualScale * size)
        let room = wish / scale
        let sizes = figures.map { figure in
            if case .images(let grid) = figure.content { return ImageGridDrawing.size(grid, title: figure.title, near: room, scale: Self.imageScale) }
            let natural = naturalSize(figure)
            return (width: room, height: (room * natural.height / natural.width).rounded())
        }
        let across = figures.count <= 3 ? max(1, figures.count) : Int(Double(figures.count).squareRoot().rounded(.up))
        let cell = (width: sizes.map(\.width).max() ?? room, height: sizes.map(\.height).max() ?? room)
        let top = Self.captionHeight
        parts = sizes.enumerated().map { index, size in
            // Even numbers: half a pixel would blur an image.
            func middle(_ room: Double) -> Double { (room / 4).rounded(.down) * 2 }
            return Rectangle(
                x: Double(index % across) * cell.width + middle(cell.width - size.width),
                y: top + Double(index / across) * cell.height + middle(cell.height - size.height), width: size.width,
                height: size.height)
        }
        let down = (figures.count + across - 1) / across
        width = Int((Double(across) * cell.width * scale).rounded(.up))
        height = Int(((top + Double(down) * cell.height) * scale).rounded(.up))
    }

    /// Draws a frame on a surface of its own, which the caller destroys.
    func drawn(_ frame: Animation.Frame) throws(FigureError) -> OpaquePointer {
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)) else {
            throw FigureError("cairo gave no surface to draw on")
        }
        cairo_surface_set_device_scale(surface, scale, scale)
        drawCaption(of: frame, on: Canvas(surface: surface, width: Double(width) / scale, height: Double(height) / scale))
        for (part, figure) in zip(parts, frame.figures) { draw(figure, on: Canvas(surface: surface, part: part)) }
        cairo_surface_flush(surface)
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else {
            cairo_surface_destroy(surface)
            throw FigureError("cairo could not draw the frame: \(String(cString: cairo_status_to_string(status)))")
        }
        return surface
    }

    /// At the left, where its letters stand still while the number grows.
    private func drawCaption(of frame: Animation.Frame, on canvas: Canvas) {
        let room = canvas.width - 2 * SceneLayout.margin
        canvas.text(
            canvas.shortened(frame.caption, size: Self.captionSize, isBold: true, to: room), x: SceneLayout.margin,
            y: Self.captionHeight - 20, size: Self.captionSize, isBold: true)
        let line = Rectangle(x: SceneLayout.margin, y: Self.captionHeight - Self.lineHeight, width: room, height: Self.lineHeight)
        canvas.fill(line, SceneDrawing.frameColor, opacity: 0.25)
        let share = frame.share.isFinite ? min(max(frame.share, 0), 1) : 0
        canvas.fill(Rectangle(x: line.x, y: line.y, width: line.width * share, height: line.height), SceneDrawing.frameColor)
    }
}
