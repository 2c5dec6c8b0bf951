import Lab
import Language

/// What the training steps measured, at about ten of them: the first, the last and steps between. Behind them, marked,
/// what led to a failed training.
func historyTable(_ experiment: Experiment, at span: Span) throws(Diagnostic) -> TextTable {
    let history = experiment.history
    let failed = experiment.failedStretch
    guard history.count > 0 || failed != nil else {
        throw Diagnostic("no training step has been made yet", at: span, help: ["`train 100`, then look again"])
    }
    let quantities = experiment.recipe.quantities.map(\.name).filter {
        history.value($0, atStep: history.count) != nil || failed?.series($0).values.isEmpty == false || failed?.quantity == $0
    }
    var table = TextTable(header: ["step"] + quantities, leftColumns: [])
    for (column, quantity) in quantities.enumerated() {
        if let unit = measurement(named: quantity)?.unit { table.units[column + 1] = unit }
    }
    for step in history.count > 0 ? historySteps(history.count) : [] {
        table.rows.append(
            [grouped(step)]
                + quantities.map { quantity in
                    history.value(quantity, atStep: step).map { shortNumber(Double($0)) } ?? "-"
                })
    }
    guard let failed else { return table }
    for step in historySteps(failed.step - failed.restoredStep, rows: 5).map({ failed.restoredStep + $0 }) {
        table.markedRows.insert(table.rows.count)
        table.rows.append(
            [grouped(step)]
                + quantities.map { quantity in
                    failed.value(quantity, atStep: step).map { shortNumber(Double($0)) } ?? "nan"
                })
    }
    table.footnote = "the way to step \(grouped(failed.step)), where `\(failed.quantity)` was no finite number; "
        + "the weights are those of step \(grouped(failed.restoredStep))"
    return table
}

/// At most eleven steps at even distances, the first and the last among them.
func historySteps(_ count: Int, rows: Int = 10) -> [Int] {
    guard count > rows else { return Array(1...max(1, count)) }
    let steps = (0...rows).map { 1 + $0 * (count - 1) / rows }
    return steps
}

/// Four significant digits: enough to compare down a column.
func shortNumber(_ value: Double) -> String {
    guard value.isFinite else { return "\(value)" }
    let magnitude = abs(value)
    if magnitude == 0 { return "0" }
    if magnitude >= 1e5 || magnitude < 1e-4 { return formatted(value, "%.2e") }
    return formatted(value, magnitude >= 100 ? "%.1f" : magnitude >= 1 ? "%.3f" : "%.4f")
}
