import Foundation
import Lab

/// The layers of both networks with the size after each and the numbers it learns.
func modelText(_ check: RecipeCheck, recipe: Recipe) -> String {
    var text = ""
    for summary in [check.generator, check.discriminator] {
        text += "\(summary.role.rawValue)\n"
        var table = TextTable(header: ["layer", "output", "parameters"])
        let start = summary.role == .generator ? "noise" : "example"
        table.rows.append([start, sizeText(summary.input), ""])
        for row in summary.rows {
            table.rows.append([row.layer, sizeText(row.output), row.parameters == 0 ? "" : grouped(row.parameters)])
        }
        table.rows.append(["together", "", grouped(summary.parameterCount)])
        text += table.text + "\n"
    }
    let total = check.generator.parameterCount.addingReportingOverflow(check.discriminator.parameterCount)
    text += "\(grouped(total.overflow ? Int.max : total.partialValue)) parameters in all; "
    text += "training in batches of \(recipe.batch) needs about \(check.memory.text)"
    let memory = Double(ProcessInfo.processInfo.physicalMemory)
    return text + (check.memory.bytes > memory ? ", but this machine has \(MemoryEstimate.text(bytes: memory))\n" : "\n")
}
