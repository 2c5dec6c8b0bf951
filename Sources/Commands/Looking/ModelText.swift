import Foundation
import Lab

extension GanSession {
    /// The layers of every network with the size after each and the numbers it learns, and what training them takes.
    func show(_ check: RecipeCheck, of recipe: Recipe) {
        for summary in check.networks { output.receive(.table(table(of: summary))) }
        output.write(needText(check, recipe))
    }

    private func table(of summary: NetworkSummary) -> TextTable {
        var table = TextTable(title: "\(summary.id)", header: ["layer", "output", "parameters"])
        table.rows.append([summary.player.inputName, sizeText(summary.input), ""])
        for row in summary.rows {
            table.rows.append([row.layer, sizeText(row.output), row.parameters == 0 ? "" : grouped(row.parameters)])
        }
        table.rows.append(["together", "", grouped(summary.parameterCount)])
        return table
    }

    private func needText(_ check: RecipeCheck, _ recipe: Recipe) -> String {
        let total = check.networks.reduce(0) { sum, summary in
            let (total, overflow) = sum.addingReportingOverflow(summary.parameterCount)
            return overflow ? .max : total
        }
        let text = "\(grouped(total)) parameters in all; "
            + "training in batches of \(recipe.batch) needs about \(check.memory.text)"
        let memory = Double(ProcessInfo.processInfo.physicalMemory)
        return text + (check.memory.bytes > memory ? ", but this machine has \(MemoryEstimate.text(bytes: memory))\n" : "\n")
    }
}
