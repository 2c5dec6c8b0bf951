/// Draws a scene as text: title, legend, the plotting area with its frame, ticks and labels.
struct TextScene {
    let scene: Scene
    let terminal: Terminal

    private var isASCII: Bool { terminal.mode == .ascii }
    /// Without colour a braille curve would not tell whose it is; markers do.
    private var dotStyle: DotCanvas.Style {
        if isASCII { return .markers(isASCII: true) }
        if scene.map != nil { return .markers(isASCII: false) }
        if terminal.color == .none && scene.marks.count(where: { $0.shape != .reference && $0.shape != .bars && $0.shape != .band }) > 1 {
            return .markers(isASCII: false)
        }
        // Single braille dots are too faint for a few points.
        let count = scene.marks.filter { $0.shape != .reference }.map { $0.shape == .points ? $0.points.count : Int.max / 64 }.reduce(0, &+)
        return count <= 200 ? .markers(isASCII: false) : .braille
    }

    /// Smaller windows show no curve that anyone could read.
    static let fewestColumns = 16
    static let fewestRows = 5

    /// The picture, no larger than the terminal; nil where that is too small for one.
    func grid() -> TextGrid? {
        guard terminal.columns >= Self.fewestColumns, terminal.rows >= Self.fewestRows else { return nil }
        let columns = min(terminal.columns, 400)
        let rows = min(terminal.rows, 200)
        let hasTitle = scene.title?.isEmpty == false
        let barLabel = scene.map?.colorBarLabel ?? ""
        // Two rows are the least that a curve can rise or fall in, two more are the axis's.
        let legend = Array(legendLines(width: columns).prefix(rows - 4 - (hasTitle ? 1 : 0)))
        // On a very low screen the curve matters more than the labels.
        let hasYLabel = rows > 11 && !(scene.yAxis.label.isEmpty && barLabel.isEmpty)
        let hasXLabel = rows > 11 && !scene.xAxis.label.isEmpty
        let top = (hasTitle ? 1 : 0) + legend.count + (hasYLabel ? 1 : 0)
        let bottom = 2 + (hasXLabel ? 1 : 0)
        var height = max(rows - top - bottom, 2)

        let yTicks = scene.yTicks(count: max(2, min(6, height / 3), min(scene.yAxis.names.count, height)))
        let left = (yTicks.map(\.label.count).max() ?? 1) + 1
        var bar = scene.map.flatMap { TextColorBar($0, height: height) }
        // In a narrow window the map matters more than its bar.
        if let width = bar?.width, columns - left - width - 4 < 8 { bar = nil }
        var width = max(columns - left - 2 - (bar.map { $0.width + 2 } ?? 0), 4)
        if let aspect = scene.aspect {
            // A character is about twice as high as it is wide.
            width = min(width, max(8, Int((Double(height) * 2 * aspect).rounded())))
            height = min(height, max(2, Int((Double(width) / 2 / aspect).rounded())))
        }

        var grid = TextGrid(columns: columns, rows: top + height + bottom)
        let middle = left + 1 + width / 2
        if let title = scene.title, hasTitle { grid.writeCentered(title, row: 0, around: middle) }
        for (index, line) in legend.enumerated() {
            var column = max(0, min(middle - line.width / 2, columns - line.width))
            for mark in line.marks {
                let sign = String(sign(mark))
                grid.write(sign, row: (hasTitle ? 1 : 0) + index, column: column, color: mark.style.textColor)
                grid.write(mark.name, row: (hasTitle ? 1 : 0) + index, column: column + 2)
                column += mark.name.count + 5
            }
        }
        if hasYLabel {
            let start = max(0, left - scene.yAxis.label.count / 2)
            grid.write(scene.yAxis.label, row: top - 1, column: start)
            // Above the colour bar, as far right as it must be to leave the other label alone.
            let free = scene.yAxis.label.isEmpty ? 0 : start + scene.yAxis.label.count + 2
            let end = min(left + width + 3 + (bar?.width ?? 0), columns)
            grid.write(barLabel, row: top - 1, column: max(free, end - barLabel.count))
        }
        drawFrame(on: &grid, top: top, left: left, width: width, height: height, yTicks)
        drawXTicks(on: &grid, row: top + height + 1, left: left, width: width)
        if hasXLabel { grid.writeCentered(scene.xAxis.label, row: top + height + 2, around: middle) }
        if let map = scene.map {
            TextMap(map: map, terminal: terminal).draw(
                on: &grid, row: top, column: left + 1, width: width, height: height)
            if bar != nil {
                // Anew: the picture may have become lower since.
                TextColorBar(map, height: height)?.draw(on: &grid, row: top, column: left + width + 3, terminal: terminal)
            }
        }
        drawReferences(on: &grid, top: top, left: left + 1, width: width, height: height)
        drawMarks(on: &grid, top: top, left: left + 1, width: width, height: height)
        if let note = scene.note { grid.writeCentered(note, row: top + height / 2, around: middle) }
        return grid
    }

