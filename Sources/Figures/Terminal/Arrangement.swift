/// How several figures share one window: so many columns and rows of equal rooms.
public struct Arrangement: Sendable, Hashable {
    let across: Int
    let down: Int
    /// The room of one figure, in characters.
    let columns: Int
    let rows: Int

    /// Columns between two figures side by side.
    static let gap = 2

    /// The arrangement in which each figure has most room: side by side in a wide window, one above the other in a
    /// narrow one. A character is twice as high as wide and figures are wider than high, so three columns count as much
    /// as one row.
    init(count: Int, columns: Int, rows: Int) {
        let count = max(count, 1)
        func room(_ across: Int) -> Arrangement { Arrangement(count, across, columns, rows) }
        func size(_ room: Arrangement) -> Double { min(Double(room.columns) / 3, Double(room.rows)) }
        self = (1...count).map(room).reduce(room(1)) { size($1) > size($0) ? $1 : $0 }
    }

    /// In less room a figure is hardly more than its title.
    private static let leastLegible = (columns: 18, rows: 5)

    /// The most figures, up to `count`, that share a window legibly; one in any case.
    public static func legibleCount(of count: Int, columns: Int, rows: Int) -> Int {
        (1...max(count, 1)).last { count in
            let room = Arrangement(count: count, columns: columns, rows: rows)
            return room.columns >= leastLegible.columns && room.rows >= leastLegible.rows
        } ?? 1
    }

    private init(_ count: Int, _ across: Int, _ columns: Int, _ rows: Int) {
        self.across = across
        down = (count + across - 1) / across
        self.columns = max(0, columns - (across - 1) * Self.gap) / across
        self.rows = max(0, rows) / down
    }
}
