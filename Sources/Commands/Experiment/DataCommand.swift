import Datasets
import Language

/// `data ring modes 8`: chooses what the generator must learn to imitate.
enum DataCommand: Command {
    static let declaration = CommandDeclaration(
        "data", summary: "chooses what the generator must learn to imitate", group: "experiment",
        arguments: [.entry("set", of: datasetEntries, summary: "which data")],
        examples: ["data ring modes 8 radius 2", "data mnist classes 1, 7 size 16"],
        notes: ["networks that no `generator` or `discriminator` line describes get a size that suits the data"],
        isRecipe: true)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        let entry = arguments.entry("set")
        let dataset: any Dataset = try entry.made(of: datasetCatalogue)
        session.draft.dataset = dataset
        session.draft.note(.data, at: arguments.span)
    }
}
