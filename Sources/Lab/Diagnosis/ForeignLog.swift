import Datasets

/// The curves of a training in another framework, read by the names that people give them.
public struct ForeignLog: Sendable {
    /// A column that was not read.
    public struct Unread: Sendable, Hashable {
        public let name: String
        /// `nil` where its name means nothing here.
        public let reason: String?
        /// Whether its name is right as it is.
        public let isMeasurement: Bool
    }

    /// The measurements that were found, and the columns that hold them.
    public let columns: [(measurement: String, name: String)]
    public let unread: [Unread]
    public let rows: Int
    /// Whether the discriminator's loss is below 0 somewhere, as a cross-entropy never is: a critic's.
    public let looksLikeCritic: Bool
    /// From which step on a column holds no finite number up to its end.
    public let broken: (name: String, step: Int)?
    /// Rows with a loss or a gradient that is no finite number although finite ones follow, and the step of the first.
    public let gaps: (rows: Int, firstStep: Int)?
    /// The rows stand in the order of their steps here, and do not in the file.
    public let wasReordered: Bool
    private let curves: Curves
    /// Each row is an epoch, of nobody knows how many steps.
    private let hasUnknownSteps: Bool

    /// What a diagnosis can use.
    public static let measurements = ForeignName.spellings.map(\.measurement)
    /// Curves of fewer rows tell nothing.
    public static var fewestRows: Int { Curves.fewest }

    public init(_ table: LogTable) {
        var columns: [(measurement: String, name: String)] = []
        var values: [String: [Double]] = [:]
        var given: [String: [Double?]] = [:]
        var epochs: [[Double?]] = []
        var unread: [Unread] = []
        let stepPlace = table.names.firstIndex(where: { ForeignName($0).counter == .steps })
        let order = stepPlace.flatMap { Self.order(of: table.columns[$0]) }
        func cells(_ place: Int) -> [Double?] { order.map { $0.map { table.columns[place][$0] } } ?? table.columns[place] }
        wasReordered = order != nil
        for (place, name) in table.names.enumerated() where place != stepPlace {
            let meaning = ForeignName(name)
            let column = cells(place)
            if let counter = meaning.counter {
                if counter == .epochs { epochs.append(column) }
                let reason = stepPlace.map { "`\(table.names[$0])` counts the steps" } ?? "counts no single steps, so rows are counted"
                unread.append(Unread(name: name, reason: reason, isMeasurement: false))
            } else if let measurement = meaning.measurement {
                if let first = columns.first(where: { $0.measurement == measurement }) {
                    unread.append(Unread(name: name, reason: "`\(measurement)` is read from `\(first.name)` already", isMeasurement: true))
                } else {
                    columns.append((measurement, name))
                    given[measurement] = column
                    values[measurement] = Self.fractions(column.map { $0 ?? .nan }, of: measurement)
                }
            } else {
                unread.append(Unread(name: name, reason: nil, isMeasurement: false))
            }
        }
        for (name, reason) in table.leftOut {
            unread.append(Unread(name: name, reason: reason, isMeasurement: ForeignName(name).measurement != nil))
        }

        // What is no number up to the end is where training ended; what finite numbers follow is a gap.
        var brokenEnd: (name: String, row: Int)?
        var gapRows: Set<Int> = []
        for (measurement, name) in columns where Self.mustBeFinite.contains(measurement) {
            guard let cells = given[measurement] else { continue }
            let end = Self.brokenEnd(of: cells) ?? cells.count
            if end < cells.count, end < (brokenEnd?.row ?? Int.max) { brokenEnd = (name, end) }
            for row in 0..<end where Self.isBroken(cells[row]) {
                gapRows.insert(row)
                values[measurement]?[row] = .nan
            }
        }
        let curves = Curves(columns: values, steps: stepPlace.map { Self.steps(cells($0)) })
        self.curves = curves
        self.columns = columns
        self.unread = unread
        rows = table.rows
        looksLikeCritic = values["loss.discriminator"]?.contains { $0 < -1e-6 } ?? false
        broken = brokenEnd.map { (name: $0.name, step: curves.step(of: $0.row)) }
        gaps = gapRows.min().map { (rows: gapRows.count, firstStep: curves.step(of: $0)) }
        hasUnknownSteps = stepPlace == nil && !epochs.isEmpty && !epochs.contains(where: { Self.repeats($0) })
    }

    /// The largest, wherever it stands.
    var lastStep: Int { curves.allSteps.upperBound }

    /// What the curves tell under a loss.
    func findings(under facts: LossFacts) -> Findings {
        var findings = curves.findings(under: facts)
        findings.note(broken == nil ? 0 : 1, as: .brokenStep, steps: broken.map { $0.step...$0.step } ?? curves.allSteps)
        if !hasUnknownSteps { findings.note(Double(lastStep), as: .steps, steps: curves.allSteps) }
        return findings
    }

    /// The first row from which on a column holds no finite number; empty cells are passed over.
    private static func brokenEnd(of cells: [Double?]) -> Int? {
        let lastSound = cells.lastIndex(where: { $0?.isFinite == true }) ?? -1
        return cells[(lastSound + 1)...].firstIndex(where: { isBroken($0) })
    }

    /// A row that was not logged is empty, and not broken.
    private static func isBroken(_ cell: Double?) -> Bool { cell.map { !$0.isFinite } ?? false }

    /// Whether a column holds a number twice.
    private static func repeats(_ column: [Double?]) -> Bool {
        let known = column.compactMap { $0 }
        return Set(known).count < known.count
    }

    /// Shares that are given in per cent become shares.
    private static func fractions(_ values: [Double], of measurement: String) -> [Double] {
        guard measurement.hasPrefix("accuracy"), let most = values.filter(\.isFinite).max(), most > 1.5, most <= 100 else { return values }
        return values.map { $0 / 100 }
    }

    /// The rows by rising steps, where every row has a step of its own and they stand otherwise; steps that come twice were made twice,
    /// and stay as they are.
    private static func order(of steps: [Double?]) -> [Int]? {
        let known = steps.compactMap { $0 }.filter(\.isFinite)
        guard known.count == steps.count, Set(known).count == known.count, zip(known, known.dropFirst()).contains(where: { $0 > $1 }) else { return nil }
        return known.indices.sorted { known[$0] < known[$1] }
    }

    /// Rows whose step is missing are one step behind those before them.
    private static func steps(_ given: [Double?]) -> [Int] {
        var last = 0
        return given.map { (value: Double?) -> Int in
            if let value, abs(value) < 1e15 {
                last = Int(value.rounded())
            } else {
                last += 1
            }
            return last
        }
    }

    private static let mustBeFinite = ["loss.discriminator", "loss.generator", "gradient.generator", "gradient.discriminator"]
}