    /// Level and upright lines, in letters of their own: everything else goes on top of them.
    private func drawReferences(on grid: inout TextGrid, top: Int, left: Int, width: Int, height: Int) {
        for mark in scene.marks where mark.shape == .reference {
            let ends = mark.points.compactMap { point in
                scene.xAxis.fraction(point.x).flatMap { x in scene.yAxis.fraction(point.y).map { (x: x, y: $0) } }
            }
            guard ends.count == 2, ends.allSatisfy({ (0...1).contains($0.x) && (0...1).contains($0.y) }) else { continue }
            let row = top + Int(((1 - ends[0].y) * Double(height - 1)).rounded())
            let column = left + Int((ends[0].x * Double(width - 1)).rounded())
            let places =
                mark.isUpright
                ? (0..<height).map { (top + $0, column) } : (0..<width).map { (row, left + $0) }
            for place in places {
                grid[place.0, place.1].character = sign(mark)
                grid[place.0, place.1].foreground = mark.style.textColor
            }
        }
    }

    private func drawMarks(on grid: inout TextGrid, top: Int, left: Int, width: Int, height: Int) {
        var canvas = DotCanvas(columns: width, rows: height, style: dotStyle)
        for mark in scene.marks where mark.shape != .reference {
            guard mark.shape != .bars else {
                drawBars(mark, on: &canvas)
                continue
            }
            guard mark.shape != .band else {
                // Markers are the curves' own signs.
                if case .braille = dotStyle { drawBand(mark, on: &canvas) }
                continue
            }
            guard mark.shape != .arrows, !isSign(mark), isDrawn(mark) else { continue }
            let isDrawnAsItIs = [.points, .path, .strokes].contains(mark.shape)
            let thinned = isDrawnAsItIs ? mark.points : Thinning.line(mark.points, columns: canvas.width)
            for piece in pieces(thinned) {
                guard mark.shape != .points else {
                    for place in piece where (0...1).contains(place.x) && (0...1).contains(place.y) {
                        let dot = canvas.dot(place.x, place.y)
                        canvas.set(x: dot.x, y: dot.y, mark.style)
                    }
                    continue
                }
                // Characters are too coarse for noise: only the moving average is drawn.
                let curve = !isDrawnAsItIs && Smoothing.isNoisy(piece.map(\.y)) ? Smoothing.average(piece) : piece
                var previous = canvas.dot(curve[0].x, curve[0].y)
                for place in curve {
                    let dot = canvas.dot(place.x, place.y)
                    canvas.line(from: previous, to: dot, mark.style)
                    previous = dot
                }
            }
        }
        canvas.draw(on: &grid, row: top, column: left)
        for mark in scene.marks where isSign(mark) { drawSigns(mark, on: &grid, top: top, left: left, width: width, height: height) }
        for mark in scene.marks where mark.shape == .arrows {
            drawArrows(mark, on: &grid, top: top, left: left, width: width, height: height)
        }
    }

    /// A few points beside a path are letters: as dots they would be part of its line.
    private func isSign(_ mark: Scene.Mark) -> Bool {
        mark.shape == .points && mark.points.count <= 40 && scene.marks.contains { $0.shape == .path }
    }

    private func drawSigns(_ mark: Scene.Mark, on grid: inout TextGrid, top: Int, left: Int, width: Int, height: Int) {
        for point in mark.points {
            guard let x = scene.xAxis.fraction(point.x), let y = scene.yAxis.fraction(point.y), (0...1).contains(x), (0...1).contains(y) else {
                continue
            }
            grid[top + Int(((1 - y) * Double(height - 1)).rounded()), left + Int((x * Double(width - 1)).rounded())] = TextGrid.Cell(
                character: isASCII ? mark.style.asciiMarker : mark.style.textMarker, foreground: mark.style.textColor)
        }
    }

    /// Each arrow as one letter at its tail that says where it goes: a character holds no length.
    private func drawArrows(_ mark: Scene.Mark, on grid: inout TextGrid, top: Int, left: Int, width: Int, height: Int) {
        let letters: [Character] = isASCII ? Array(">/^\\</v\\") : Array("→↗↑↖←↙↓↘")
        for start in stride(from: 0, to: mark.points.count - 1, by: 2) {
            let ends = mark.points[start...start + 1].compactMap { point in
                scene.xAxis.fraction(point.x).flatMap { x in scene.yAxis.fraction(point.y).map { (x: x, y: $0) } }
            }
            guard ends.count == 2, (0...1).contains(ends[0].x), (0...1).contains(ends[0].y) else { continue }
            // On the screen a character is about twice as high as it is wide.
            let (across, up) = ((ends[1].x - ends[0].x) * Double(width), (ends[1].y - ends[0].y) * Double(2 * height))
            guard across != 0 || up != 0 else { continue }
            let eighth = (Self.direction(across, up) * 4).rounded()
            let place = (row: top + Int(((1 - ends[0].y) * Double(height - 1)).rounded()), column: left + Int((ends[0].x * Double(width - 1)).rounded()))
            var cell = grid[place.row, place.column]
            if let upper = cell.foreground, let lower = cell.background {
                let mean = upper.mixed(with: lower, 0.5)
                (cell.background, cell.foreground) = (mean, mean.brightness > 0.5 ? .black : .white)
            } else {
                cell.foreground = mark.style.textColor
            }
            cell.character = letters[(Int(eighth) + 8) % 8]
            grid[place.row, place.column] = cell
        }
    }

