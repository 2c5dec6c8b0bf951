import Files
import Foundation
import Graphs

/// A saved experiment: both networks, running statistics, optimizer slots and counters, the random position, the history,
/// and the recipe as the language wrote it.
///
/// A safetensors file, so that any other tool can read the weights: `generator.0.weight`,
/// `generator.0.weight.first-moment`, `generator.updates`, `history`. The metadata name every axis and every column;
/// `lessons/FILES.md` explains the file for other programs.
public struct Checkpoint: Sendable, Equatable {
    var file: Safetensors

    /// The statements that make the recipe, opaque here.
    public let recipeText: String
    public let seed: UInt64
    public let step: Int
    /// Program runs since the weights were fresh: the place in the stream of random numbers.
    let runs: UInt64
    /// What the columns of `history` are, each the name of a measurement.
    let columns: [String]
    /// Written by a version whose next steps came out otherwise.
    public let isOfEarlierVersion: Bool

    static let format = "gan-checkpoint"
    private static let version = "2"
    static let historyName = "history"
    static let columnsName = "columns.history"
    /// Before the name of a measurement that was taken now and then.
    static let occasionalPrefix = "history."
    /// Version 1 did not name its columns.
    private static let columnsOfVersion1 = [
        "loss.generator", "loss.discriminator", "score.real", "score.fake", "accuracy.real", "accuracy.fake",
        "gradient.generator", "gradient.discriminator",
    ]
    /// Whole numbers up to here are those of the language; steps and runs are counted on from there without overflow.
    private static let largestCount: UInt64 = 1 << 53

    init(of experiment: Experiment, recipeText: String) {
        var entries = experiment.variables.map { variable in
            Safetensors.Entry(name: variable.name, shape: variable.shape, values: variable.values)
        }
        var layouts = experiment.memory.arrayLayouts
        let history = experiment.history
        entries.append(Safetensors.Entry(history))
        layouts[Self.historyName] = ["steps", "columns"]
        columns = history.columnNames
        for (name, series) in history.occasional.sorted(by: { $0.key < $1.key }) {
            entries.append(Safetensors.Entry(series, of: name))
            layouts[Self.occasionalPrefix + name] = ["looks", "step-value"]
        }
        let metadata = [
            "format": Self.format, "version": Self.version, "recipe": recipeText,
            "seed": String(experiment.position.seed), "step": String(experiment.step),
            "runs": String(experiment.position.step), Self.columnsName: columns.joined(separator: " "),
        ]
        file = Safetensors(entries: entries, metadata: metadata.merging(layoutMetadata(layouts)) { first, _ in first })
        self.recipeText = recipeText
        seed = experiment.position.seed
        step = experiment.step
        runs = experiment.position.step
        isOfEarlierVersion = false
    }

    /// Reads a checkpoint's bytes.
    public init(decoding bytes: [UInt8]) throws(CheckpointError) {
        let file: Safetensors
        do {
            file = try Safetensors(decoding: bytes)
        } catch {
            throw .damaged(error)
        }
        func text(_ name: String) throws(CheckpointError) -> String {
            guard let text = file.metadata[name] else { throw .metadata(name) }
            return text
        }
        func count(_ name: String) throws(CheckpointError) -> UInt64 {
            guard let number = UInt64(try text(name)), number <= Self.largestCount else { throw .metadata(name) }
            return number
        }
        guard file.metadata["format"] == Self.format else { throw .foreign }
        switch file.metadata["version"] {
        case Self.version: columns = try text(Self.columnsName).split(separator: " ").map(String.init)
        case "1": columns = Self.columnsOfVersion1
        case let version: throw .version(version ?? "none")
        }
        isOfEarlierVersion = file.metadata["version"] != Self.version
        recipeText = try text("recipe")
        seed = try count("seed")
        step = Int(try count("step"))
        runs = try count("runs")
        self.file = file
    }

    /// Reads a checkpoint file.
    public init(contentsOf url: URL) throws(CheckpointError) {
        try self.init(decoding: try readBytes(of: url))
    }

    /// The file's bytes.
    public func encoded() -> [UInt8] { file.encoded() }

    /// Writes the file in one step: a reader finds the old one or the whole new one.
    public func write(to url: URL) throws(CheckpointError) { try file.write(to: url) }
}

extension Safetensors {
    /// Writes the file in one step.
    func write(to url: URL) throws(CheckpointError) {
        do throws(FileWriteError) {
            try writeAtomically(encoded(), to: url)
        } catch {
            throw .unwritable(url.lastPathComponent, error.reason)
        }
    }
}
