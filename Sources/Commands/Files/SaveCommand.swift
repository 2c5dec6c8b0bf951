import Declarations
import Foundation
import Lab
import Language
import Networks

/// `save "collapsed.safetensors"` keeps the experiment, `save "session.gan"` what was typed,
/// `save "generator.safetensors" weights generator pytorch` one network for another program.
/// `save "session.html"` the session as a page.
enum SaveCommand: Command {
    static let declaration = CommandDeclaration(
        "save",
        summary: "keeps the experiment or weights alone (.safetensors), what was typed as a script that runs (.gan), the history "
            + "(.csv), or the session as a page for others (.html, .md, .ipynb)",
        group: "files",
        arguments: [.file(extensions: ["safetensors", "gan", "csv"] + HandOutFormat.allCases.map(\.rawValue), summary: "a name below the output folder")],
        options: [
            .init(
                "weights", .word(NetworkID.weightsWords), isOptional: true,
                summary: "keeps the weights of this network and nothing else"),
            .init(
                "pytorch", .flag, isOptional: true,
                summary: "with `weights`: under the names and in the layouts of an `nn.Sequential`"),
        ],
        examples: [
            "data ring\ntrain 5\nsave \"ring.safetensors\"", "data ring\nsave \"session.gan\"",
            "data ring\ntrain 5\nsave \"history.csv\"",
            "data ring\ntrain 5\nsave \"generator.safetensors\" weights generator pytorch",
            "data ring\ntrain 5\nplot samples\nsave \"session.html\"",
        ],
        notes: [
            "a saved experiment holds both networks, their optimizers and the random position: `load` goes on bit for bit",
            "a page holds words, statements, output and figures in order, and shows what failed; `.html` is one file with all "
                + "pictures, and with the frames of `watch` behind a slider; `.ipynb` is a Jupyter notebook; `.md` names the "
                + "pictures' files",
            "of a session at most \(SessionRecord.limit >> 20) MiB are kept for a page, of a training at most "
                + "\(SessionRecord.mostFrames) frames; a page says what is missing",
            "`lessons/FILES.md` explains the files to other programs, and loads one in PyTorch",
        ],
        source: "the safetensors format of Hugging Face", changes: [.files], isRecorded: false, isLook: true)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        let name = arguments.text("file")
        if name.lowercased().hasSuffix(".csv") { return try session.writeHistory(arguments) }
        let isScript = name.hasSuffix(".gan")
        let page = HandOutFormat(name)
        guard isScript || page != nil || name.hasSuffix(".safetensors") else {
            throw arguments.error(
                "expected a name that ends in `.safetensors`, `.gan` or `.csv`, found `\(name)`", at: "file",
                help: ["a page of the session ends in \(HandOutFormat.endings)"])
        }
        let weights = arguments.optionalText("weights")
        if isScript || page != nil, weights != nil {
            throw arguments.error("expected a name that ends in `.safetensors` for weights, found `\(name)`", at: "file")
        }
        if arguments.flag("pytorch"), weights == nil {
            throw arguments.error(
                "expected `weights` and a network before `pytorch`", at: "pytorch",
                help: ["`save \(OptionValue.text(name).statementText) weights generator pytorch`"])
        }
        if let weights {
            try saveWeights(NetworkID.networks(ofWeights: weights), arguments, in: session)
        } else if let page {
            try session.saveHandOut(page, name, at: arguments.span)
        } else if isScript {
            try saveScript(name, arguments, in: session)
        } else {
            // The file has the recipe, which `load` would show.
            try session.requireNoMystery(at: arguments.span)
            try saveExperiment(name, arguments, in: session)
        }
    }

    private static func saveScript(_ name: String, _ arguments: BoundArguments, in session: GanSession) throws {
        if session.isCheckOnly {
            session.checkedRun.files.saved[name] = .unknown
            return
        }
        let file = try session.outputFile(name, at: arguments.span)
        try session.write(Array(session.transcriptText.utf8), to: file, named: name, at: arguments.span)
        session.output.receive(.file(session.written(file, kind: "session")))
    }

    private static func saveExperiment(_ name: String, _ arguments: BoundArguments, in session: GanSession) throws {
        guard let experiment = try session.prepared(at: arguments.span) else {
            session.checkedRun.files.saved[name] = session.draft.isUnknown ? .unknown : .recipe(session.recipeText)
            return
        }
        let file = try session.outputFile(name, at: arguments.span)
        try experiment.checkpoint(recipeText: session.recipeText).write(to: file)
        session.output.receive(.file(session.written(file, kind: "experiment")))
    }

    private static func saveWeights(_ roles: [NetworkID], _ arguments: BoundArguments, in session: GanSession) throws {
        let layout: NetworkWeights.Layout = arguments.flag("pytorch") ? .pytorch : .gan
        guard let experiment = try session.prepared(at: arguments.span) else {
            guard layout == .pytorch, !session.draft.isUnknown else { return }
            let check = try session.checked(at: arguments.span).check
            for network in roles.compactMap({ check.network($0) }) {
                _ = try PyTorchForm(network.plan)
            }
            return
        }
        let weights = try experiment.weights(of: roles, layout: layout)
        let file = try session.outputFile(arguments.text("file"), at: arguments.span)
        try weights.write(to: file)
        session.output.receive(.file(session.written(file, kind: "weights")))
    }
}

extension NetworkID {
    /// The words behind `weights`.
    static let weightsWords = words + ["both"]

    /// The networks that such a word names.
    static func networks(ofWeights word: String) -> [NetworkID] { NetworkID(word: word).map { [$0] } ?? Adversarial.networks }
}

extension GanSession {
    /// What was typed, as a script.
    var transcriptText: String { script.joined(separator: "\n") + "\n" }

    /// The recipe as statements, from which `load` builds the experiment again.
    var recipeText: String { draft.completeText }
}
