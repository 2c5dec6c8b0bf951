import Files
import Foundation
import Graphs

/// A saved experiment: both networks, running statistics, optimizer slots and counters, the random position, the history,
/// and the recipe as the language wrote it.
///
/// A safetensors file, so that any other tool can read the weights: `generator.0.weight`,
/// `generator.0.weight.first-moment`, `generator.updates`, `history`.
public struct Checkpoint: Sendable, Equatable {
    var file: Safetensors

    /// The script lines that make the recipe, opaque here.
    public let recipeText: String
    public let seed: UInt64
    public let step: Int
    /// Program runs since the weights were fresh: the place in the stream of random numbers.
    let runs: UInt64

    private static let format = "gan-checkpoint"
    private static let version = "1"
    static let historyName = "history"

    init(of experiment: Experiment, recipeText: String) {
        var entries = experiment.variables.map { variable in
            Safetensors.Entry(name: variable.name, shape: variable.shape, values: variable.values)
        }
        let history = experiment.history
        entries.append(
            Safetensors.Entry(name: Self.historyName, shape: [history.count, History.width], values: history.values))
        file = Safetensors(
            entries: entries,
            metadata: [
                "format": Self.format, "version": Self.version, "recipe": recipeText,
                "seed": String(experiment.position.seed), "step": String(experiment.step),
                "runs": String(experiment.position.step),
            ])
        self.recipeText = recipeText
        seed = experiment.position.seed
        step = experiment.step
        runs = experiment.position.step
    }

    /// Reads a checkpoint's bytes.
    public init(decoding bytes: [UInt8]) throws(CheckpointError) {
        let file: Safetensors
        do {
            file = try Safetensors(decoding: bytes)
        } catch {
            throw .damaged(error)
        }
        guard file.metadata["format"] == Self.format else { throw .foreign }
        guard file.metadata["version"] == Self.version else { throw .version(file.metadata["version"] ?? "none") }
        func field<Number: LosslessStringConvertible>(
            _ name: String, _ type: Number.Type
        ) throws(CheckpointError) -> Number {
            guard let text = file.metadata[name], let number = Number(text) else { throw .metadata(name) }
            return number
        }
        guard let recipeText = file.metadata["recipe"] else { throw .metadata("recipe") }
        self.recipeText = recipeText
        seed = try field("seed", UInt64.self)
        step = try field("step", Int.self)
        runs = try field("runs", UInt64.self)
        guard step >= 0 else { throw .metadata("step") }
        self.file = file
    }

    /// Reads a checkpoint file.
    public init(contentsOf url: URL) throws(CheckpointError) {
        let bytes: [UInt8]
        do {
            bytes = try Array(Data(contentsOf: url))
        } catch {
            throw .unreadable(url.lastPathComponent, error.localizedDescription)
        }
        try self.init(decoding: bytes)
    }

    /// The file's bytes.
    public func encoded() -> [UInt8] { file.encoded() }

    /// Writes the file in one step: a reader finds the old one or the whole new one.
    public func write(to url: URL) throws(CheckpointError) {
        do {
            try writeAtomically(encoded(), to: url)
        } catch {
            throw .unwritable(url.lastPathComponent, error.localizedDescription)
        }
    }
}
