import CCairo
import CChafa

/// Pixel pictures for terminals that can show them: the figure is drawn as for a file and handed to chafa, which knows
/// the protocols.
struct TerminalPixels {
    let figure: Figure
    let terminal: Terminal

    /// tmux drops sixel pictures whose data exceeds its buffer of a megabyte, silently.
    static let multiplexedLimit = (width: 640, height: 400)

    /// The escape sequences of the picture, no higher than `terminal.rows`; nil when drawing failed.
    func text() -> String? {
        let cellWidth = min(max(terminal.cellWidth ?? 10, 4), 64)
        let cellHeight = min(max(terminal.cellHeight ?? 20, 8), 128)
        var columns = min(max(terminal.columns, 10), 400)
        var rows = min(max(terminal.rows, 5), 200)
        if terminal.mode == .sixel, terminal.isMultiplexed {
            columns = min(columns, Self.multiplexedLimit.width / cellWidth)
            rows = min(rows, Self.multiplexedLimit.height / cellHeight)
        }
        // The figure's own proportions within the room; wide margins beside it would only cost time.
        let natural = naturalSize(figure)
        let room = (width: Double(columns * cellWidth), height: Double(rows * cellHeight))
        let factor = min(room.width / natural.width, room.height / natural.height)
        columns = max(1, min(columns, Int((natural.width * factor / Double(cellWidth)).rounded(.up))))
        rows = max(1, min(rows, Int((natural.height * factor / Double(cellHeight)).rounded(.up))))
        return print(columns, rows, cellWidth, cellHeight)
    }

    private func print(_ columns: Int, _ rows: Int, _ cellWidth: Int, _ cellHeight: Int) -> String? {
        let width = columns * cellWidth
        let height = rows * cellHeight
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)) else {
            return nil
        }
        defer { cairo_surface_destroy(surface) }
        // Letters keep a readable size: the canvas is taken to be 900 pixels wide or so, and scaled.
        let scale = max(0.55, min(Double(width) / 1000, Double(height) / 660, 1.5))
        cairo_surface_set_device_scale(surface, scale, scale)
        draw(figure, on: Canvas(surface: surface, width: Double(width) / scale, height: Double(height) / scale))
        cairo_surface_flush(surface)
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let pixels = cairo_image_surface_get_data(surface)
        else { return nil }
        let stride = Int(cairo_image_surface_get_stride(surface))
        // Cairo leaves the fourth byte undefined; chafa reads it as opacity.
        for row in 0..<height {
            for column in 0..<width { pixels[row * stride + column * 4 + 3] = 255 }
        }

        let config = chafa_canvas_config_new()
        defer { chafa_canvas_config_unref(config) }
        chafa_canvas_config_set_pixel_mode(config, pixelMode)
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
        return String(cString: characters) + "\n"
    }

    private var pixelMode: ChafaPixelMode {
        switch terminal.mode {
        case .kitty: CHAFA_PIXEL_MODE_KITTY
        case .iterm: CHAFA_PIXEL_MODE_ITERM2
        default: CHAFA_PIXEL_MODE_SIXELS
        }
    }
}