    /// The angle of an arrow from −1 to 1, in units of half a turn.
    private static func direction(_ across: Double, _ up: Double) -> Double {
        angle(up, across) / Double.pi
    }

    /// The points as fractions of the axes, cut where one has no place. No piece is empty.
    private func pieces(_ points: [Point]) -> [[(x: Double, y: Double)]] {
        var pieces: [[(x: Double, y: Double)]] = []
        var isOpen = false
        for point in points {
            guard let x = scene.xAxis.fraction(point.x), let y = scene.yAxis.fraction(point.y) else {
                isOpen = false
                continue
            }
            if !isOpen { pieces.append([]) }
            isOpen = true
            pieces[pieces.count - 1].append((x, y))
        }
        return pieces
    }

    private func drawFrame(on grid: inout TextGrid, top: Int, left: Int, width: Int, height: Int, _ yTicks: [Tick]) {
        for row in 0..<height { grid.write(isASCII ? "|" : "│", row: top + row, column: left) }
        grid.write(isASCII ? "+" : "└", row: top + height, column: left)
        for column in 1...width { grid.write(isASCII ? "-" : "─", row: top + height, column: left + column) }
        var taken: Set<Int> = []
        for tick in yTicks {
            guard let fraction = scene.yAxis.fraction(tick.value), (0...1).contains(fraction) else { continue }
            let row = top + Int(((1 - fraction) * Double(height - 1)).rounded())
            // In a low window two ticks may meet in one row.
            guard taken.insert(row).inserted else { continue }
            grid.write(isASCII ? "+" : "┤", row: row, column: left)
            grid.write(tick.label, row: row, column: left - 1 - tick.label.count)
        }
    }

    private func drawXTicks(on grid: inout TextGrid, row: Int, left: Int, width: Int) {
        var count = max(2, min(8, width / 9), scene.xAxis.names.count)
        var ticks = scene.xTicks(count: count)
        while count > 2, ticks.map({ $0.label.count + 2 }).reduce(0, +) > width {
            count -= 1
            ticks = scene.xTicks(count: count)
        }
        var free = 0
        for tick in ticks {
            guard let fraction = scene.xAxis.fraction(tick.value), (0...1).contains(fraction) else { continue }
            let column = left + 1 + Int((fraction * Double(width - 1)).rounded())
            let start = min(max(column - tick.label.count / 2, 0), grid.columns - tick.label.count)
            guard start >= free else { continue }
            grid.write(isASCII ? "+" : "┬", row: row - 1, column: column)
            grid.write(tick.label, row: row, column: start)
            free = start + tick.label.count + 1
        }
    }

    /// A field of thin lines would fill the plot with signs.
    private func isDrawn(_ mark: Scene.Mark) -> Bool {
        if mark.shape == .strokes, case .markers = dotStyle { return false }
        return true
    }

    private func sign(_ mark: Scene.Mark) -> Character {
        if mark.shape == .reference { return mark.isUpright ? (isASCII ? ":" : "┊") : (isASCII ? "." : "┈") }
        if mark.shape == .arrows { return isASCII ? ">" : "→" }
        if mark.shape == .path { return isASCII ? mark.style.asciiMarker : "─" }
        if isASCII { return mark.style.asciiMarker }
        if case .markers = dotStyle { return mark.style.textMarker }
        if isSign(mark) { return mark.style.textMarker }
        return mark.shape == .points ? "⣿" : "━"
    }

    /// The legend's entries in lines no wider than the screen.
    private func legendLines(width: Int) -> [(marks: [Scene.Mark], width: Int)] {
        var lines: [(marks: [Scene.Mark], width: Int)] = []
        for var mark in scene.legend where isDrawn(mark) {
            mark.name = String(mark.name.prefix(max(width - 2, 1)))
            let needed = mark.name.count + 2
            if let last = lines.last, last.width + 3 + needed <= width {
                lines[lines.count - 1].marks.append(mark)
                lines[lines.count - 1].width += 3 + needed
            } else {
                lines.append(([mark], needed))
            }
        }
        // Half the screen is the picture's, whatever the legend needs.
        return Array(lines.prefix(max(1, terminal.rows / 4)))
    }
}
