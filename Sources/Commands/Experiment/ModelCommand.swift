import Declarations
import Language

let modelEntries = Catalogue("model", modelCatalogue.map { $0.declaration })

/// `model dcgan width 64`: both networks at once, written out as plain statements.
enum ModelCommand: Command {
    static let declaration = CommandDeclaration(
        "model",
        summary: "describes both networks at once, by a named recipe sized to the data; some bring their loss and optimizers",
        group: "experiment",
        arguments: [.entry("kind", of: modelEntries, summary: "which recipe")],
        examples: ["data digits\nmodel dcgan width 16", "data ring\nmodel mlp", "data ring\nmodel wgan-gp width 64"],
        notes: [
            "it stands for plain lines, which `show script` prints: `generator`, `discriminator` and `layer`; those that a paper "
                + "trained in a way of its own also say `loss`, `trick`, `optimizer` and `ratio`",
            "noise, batch and data stay those of the script; lines behind it change what it said",
        ],
        changes: [.networks, .loss, .penalty, .trick, .optimizer, .ratio], isRecorded: false)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        if session.draft.isUnknown, session.draft.dataset == nil { return }
        guard let dataset = session.draft.dataset else {
            throw arguments.error(
                "expected a data set before `model`: a model is sized to the data", help: ["`data mnist` before this line"])
        }
        let entry = arguments.entry("kind")
        let model: any Model = try entry.made(of: modelCatalogue)
        let lines: [String]
        do throws(Refusal) {
            lines = try model.statements(for: dataset)
        } catch {
            throw Diagnostic(error, at: arguments.span)
        }
        try session.run(Source(name: "model \(entry.name)", text: lines.joined(separator: "\n")))
    }
}
