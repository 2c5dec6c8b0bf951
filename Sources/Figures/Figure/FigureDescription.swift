/// Names a figure in words for readers who cannot see it: screen readers, and search in an SVG file, whose letters
/// cairo draws as shapes.
func description(of figure: Figure) -> String {
    switch figure.content {
    case .lines(let plot):
        return sentence("line plot", plot.xLabel, plot.yLabel, plot.series.map(\.name))
    case .scatter(let scatter):
        return sentence("scatter plot", scatter.xLabel, scatter.yLabel, scatter.groups.map(\.name))
    case .heatmap(let map):
        return sentence(
            map.colorBarLabel.isEmpty ? "heat map" : "heat map of \(map.colorBarLabel)", map.xLabel, map.yLabel,
            map.overlays.map(\.name))
    case .images(let grid):
        return "\(grid.available) images of \(grid.height)x\(grid.width)x\(grid.channels)"
    case .panels:
        return figure.parts.map { part in (part.title.map { "\($0): " } ?? "") + description(of: part) }.joined(separator: "; ")
    }
}

private func sentence(_ kind: String, _ xLabel: String, _ yLabel: String, _ names: [String]) -> String {
    var text = kind
    if !yLabel.isEmpty { text += " of \(yLabel)" }
    if !xLabel.isEmpty { text += " over \(xLabel)" }
    let names = names.filter { !$0.isEmpty }
    return names.isEmpty ? text : text + ": " + names.joined(separator: ", ")
}

/// Puts title and description into the SVG that cairo wrote, right after its root element opens.
func describe(_ figure: Figure, inSVG bytes: [UInt8]) -> [UInt8] {
    let mark = Array("<svg".utf8)
    guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: mark) }),
        let end = bytes[start...].firstIndex(of: UInt8(ascii: ">"))
    else { return bytes }
    var words = ""
    if let title = figure.title { words += "\n<title>\(escaped(title))</title>" }
    words += "\n<desc>\(escaped(description(of: figure)))</desc>"
    return bytes[...end] + Array(words.utf8) + bytes[(end + 1)...]
}

private func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
        switch character {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        default: result += isControl(character) ? " " : String(character)
        }
    }
}
