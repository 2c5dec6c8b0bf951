import Declarations
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
        guard !session.isCheckOnly else { return try check(arguments, in: session) }
        let before = (session.draft, session.experiment, session.toldWarnings, session.looking.watched)
        let (seed, standing) = (session.toldSeedOfWeights, session.standing)
        defer { session.standing = standing }
        do {
            let checkpoint = try checkpoint(arguments, in: session)
            session.clear()
            // The recipe's lines are not what was typed: the transcript keeps the `load`.
            let typed = session.transcript
            defer { session.transcript = typed }
            try session.run(Source(name: arguments.text("file"), text: checkpoint.recipeText))
            session.draft.seed = checkpoint.seed
            session.draft.toldSeed = checkpoint.seed
            try session.prepared(at: arguments.span)?.load(checkpoint)
        } catch {
            // A file that cannot be loaded leaves everything as it was.
            (session.draft, session.experiment, session.toldWarnings, session.looking.watched) = before
            session.toldSeedOfWeights = seed
            throw session.diagnostic(for: error, at: arguments.span)
        }
        if let step = session.experiment?.step, !session.options.isQuiet {
            session.output.write("loaded \(arguments.text("file")), at step \(step)\n")
        }
    }

    private static func checkpoint(_ arguments: BoundArguments, in session: GanSession) throws -> Checkpoint {
        let name = arguments.text("file")
        let file = try session.readableFile(name, at: arguments.spans["file"] ?? arguments.span)
        guard !name.lowercased().hasSuffix(".gan") else {
            throw arguments.error(
                "expected an experiment that `save` wrote, found the script `\(name)`", at: "file",
                help: ["`include \(OptionValue.text(name).statementText)` runs it"], category: .failure)
        }
        return try Checkpoint(contentsOf: file)
    }

    /// Takes over the recipe alone: of the file that the script would have saved by now, or else of the file that is
    /// there. Without either the recipe is unknown, and nothing behind this line can be checked against it.
    private static func check(_ arguments: BoundArguments, in session: GanSession) throws {
        let name = arguments.text("file")
        var recipeText: String?
        if case .recipe(let text) = session.foreseen.savedFiles[name] { recipeText = text }
        if !session.mayExistLater(name), session.foundFile(name) != nil {
            do {
                recipeText = try checkpoint(arguments, in: session).recipeText
            } catch {
                throw session.diagnostic(for: error, at: arguments.span)
            }
        }
        session.clear()
        session.foreseen.isPrepared = true
        session.foreseen.isTrained = true
        guard let recipeText else {
            session.draft.isUnknown = true
            return
        }
        try session.run(Source(name: name, text: recipeText))
    }
}
