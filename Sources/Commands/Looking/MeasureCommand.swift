import Declarations
import Lab
import Language

/// `measure NAME…`: quantities of the experiment now, with their units.
enum MeasureCommand: Command {
    static let declaration = CommandDeclaration(
        "measure", summary: "prints measurements: those that training takes, or any by name", group: "looking",
        arguments: [
            .entry(
                "measurements", of: Catalogue("measurement", measurementCatalogue.map(\.declaration)),
                isOptional: true, isRepeated: true, summary: "which; by default all that training takes anyway")
        ],
        examples: ["data ring\ntrain 5\nmeasure", "data ring\ntrain 5\nmeasure modes quality"], isLook: true)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        let asked = arguments.entries["measurements"] ?? []
        guard let experiment = try session.prepared(at: arguments.span) else {
            for entry in asked {
                do throws(Refusal) { _ = try session.measurement(entry.name) } catch {
                    throw Diagnostic(error, at: entry.span, category: .unavailable)
                }
            }
            return
        }
        var table = TextTable(header: ["measurement", "value", "unit"])
        table.leftColumns = [0, 2]
        if asked.isEmpty {
            // Without names a missing quantity is no mistake: the recipe simply has none, or training has not begun.
            for measurement in measurementCatalogue where measurement.isKept {
                guard let value = try? measurement.value(of: experiment) else { continue }
                table.rows.append([measurement.name, Value.rounded(value), measurement.unit ?? ""])
            }
        }
        for entry in asked {
            guard let measurement = Lab.measurement(named: entry.name) else { continue }
            do {
                let value = try measurement.value(of: experiment)
                table.rows.append([measurement.name, Value.rounded(value), measurement.unit ?? ""])
            } catch let error as MeasurementError {
                throw Diagnostic(session.withoutLoss(error.description, of: experiment), at: entry.span, help: error.help.map { [$0] } ?? [])
            }
        }
        session.output.receive(.table(table))
    }
}
