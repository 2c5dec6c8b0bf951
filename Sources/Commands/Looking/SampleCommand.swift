import Datasets
import Declarations
import Figures
import Foundation
import Lab
import Language

/// `sample N [real|held-out] ["file"]`: so many examples, as a figure, as numbers, or as pictures.
enum SampleCommand: Command {
    static let declaration = CommandDeclaration(
        "sample",
        summary: "draws examples from the generator, or real ones, and shows them or writes them to a file",
        group: "looking",
        arguments: [
            .value("count", .integer(1...1_000_000), default: .number(64), summary: "how many"),
            .value(
                "kind", .word(["generated", "real", "held-out"]), default: .word("generated"),
                summary: "the generator's, examples of the data, or those of its held-out share"),
            .file(
                extensions: ["png", "svg", "pdf"] + ExportFormat.extensions, isOptional: true,
                summary: "a figure; numbers (.csv, .npy, .safetensors); or, ending in `/`, a folder for a PNG file each"),
        ],
        options: [
            OptionDeclaration(
                "from", .file(extensions: ExportFormat.extensions), isOptional: true,
                summary: "a file of latents, a row each, to make the samples from; all rows by default"),
            OptionDeclaration(
                "latents", .flag, summary: "writes the latents too: more columns, or a file more; .safetensors has them anyway"),
            OptionDeclaration(
                "scaled", .flag, summary: "writes numbers as the networks see them instead of in the data's own units"),
            .inTraining("makes them as training does: in batches of the recipe's size, each normalised by itself"),
            .ofClass("only this class of the data, where the generator has a `layer label`; also behind `real`"),
        ],
        examples: [
            "data ring\ntrain 5\nsample 200", "data digits\ntrain 2\nsample 16 \"digits.png\"",
            "data ring\ntrain 5\nsample 100 \"x.csv\"", "data ring\nsample 100 real \"real.csv\"",
            "data ring\ntrain 5\nsample 10 \"x.safetensors\"\nsample from \"x.safetensors\" \"same.csv\"",
            "data digits\ntrain 2\nsample 10 \"fakes/\"",
        ],
        notes: [
            "the same step gives the same samples; the first ten of a hundred are those that `sample 10` draws",
            "columns are called `x`, `y`, `pixel-ROW-COLUMN` or as in the data's own file; latents `latent.0` and so on",
            "of data from files `real` takes different examples each",
            "numbers and pictures carry their classes where the data have some and the generator takes them",
        ], isLook: true)

