import Foundation
import Lab
import Language

/// `load "collapsed.safetensors"`: goes on where `save` left off.
enum LoadCommand: Command {
    static let declaration = CommandDeclaration(
        "load", summary: "goes on with a saved experiment, recipe and all", group: "files",
        arguments: [.file(extensions: ["safetensors"], summary: "a file that `save` wrote")],
        examples: ["data ring\ntrain 5\nsave \"ring.safetensors\"\nclear\nload \"ring.safetensors\"\ntrain 5"],
        notes: ["it is looked for beside the script, in the working folder and in the output folder"])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        guard !session.isCheckOnly else { return }
        let before = (session.draft, session.experiment)
        do {
            let file = try session.readableFile(arguments.text("file"))
            let checkpoint = try Checkpoint(contentsOf: file)
            session.clear()
            // The recipe's lines are not what was typed: the transcript keeps the `load`.
            let typed = session.transcript
            defer { session.transcript = typed }
            try session.run(Source(name: arguments.text("file"), text: checkpoint.recipeText))
            session.draft.seed = checkpoint.seed
            try session.prepared(at: arguments.span)?.load(checkpoint)
        } catch {
            // A file that cannot be loaded leaves everything as it was.
            (session.draft, session.experiment) = before
            throw session.diagnostic(for: error, at: arguments.span)
        }
        if let step = session.experiment?.step, !session.options.isQuiet {
            session.output.write("loaded \(arguments.text("file")), at step \(step)\n")
        }
    }
}
