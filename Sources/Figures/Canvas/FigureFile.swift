import CCairo
import Files

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The kinds of files that a figure can become, chosen by the name's extension.
public enum FigureFormat: String, CaseIterable, Sendable {
    case png
    case svg
    case pdf
}

/// Draws a figure into a file, PNG, SVG or PDF by the extension of its name.
///
/// The file appears whole or not at all: it is written beside its place and then renamed.
/// - Throws: `FigureError` for an unknown extension or a place that cannot be written.
public func render(_ figure: Figure, to file: URL) throws(FigureError) {
    let name = file.pathExtension.lowercased()
    guard let format = FigureFormat(rawValue: name) else {
        throw FigureError(
            name.isEmpty
                ? "the picture `\(file.lastPathComponent)` has no extension" : "unknown kind of picture `.\(name)`",
            help: "a figure can be written as .png, .svg or .pdf")
    }
    let bytes = try encode(figure, as: format)
    do {
        try writeAtomically(bytes, to: file)
    } catch {
        throw FigureError(
            "cannot write the picture `\(file.path)`: \(error)", help: "check that the folder exists and may be written to")
    }
}

/// The bytes of a figure's file.
public func encode(_ figure: Figure, as format: FigureFormat) throws(FigureError) -> [UInt8] {
    let size = naturalSize(figure)
    let output = ByteStream()
    let closure = Unmanaged.passUnretained(output).toOpaque()
    let surface =
        switch format {
        case .png: cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(size.width), Int32(size.height))
        case .svg: cairo_svg_surface_create_for_stream(ByteStream.receive, closure, size.width, size.height)
        case .pdf: cairo_pdf_surface_create_for_stream(ByteStream.receive, closure, size.width, size.height)
        }
    guard let surface else { throw FigureError("cairo gave no surface to draw on") }
    defer { cairo_surface_destroy(surface) }
    if format == .svg { cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PX) }
    if format == .pdf, let title = figure.title {
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, Canvas.typeset(title))
    }
    draw(figure, on: Canvas(surface: surface, width: size.width, height: size.height))
    if format == .png { cairo_surface_write_to_png_stream(surface, ByteStream.receive, closure) }
    cairo_surface_finish(surface)
    let status = cairo_surface_status(surface)
    // An image surface that has been finished normally reports success as well.
    guard status == CAIRO_STATUS_SUCCESS, !output.bytes.isEmpty else {
        throw FigureError("cairo could not draw the figure: \(String(cString: cairo_status_to_string(status)))")
    }
    return format == .svg ? describe(figure, inSVG: output.bytes) : output.bytes
}

/// Draws any figure on a canvas, filling it.
func draw(_ figure: Figure, on canvas: Canvas) {
    if let scene = Scene(figure) {
        SceneDrawing(scene, on: canvas).draw()
    } else if case .images(let grid) = figure.content {
        ImageGridDrawing(title: figure.title, grid: grid, canvas: canvas).draw()
    } else if case .panels = figure.content {
        drawPanels(figure.parts, on: canvas)
    }
}

/// Side by side at equal heights, each as wide as its own shape asks; many of them in several rows.
private func drawPanels(_ figures: [Figure], on canvas: Canvas) {
    let rows = panelRows(figures)
    let height = canvas.height / Double(max(1, rows.count))
    let widest = rows.map(panelWidth).max() ?? 1
    for (place, row) in rows.enumerated() {
        var left = 0.0
        for figure in row {
            let size = naturalSize(figure)
            let width = canvas.width * (size.width / size.height) / widest
            draw(figure, on: canvas.part(Rectangle(x: left, y: Double(place) * height, width: width, height: height)))
            left += width
        }
    }
}

/// Up to so many figures stand side by side.
private let mostPanelsAcross = 4

private func panelRows(_ figures: [Figure]) -> [[Figure]] {
    guard figures.count > mostPanelsAcross else { return [figures] }
    let down = (figures.count + mostPanelsAcross - 1) / mostPanelsAcross
    let across = (figures.count + down - 1) / down
    return stride(from: 0, to: figures.count, by: across).map { Array(figures[$0..<min(figures.count, $0 + across)]) }
}

/// The width of a row for each unit of its height.
private func panelWidth(_ row: [Figure]) -> Double {
    row.reduce(0) { width, figure in
        let size = naturalSize(figure)
        return width + size.width / size.height
    }
}

func naturalSize(_ figure: Figure) -> (width: Double, height: Double) {
    if let scene = Scene(figure) { return SceneLayout.naturalSize(scene) }
    if case .panels(let figures) = figure.content, !figures.isEmpty {
        let rows = panelRows(figure.parts)
        let height = figure.parts.map { naturalSize($0).height }.max() ?? 0
        // A page of many is no larger than one of a full row: each is smaller then.
        let scale = rows.count == 1 ? 1 : 0.75
        return ((rows.map(panelWidth).max() ?? 0) * height * scale, height * Double(rows.count) * scale)
    }
    guard case .images(let grid) = figure.content else { return (1200, 800) }
    return ImageGridDrawing.naturalSize(grid, title: figure.title)
}

/// Collects what cairo writes.
final class ByteStream {
    private(set) var bytes: [UInt8] = []

    static let receive: cairo_write_func_t = { closure, data, count in
        guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
        let stream = Unmanaged<ByteStream>.fromOpaque(closure).takeUnretainedValue()
        stream.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
        return CAIRO_STATUS_SUCCESS
    }
}
