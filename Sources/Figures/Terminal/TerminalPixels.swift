import CCairo
import CChafa

/// Pixel pictures for terminals that can show them: figures are drawn as for a file. kitty and iTerm2 get that file, a
/// PNG, which is some eighty times smaller than its pixels; chafa makes sixels of it for the others.
struct TerminalPixels {
    let figures: [Figure]
    let terminal: Terminal

    /// tmux drops sixel pictures whose data exceeds its buffer of a megabyte, silently.
    static let multiplexedLimit = (width: 640, height: 400)
    /// In smaller windows nothing could be recognised.
    static let fewestColumns = 10
    static let fewestRows = 5

    /// The escape sequences of the picture, no higher than `terminal.rows`; nil when drawing failed or the window is too
    /// small.
    func text() -> String? {
        guard let first = figures.first, terminal.columns >= Self.fewestColumns, terminal.rows >= Self.fewestRows else {
            return nil
        }
        let cellWidth = min(max(terminal.cellWidth ?? 10, 4), 64)
        let cellHeight = min(max(terminal.cellHeight ?? 20, 8), 128)
        var columns = min(terminal.columns, 400)
        var rows = min(terminal.rows, 200)
        if terminal.mode == .sixel, terminal.isMultiplexed {
            columns = min(columns, Self.multiplexedLimit.width / cellWidth)
            rows = min(rows, Self.multiplexedLimit.height / cellHeight)
        }
        if figures.count == 1 {
            // The figure's own proportions within the room; wide margins beside it would only cost time.
            let natural = naturalSize(first)
            let room = (width: Double(columns * cellWidth), height: Double(rows * cellHeight))
            let factor = min(room.width / natural.width, room.height / natural.height)
            columns = max(1, min(columns, Int((natural.width * factor / Double(cellWidth)).rounded(.up))))
            rows = max(1, min(rows, Int((natural.height * factor / Double(cellHeight)).rounded(.up))))
        }
        guard let surface = drawn(columns * cellWidth, rows * cellHeight, columns, rows) else { return nil }
        defer { cairo_surface_destroy(surface) }
        let isWrapped = terminal.isMultiplexed
        let picture: String? =
            switch terminal.mode {
            case .kitty:
                compactPNG(of: surface).map { InlinePicture.kitty($0, columns: columns, rows: rows, isWrapped: isWrapped) }
            case .iterm:
                compactPNG(of: surface).map { InlinePicture.iterm($0, columns: columns, rows: rows, isWrapped: isWrapped) }
            default: sixels(of: surface, columns, rows, cellWidth, cellHeight)
            }
        return picture.map { InlinePicture.placed($0, rows: rows) }
    }

    /// All figures on one surface of so many pixels.
    private func drawn(_ width: Int, _ height: Int, _ columns: Int, _ rows: Int) -> OpaquePointer? {
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)) else {
            return nil
        }
        let plan = Arrangement(count: figures.count, columns: columns, rows: rows)
        let room = (width: Double(width) / Double(plan.across), height: Double(height) / Double(plan.down))
        // Letters keep a readable size: the canvas is taken to be 900 pixels wide or so, and scaled.
        let scale = max(0.55, min(room.width / 1000, room.height / 660, 1.5))
        cairo_surface_set_device_scale(surface, scale, scale)
        // White also where no figure stands.
        _ = Canvas(surface: surface, width: Double(width) / scale, height: Double(height) / scale)
        for (index, figure) in figures.enumerated() {
            let part = Rectangle(
                x: Double(index % plan.across) * room.width / scale, y: Double(index / plan.across) * room.height / scale,
                width: room.width / scale, height: room.height / scale)
            draw(figure, on: Canvas(surface: surface, part: part))
        }
        cairo_surface_flush(surface)
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else {
            cairo_surface_destroy(surface)
            return nil
        }
        return surface
    }

    private func sixels(
        of surface: OpaquePointer, _ columns: Int, _ rows: Int, _ cellWidth: Int, _ cellHeight: Int
    ) -> String? {
        guard let pixels = cairo_image_surface_get_data(surface) else { return nil }
        let stride = Int(cairo_image_surface_get_stride(surface))
        let (width, height) = (columns * cellWidth, rows * cellHeight)
        // Cairo leaves the fourth byte undefined; chafa reads it as opacity.
        for row in 0..<height {
            for column in 0..<width { pixels[row * stride + column * 4 + 3] = 255 }
        }
        let config = chafa_canvas_config_new()
        defer { chafa_canvas_config_unref(config) }
        chafa_canvas_config_set_pixel_mode(config, CHAFA_PIXEL_MODE_SIXELS)
        chafa_canvas_config_set_geometry(config, Int32(columns), Int32(rows))
        chafa_canvas_config_set_cell_geometry(config, Int32(cellWidth), Int32(cellHeight))
        let canvas = chafa_canvas_new(config)
        defer { chafa_canvas_unref(canvas) }
        chafa_canvas_draw_all_pixels(
            canvas, CHAFA_PIXEL_BGRA8_UNASSOCIATED, pixels, Int32(width), Int32(height), Int32(stride))
        let information = chafa_term_db_get_fallback_info(chafa_term_db_get_default())
        defer { chafa_term_info_unref(information) }
        guard let result = chafa_canvas_print(canvas, information) else { return nil }
        defer { g_string_free(result, 1) }
        guard let characters = result.pointee.str, result.pointee.len > 0 else { return nil }
        return String(cString: characters)
    }
}
