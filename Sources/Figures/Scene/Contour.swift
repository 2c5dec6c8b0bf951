/// The line along which a map takes one value, by marching squares: each cell between four neighbouring values is
/// crossed by no, one or two straight pieces (Lorensen and Cline, "Marching cubes", SIGGRAPH 1987, in two dimensions).
enum Contour {
    /// The pieces as fractions of the map's rectangle. Cells with a value that is not finite are left out.
    static func segments(of map: Heatmap, at level: Double) -> [(Point, Point)] {
        guard map.isComplete, map.width > 1, map.height > 1, level.isFinite else { return [] }
        var segments: [(Point, Point)] = []
        for row in 0..<(map.height - 1) {
            for column in 0..<(map.width - 1) {
                cell(map, row, column, level, &segments)
            }
        }
        return segments
    }

    private static func cell(
        _ map: Heatmap, _ row: Int, _ column: Int, _ level: Double, _ segments: inout [(Point, Point)]
    ) {
        // Corners against the clock from below left.
        let corners = [(0, 0), (1, 0), (1, 1), (0, 1)]
        let values = corners.map { Double(map.values[(row + $0.1) * map.width + column + $0.0]) - level }
        guard values.allSatisfy(\.isFinite) else { return }
        var crossings: [Point] = []
        for side in 0..<4 {
            let next = (side + 1) % 4
            guard (values[side] < 0) != (values[next] < 0) else { continue }
            let part = values[side] / (values[side] - values[next])
            let x = Double(column) + Double(corners[side].0) + part * Double(corners[next].0 - corners[side].0)
            let y = Double(row) + Double(corners[side].1) + part * Double(corners[next].1 - corners[side].1)
            crossings.append(Point(x / Double(map.width - 1), y / Double(map.height - 1)))
        }
        if crossings.count == 2 {
            segments.append((crossings[0], crossings[1]))
        } else if crossings.count == 4 {
            // A saddle: the mean decides which two corners belong together.
            let isHigh = values.reduce(0, +) >= 0
            let turns = (values[0] >= 0) == isHigh
            segments.append(turns ? (crossings[0], crossings[1]) : (crossings[3], crossings[0]))
            segments.append(turns ? (crossings[2], crossings[3]) : (crossings[1], crossings[2]))
        }
    }
}
