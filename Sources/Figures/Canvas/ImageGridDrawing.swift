/// Draws an image grid on a canvas, every pixel of a picture as a sharp square of whole pixels where there is room.
struct ImageGridDrawing {
    let title: String?
    let grid: ImageGrid
    let canvas: Canvas

    static let gap = 8.0

    var titleHeight: Double { Self.titleHeight(title) }

    private static func titleHeight(_ title: String?) -> Double {
        title?.isEmpty == false ? SceneLayout.titleSize + 18 : 0
    }

    /// The canvas that suits the grid in a file: pictures enlarged by a whole number to about 1000 pixels in all.
    static func naturalSize(_ grid: ImageGrid, title: String?) -> (width: Double, height: Double) {
        guard grid.available > 0 else { return (1200, 800) }
        let columns = grid.perRow
        let rows = (grid.available + columns - 1) / columns
        let scale = enlargement(grid, columns, rows, width: 1080, height: 1080)
        let size = extent(grid, columns, rows, scale)
        let margin = 2 * SceneLayout.margin
        return (max(480, size.width + margin), max(320, size.height + margin + titleHeight(title)))
    }

    /// The canvas about `width` wide on which each pixel of a picture is a whole number of pixels, when a canvas unit is
    /// `scale` of them; a fifth wider where a smaller number would leave too much empty.
    static func size(_ grid: ImageGrid, title: String?, near width: Double, scale: Double) -> (width: Double, height: Double) {
        guard grid.available > 0 else { return (width, width) }
        let columns = grid.perRow
        let rows = (grid.available + columns - 1) / columns
        let margin = 2 * SceneLayout.margin
        let room = 1.2 * width - margin - Double(columns - 1) * gap
        let pixels = max(1, (room / Double(columns * grid.width) * scale).rounded(.down))
        let size = extent(grid, columns, rows, pixels / scale)
        return (size.width + margin, size.height + margin + titleHeight(title))
    }

    func draw() {
        let margin = SceneLayout.margin
        if let title, !title.isEmpty {
            let shown = canvas.title(title, in: canvas.width - 2 * margin)
            canvas.text(
                shown.text, x: canvas.width / 2, y: margin + SceneLayout.titleSize * 0.8, size: shown.size, .center, isBold: true)
        }
        let count = grid.available
        guard count > 0 else {
            canvas.text(
                Scene.emptyNote, x: canvas.width / 2, y: canvas.height / 2, size: SceneLayout.labelSize, .center,
                .middle,
                color: SceneDrawing.frameColor)
            return
        }
        let columns = grid.perRow
        let rows = (count + columns - 1) / columns
        let top = margin + titleHeight
        let scale = Self.enlargement(
            grid, columns, rows, width: canvas.width - 2 * margin, height: canvas.height - top - margin)
        let size = Self.extent(grid, columns, rows, scale)
        let left = ((canvas.width - size.width) / 2).rounded()
        let above = max(top, (top + (canvas.height - top - margin - size.height) / 2).rounded())
        for index in 0..<count {
            let frame = Rectangle(
                x: left + Double(index % columns) * (Double(grid.width) * scale + Self.gap),
                y: above + Double(index / columns) * (Double(grid.height) * scale + Self.gap),
                width: Double(grid.width) * scale, height: Double(grid.height) * scale)
            canvas.image(pixels(index), width: grid.width, height: grid.height, in: frame)
        }
    }

    private func pixels(_ index: Int) -> [Color] {
        (0..<grid.height).flatMap { row in
            (0..<grid.width).map { grid.color(image: index, row: row, column: $0) }
        }
    }

    /// The largest whole enlargement that fits; a fraction only where not even one to one does.
    private static func enlargement(_ grid: ImageGrid, _ columns: Int, _ rows: Int, width: Double, height: Double)
        -> Double
    {
        let across = (width - Double(columns - 1) * gap) / Double(columns * grid.width)
        let up = (height - Double(rows - 1) * gap) / Double(rows * grid.height)
        let scale = max(min(across, up), 0.05)
        return scale >= 1 ? scale.rounded(.down) : scale
    }

    private static func extent(_ grid: ImageGrid, _ columns: Int, _ rows: Int, _ scale: Double) -> (
        width: Double, height: Double
    ) {
        (
            Double(columns * grid.width) * scale + Double(columns - 1) * gap,
            Double(rows * grid.height) * scale + Double(rows - 1) * gap
        )
    }
}
