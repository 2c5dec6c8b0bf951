import Language

/// What a finished sweep says: the spread of what was measured, and the rate as a sentence.
public struct SweepSummary: Sendable {
    private let results: [SweepResult]

    public init(_ results: [SweepResult]) { self.results = results }

    /// The gravest status of all runs: what the command leaves with.
    public var status: Int32 { results.map(\.status).max() ?? 0 }

    /// `9 of 10 hold; seed 6: expected modes >= 7, found modes = 5`; several failures get a line each.
    public var rate: String {
        let failures = results.filter { $0.status != 0 }
        let held = results.count - failures.count
        // A script without claims can only come to its end.
        let hasClaims = results.contains { $0.held > 0 || $0.status == Diagnostic.Category.expectation.exitStatus }
        let verb = hasClaims ? (held == 1 ? "holds" : "hold") : "ran to the end"
        let sentence = "\(held) of \(results.count) \(verb)"
        let reasons = failures.map { "seed \($0.seed): \($0.message ?? "failed")" }
        if reasons.count <= 1 { return (([sentence] + reasons).joined(separator: "; ")) + "\n" }
        let shown = reasons.prefix(Self.most)
        let rest = reasons.count > shown.count ? ["  and \(reasons.count - shown.count) more"] : []
        return ([sentence] + shown.map { "  " + $0 } + rest).joined(separator: "\n") + "\n"
    }

    private static let most = 20

    /// Mean, deviation and range of every measurement at the end of the runs; empty without any.
    public var measurements: String {
        var table = TextTable(header: ["at the end", "runs", "mean ± deviation", "least", "greatest"])
        for name in SweepTables(results: results).measurementNames {
            let values = results.compactMap { result in result.measurements.first { $0.name == name }?.value }
            guard let least = values.min(), let greatest = values.max() else { continue }
            table.rows.append(
                [name, String(values.count), Spread(values).text, Value.rounded(least), Value.rounded(greatest)])
        }
        return table.rows.isEmpty ? "" : table.text
    }
}