    /// A figure of more is one blot.
    private static let mostInFigure = 10_000

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        let kind = arguments.word("kind")
        let name = arguments.optionalText("file")
        let isNumbers = name.map { ExportFormat($0) != nil } ?? false
        let isFolder = name?.hasSuffix("/") ?? false
        if !isNumbers, !isFolder { try session.checkFigureName(arguments) }
        if arguments.has("from"), kind != "generated" {
            throw arguments.error("`from` makes samples of the generator, found `\(kind)`", at: "from")
        }
        if arguments.flag("training"), kind != "generated" {
            throw arguments.error("`training` makes samples of the generator, found `\(kind)`", at: "training")
        }
        let look: ClassLook = kind == "generated" ? .samples : .data
        guard let experiment = try session.prepared(at: arguments.span) else {
            try session.checkClass(arguments, for: look)
            if let name { session.willWriteData(name) }
            return
        }
        let label = try session.chosenClass(arguments, for: look, of: experiment)
        try checkCount(arguments, of: experiment, isFigure: !isNumbers && !isFolder)
        let drawn = try drawn(arguments, ofClass: label, of: experiment, in: session)
        if let name, isNumbers {
            let format = try arguments.exportFormat(of: name, in: "file")
            let export = drawn.export(
                of: experiment, hasLatents: format == .safetensors || arguments.flag("latents"),
                isScaled: arguments.flag("scaled"))
            return try session.write(export, as: format, to: name, kind: "sample", at: arguments.span)
        }
        if let name, isFolder {
            return try session.writePictures(drawn, of: experiment, to: name, at: arguments.span)
        }
        let figure = try session.figure(at: arguments.span) { experiment in
            try Self.figure(of: drawn, experiment, arguments, ofClass: label)
        }
        guard let figure else { return }
        try session.show(figure, kind: "sample", file: name, at: arguments.span)
    }

    private static func drawn(
        _ arguments: BoundArguments, ofClass label: Int?, of experiment: Experiment, in session: GanSession
    ) throws -> DrawnExamples {
        let count = arguments.integer("count")
        switch arguments.word("kind") {
        case "real":
            let part = try experiment.realExampleSet(count: count, ofClass: label)
            session.tellFewer(part.count, than: count, arguments)
            return DrawnExamples(part)
        case "held-out":
            guard let part = experiment.heldOutExamples(count: count, ofClass: label) else {
                throw arguments.error(
                    "`data \(experiment.recipe.dataset.name)` holds no examples out", at: "kind",
                    help: ["`data \"points.csv\" held-out 0.2` keeps a fifth of your own data apart"])
            }
            session.tellFewer(part.count, than: count, arguments)
            return DrawnExamples(part)
        default: break
        }
        guard arguments.has("from") else {
            return try made(arguments, of: try experiment.latents(count: count), ofClass: label, by: experiment)
        }
        let width = experiment.recipe.latent.size
        let columns = DrawnExamples.latentNames(width)
        let given = GivenNumbers(noun: "latents", columns: columns)
        var latents = try session.givenRows(given, in: "from", of: arguments).map { Float($0) }
        if arguments.isGiven("count") {
            session.tellFewer(latents.count / width, than: count, arguments)
            latents = Array(latents.prefix(count * width))
        }
        return try made(arguments, of: latents, ofClass: label, by: experiment)
    }

    /// The generator's, with their classes where it takes any.
    private static func made(
        _ arguments: BoundArguments, of latents: [Float], ofClass label: Int?, by experiment: Experiment
    ) throws -> DrawnExamples {
        let count = latents.count / experiment.recipe.latent.size
        var labels: [Int]?
        if experiment.check.samplesHaveClasses {
            labels = try label.map { [Int](repeating: $0, count: count) } ?? experiment.sampleLabels(count: count)
        }
        return DrawnExamples(
            values: try experiment.samples(from: latents, ofClass: label, mode: arguments.flag("training") ? .training : .sampling), count: count, latents: latents, labels: labels)
    }

    /// Refuses more than a figure shows or the memory should hold, before anything is drawn.
    private static func checkCount(
        _ arguments: BoundArguments, of experiment: Experiment, isFigure: Bool
    ) throws(Diagnostic) {
        let count = arguments.integer("count")
        let isImage = experiment.recipe.dataset.isImage
        let most = isImage ? ImageGrid.limit : mostInFigure
        if isFigure, count > most {
            throw arguments.error(
                "a figure shows at most \(most) \(isImage ? "images" : "points"), found \(count)", at: "count",
                help: ["`sample 64`; a name that ends in `.csv` takes more"])
        }
        let classes = max(1, experiment.classNames.count)
        if arguments.word("kind") == "real", arguments.has("class"), experiment.source.fixedExamples == nil,
            count > Experiment.mostDraws / (2 * classes)
        {
            throw arguments.error(
                "expected at most \(Experiment.mostDraws / (2 * classes)) examples of one class at once, found \(count)",
                at: "count")
        }
        let length = experiment.recipe.dataset.size.reduce(1, *) + experiment.recipe.latent.size
        guard count <= OwnDataLimits.values / length else {
            throw arguments.error(
                "expected at most \(OwnDataLimits.values / length) examples of this size at once, found \(count)",
                at: "count")
        }
    }

    private static func figure(
        of drawn: DrawnExamples, _ experiment: Experiment, _ arguments: BoundArguments, ofClass label: Int?
    ) throws -> Figure {
        arguments.word("kind") == "generated"
            ? try SamplesPlot.figure(
                of: experiment, showing: drawn.values, ofClass: label, mode: arguments.flag("training") ? .training : .sampling)
            : try dataFigure(experiment, showing: drawn.values, count: drawn.count, as: arguments.word("kind"))
    }
}

extension GanSession {
    /// Says so when there were not as many examples as asked for.
    fileprivate func tellFewer(_ found: Int, than wanted: Int, _ arguments: BoundArguments) {
        guard found < wanted, arguments.isGiven("count") else { return }
        output.note("there are \(grouped(found)), not \(grouped(wanted)): these are all of them\n")
    }
}
