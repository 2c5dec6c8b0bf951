import CCairo

/// The bytes of an animation's file; `nil` when it was cancelled.
///
/// All frames share one palette: with one each, a colour would flicker from frame to frame. They are drawn twice, once to count
/// their colours and once to write them, as a hundred of them would take more memory than drawing takes time.
///
/// - Parameter isCancelled: asked before every frame is drawn.
public func encode(
    _ animation: Animation, isCancelled: () -> Bool = { false }
) throws(FigureError) -> EncodedAnimation? {
    let layout = AnimationLayout(animation)
    guard layout.width <= GIFFile.limit, layout.height <= GIFFile.limit else {
        throw FigureError(
            "a GIF file has at most \(GIFFile.limit) pixels a side, found \(layout.width)x\(layout.height)",
            help: "a smaller `width`, or fewer figures")
    }
    var counts = ColorCounts()
    for frame in animation.frames {
        if isCancelled() { return nil }
        let surface = try layout.drawn(frame)
        defer { cairo_surface_destroy(surface) }
        counts.add(surface)
    }
    let palette = counts.palette(limit: GIFFile.mostColors)
    let file = try GIFFile(width: layout.width, height: layout.height, colors: palette.colors)
    for (place, frame) in animation.frames.enumerated() {
        if isCancelled() { return nil }
        let surface = try layout.drawn(frame)
        defer { cairo_surface_destroy(surface) }
        let isLast = place == animation.frames.count - 1
        let seconds = isLast ? animation.rest : 1 / Double(max(1, animation.framesPerSecond))
        try file.add(palette.indices(of: surface), seconds: seconds)
    }
    return EncodedAnimation(bytes: try file.finish(), width: layout.width, height: layout.height)
}
