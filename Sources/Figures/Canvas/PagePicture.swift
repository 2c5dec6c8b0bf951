import CCairo

/// A PNG file of a figure for a page that carries its pictures within itself: as `encode` draws it, in few colours where no eye
/// sees a difference, which takes a third of the bytes.
public func pagePicture(of figure: Figure) -> [UInt8]? {
    let size = naturalSize(figure)
    guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(size.width), Int32(size.height)) else { return nil }
    defer { cairo_surface_destroy(surface) }
    draw(figure, on: Canvas(surface: surface, width: size.width, height: size.height))
    cairo_surface_flush(surface)
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else { return nil }
    return compactPNG(of: surface)
}

/// A palette may miss a colour by so many of 255 steps, as the root of the mean square: no eye sees it.
private let worstError = 2.5

/// A drawn surface as a PNG file: with a palette, unless its colours are too many for one.
func compactPNG(of surface: OpaquePointer) -> [UInt8]? {
    if let picture = PalettePicture(surface), picture.error <= worstError, let bytes = picture.png() { return bytes }
    let stream = ByteStream()
    let closure = Unmanaged.passUnretained(stream).toOpaque()
    let status = withExtendedLifetime(stream) {
        cairo_surface_write_to_png_stream(surface, ByteStream.receive, closure)
    }
    return status == CAIRO_STATUS_SUCCESS ? stream.bytes : nil
}

extension Figure {
    /// What is to be seen, for those who do not see it.
    public var words: String { (title.map { $0 + ": " } ?? "") + description(of: self) }

    /// About so many bytes of memory hold it.
    public var byteCount: Int {
        func points(_ groups: [PointGroup]) -> Int { groups.reduce(0) { $0 + 16 * $1.points.count } }
        return switch content {
        case .lines(let plot):
            plot.series.reduce(points(plot.overlays)) { $0 + 8 * ($1.x.count + $1.y.count + $1.deviations.count) }
        case .scatter(let scatter): points(scatter.groups)
        case .heatmap(let map): 4 * map.values.count + points(map.overlays)
        case .images(let grid): 4 * grid.images.count
        case .panels(let figures): figures.reduce(0) { $0 + $1.byteCount }
        }
    }
}
