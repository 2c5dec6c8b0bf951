/// An image grid as text: half blocks with two pixels a character, or shades where there is no colour.
struct TextImageGrid {
    let title: String?
    let grid: ImageGrid
    let terminal: Terminal

    /// The picture, no larger than the terminal; nil where that is too small for one.
    func paper() -> TextGrid? {
        let titleRows = title?.isEmpty == false ? 1 : 0
        // One row for a picture, one for what is left out.
        guard terminal.columns >= 4, terminal.rows >= titleRows + 2 else { return nil }
        let columns = min(terminal.columns, 1000)
        let rows = min(terminal.rows, 400)
        guard grid.available > 0 else {
            var paper = TextGrid(columns: columns, rows: titleRows + 1)
            paper.writeCentered(title ?? "", row: 0, around: 0)
            paper.write(Scene.emptyNote, row: titleRows, column: 0)
            return paper
        }
        let plan = Plan(grid, columns: columns, rows: rows - titleRows - 1)
        let shown = plan.perRow * plan.lines
        let rest = grid.available - shown
        let height = titleRows + plan.lines * plan.cellRows + (plan.lines - 1)
        var paper = TextGrid(columns: columns, rows: height + (rest > 0 ? 1 : 0))
        let used = plan.perRow * plan.pixelWidth + (plan.perRow - 1)
        if titleRows > 0, let title { paper.writeCentered(title, row: 0, around: min(used / 2, columns / 2)) }
        for index in 0..<min(shown, grid.available) {
            draw(
                index, plan, on: &paper, row: titleRows + (index / plan.perRow) * (plan.cellRows + 1),
                column: (index % plan.perRow) * (plan.pixelWidth + 1))
        }
        if rest > 0 {
            let what = "and \(rest) more"
            let whole = "\(what) \(rest == 1 ? "image" : "images") that need a larger window or a file"
            paper.write(whole.count <= columns ? whole : what, row: height, column: 0)
        }
        return paper
    }

    private func draw(_ index: Int, _ plan: Plan, on paper: inout TextGrid, row: Int, column: Int) {
        for line in 0..<plan.cellRows {
            for place in 0..<plan.pixelWidth {
                let upper = plan.color(grid, index, row: 2 * line, column: place)
                let lower =
                    2 * line + 1 < plan.pixelHeight ? plan.color(grid, index, row: 2 * line + 1, column: place) : nil
                var cell = TextGrid.Cell()
                if terminal.mode == .ascii || terminal.color == .none {
                    let brightness = (upper.brightness + (lower ?? upper).brightness) / 2
                    cell.character = TextMap.shade(brightness, isASCII: terminal.mode == .ascii)
                } else {
                    cell = TextGrid.Cell(character: "▀", foreground: upper, background: lower)
                }
                paper[row + line, column + place] = cell
            }
        }
    }

    /// How the pictures fit the screen: enlarged by a whole number where there is room for all, otherwise shrunk by one,
    /// but never so far that nothing can be recognised; rather fewer are shown.
    private struct Plan {
        let shrink: Int
        let enlarge: Int
        let pixelWidth: Int
        let pixelHeight: Int
        let perRow: Int
        let lines: Int
        var cellRows: Int { (pixelHeight + 1) / 2 }

        init(_ grid: ImageGrid, columns: Int, rows: Int) {
            let wanted = (grid.available + grid.perRow - 1) / grid.perRow
            let smallest = min(14, grid.width, grid.height)
            var shrink = 1
            func size(_ shrink: Int) -> (width: Int, height: Int) {
                ((grid.width + shrink - 1) / shrink, (grid.height + shrink - 1) / shrink)
            }
            func fits(_ shrink: Int) -> Bool {
                let size = size(shrink)
                return grid.perRow * (size.width + 1) - 1 <= columns && wanted * ((size.height + 1) / 2 + 1) - 1 <= rows
            }
            while !fits(shrink), min(size(shrink + 1).width, size(shrink + 1).height) >= smallest { shrink += 1 }
            // A single picture larger than the screen must shrink all the same.
            while size(shrink).width > columns || (size(shrink).height + 1) / 2 > max(rows, 1) {
                if size(shrink).width == 1, size(shrink).height == 1 { break }
                shrink += 1
            }
            var enlarge = 1
            while shrink == 1, grid.perRow * (grid.width * (enlarge + 1) + 1) - 1 <= columns,
                wanted * ((grid.height * (enlarge + 1) + 1) / 2 + 1) - 1 <= rows
            {
                enlarge += 1
            }
            self.shrink = shrink
            self.enlarge = enlarge
            pixelWidth = size(shrink).width * enlarge
            pixelHeight = size(shrink).height * enlarge
            perRow = max(1, min(grid.perRow, (columns + 1) / (pixelWidth + 1)))
            let needed = (grid.available + perRow - 1) / perRow
            lines = max(1, min(needed, (rows + 1) / ((pixelHeight + 1) / 2 + 1)))
        }

        /// The mean colour of the pixels behind one shown pixel.
        func color(_ grid: ImageGrid, _ index: Int, row: Int, column: Int) -> Color {
            let (row, column) = (row / enlarge, column / enlarge)
            var (red, green, blue, count) = (0, 0, 0, 0)
            for y in (row * shrink)..<min((row + 1) * shrink, grid.height) {
                for x in (column * shrink)..<min((column + 1) * shrink, grid.width) {
                    let color = grid.color(image: index, row: y, column: x)
                    red += Int(color.red)
                    green += Int(color.green)
                    blue += Int(color.blue)
                    count += 1
                }
            }
            guard count > 0 else { return .missing }
            func mean(_ sum: Int) -> UInt8 { UInt8((sum + count / 2) / count) }
            return Color(mean(red), mean(green), mean(blue))
        }
    }
}
