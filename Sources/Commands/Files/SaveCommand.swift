import Foundation
import Lab
import Language

/// `save "collapsed.safetensors"` keeps the experiment, `save "session.gan"` what was typed.
enum SaveCommand: Command {
    static let declaration = CommandDeclaration(
        "save", summary: "keeps the experiment (.safetensors), or what was typed as a script that runs (.gan)",
        group: "files",
        arguments: [.file(extensions: ["safetensors", "gan"], summary: "a name below the output folder")],
        examples: ["data ring\ntrain 5\nsave \"ring.safetensors\"", "data ring\nsave \"session.gan\""],
        notes: ["a saved experiment holds both networks, their optimizers and the random position: `load` goes on bit for bit"],
        source: "the safetensors format of Hugging Face")

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        let name = arguments.text("file")
        let isScript = name.hasSuffix(".gan")
        guard isScript || name.hasSuffix(".safetensors") else {
            throw arguments.error("expected a name that ends in `.safetensors` or `.gan`, found `\(name)`", at: "file")
        }
        if isScript {
            if session.isCheckOnly {
                session.foreseen.savedFiles[name] = .unknown
                return
            }
            let file = try session.outputFile(name, at: arguments.span)
            do {
                try Data(session.transcriptText.utf8).write(to: file, options: .atomic)
            } catch {
                throw session.diagnostic(for: error, at: arguments.span)
            }
            session.output.write("session: \(session.shownPath(file))\n")
            return
        }
        guard let experiment = try session.prepared(at: arguments.span) else {
            session.foreseen.savedFiles[name] = session.draft.isUnknown ? .unknown : .recipe(session.recipeText)
            return
        }
        let file = try session.outputFile(name, at: arguments.span)
        do throws(CheckpointError) {
            try experiment.checkpoint(recipeText: session.recipeText).write(to: file)
        } catch {
            throw session.diagnostic(for: error, at: arguments.span)
        }
        session.output.write("experiment: \(session.shownPath(file))\n")
    }
}

extension GanSession {
    /// What was typed, as a script.
    var transcriptText: String { transcript.joined(separator: "\n") + "\n" }

    /// The recipe as statements, from which `load` builds the experiment again.
    var recipeText: String { draft.statements.joined(separator: "\n") + "\n" }
}
