import Foundation
import Lab

/// The layers of every network with the size after each and the numbers it learns.
func modelText(_ check: RecipeCheck, recipe: Recipe) -> String {
    var text = ""
    var total = 0
    for summary in check.networks {
        text += "\(summary.id)\n"
        var table = TextTable(header: ["layer", "output", "parameters"])
        table.rows.append([summary.player.inputName, sizeText(summary.input), ""])
        for row in summary.rows {
            table.rows.append([row.layer, sizeText(row.output), row.parameters == 0 ? "" : grouped(row.parameters)])
        }
        table.rows.append(["together", "", grouped(summary.parameterCount)])
        text += table.text + "\n"
        let (sum, overflow) = total.addingReportingOverflow(summary.parameterCount)
        total = overflow ? .max : sum
    }
    text += "\(grouped(total)) parameters in all; "
    text += "training in batches of \(recipe.batch) needs about \(check.memory.text)"
    let memory = Double(ProcessInfo.processInfo.physicalMemory)
    return text + (check.memory.bytes > memory ? ", but this machine has \(MemoryEstimate.text(bytes: memory))\n" : "\n")
}
