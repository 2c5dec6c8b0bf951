import Declarations
import Foundation
import Lab
import Language
import Networks

/// `load "collapsed.safetensors"`: goes on where `save` left off; `load "g.safetensors" weights generator`: takes over
/// weights alone.
enum LoadCommand: Command {
    static let declaration = CommandDeclaration(
        "load", summary: "goes on with a saved experiment, recipe and all; or takes over weights alone", group: "files",
        arguments: [.file(extensions: ["safetensors"], summary: "a file that `save` wrote")],
        options: [
            .init(
                "weights", .word(NetworkID.weightsWords), isOptional: true,
                summary: "takes over the weights of this network and nothing else")
        ],
        examples: [
            "data ring\ntrain 5\nsave \"ring.safetensors\"\nclear\nload \"ring.safetensors\"\ntrain 5",
            "data ring\ntrain 5\nsave \"g.safetensors\" weights generator\nreset\nload \"g.safetensors\" weights generator",
        ],
        notes: [
            "it is looked for beside the script, in the working folder and in the output folder",
            "a file is data: of the statements in it, those that describe a recipe are read, and nothing is run",
            "`weights` also takes a whole experiment's file, and an `nn.Sequential`'s state that PyTorch saved; recipe, steps "
                + "and history stay, that network's optimizer starts anew",
        ],
        changes: [.everything], readsFiles: true)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        do {
            if let word = arguments.optionalText("weights") {
                try loadWeights(NetworkID.networks(ofWeights: word), arguments, in: session)
            } else if session.isCheckOnly {
                try check(arguments, in: session)
            } else {
                try loadExperiment(arguments, in: session)
            }
        } catch {
            // Whatever is wrong lies with the file, also where a recipe in it would be a mistake in a script.
            var diagnostic = session.diagnostic(for: error, at: arguments.span)
            if [.mistake, .unavailable].contains(diagnostic.category) {
                diagnostic.category = .failure
            }
            throw diagnostic
        }
    }

    private static func loadExperiment(_ arguments: BoundArguments, in session: GanSession) throws {
        let before = (session.draft, session.experiment, session.givenWarnings, session.looking.watched)
        let (seed, checkedRun) = (session.scriptSeedOfWeights, session.checkedRun)
        let checkpoint = try Checkpoint(contentsOf: try file(arguments, in: session))
        do {
            session.clear()
            try session.interpreter.readRecipe(Source(name: arguments.text("file"), text: checkpoint.recipeText))
            session.draft.seed = checkpoint.seed
            session.draft.scriptSeed = checkpoint.seed
            try session.prepared(at: arguments.span)?.load(checkpoint)
        } catch {
            // A file that cannot be loaded leaves everything as it was. The places of its recipe go with it.
            let diagnostic = session.diagnostic(for: error, at: arguments.span)
            (session.draft, session.experiment, session.givenWarnings, session.looking.watched) = before
            (session.scriptSeedOfWeights, session.checkedRun) = (seed, checkedRun)
            throw diagnostic
        }
        if checkpoint.isOfEarlierVersion {
            session.output.note(
                "`\(arguments.text("file"))` was saved by an earlier version: all that it holds is loaded as it was; further "
                    + "steps come out otherwise than under that version, whose random numbers and Adam were others\n")
        }
        if let step = session.experiment?.step {
            session.output.receive(.confirmation("loaded \(arguments.text("file")), at step \(step)\n"))
        }
    }

    private static func loadWeights(_ roles: [NetworkID], _ arguments: BoundArguments, in session: GanSession) throws {
        guard let experiment = try session.prepared(at: arguments.span) else { return }
        try experiment.load(NetworkWeights(contentsOf: try file(arguments, in: session)), into: roles)
        let names = roles.map { "the \($0)" }.joined(separator: " and ")
        session.output.receive(.confirmation("loaded the weights of \(names) from \(arguments.text("file"))\n"))
    }

    private static func file(_ arguments: BoundArguments, in session: GanSession) throws -> URL {
        let name = arguments.text("file")
        let file = try session.readableFile(name, at: arguments.spans["file"] ?? arguments.span)
        guard !name.lowercased().hasSuffix(".gan") else {
            throw arguments.error(
                "expected an experiment that `save` wrote, found the script `\(name)`", at: "file",
                help: ["`include \(OptionValue.text(name).statementText)` runs it"], category: .failure)
        }
        return file
    }

    /// Takes over the recipe alone: of the file that the script would have saved by now, or else of the file that is
    /// there. Without either the recipe is unknown, and nothing behind this line can be checked against it.
    private static func check(_ arguments: BoundArguments, in session: GanSession) throws {
        let name = arguments.text("file")
        var recipeText: String?
        if case .recipe(let text) = session.checkedRun.files.saved[name] { recipeText = text }
        if !session.mayExistLater(name), session.foundFile(name) != nil {
            recipeText = try Checkpoint(contentsOf: try file(arguments, in: session)).recipeText
        }
        session.clear()
        session.checkedRun.isPrepared = true
        session.checkedRun.isTrained = true
        guard let recipeText else {
            session.draft.isUnknown = true
            return
        }
        try session.interpreter.readRecipe(Source(name: name, text: recipeText))
    }
}
