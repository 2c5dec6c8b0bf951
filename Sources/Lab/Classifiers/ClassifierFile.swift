import Datasets
import Declarations
import Foundation
import Networks

// The weights of a classifier as a file: safetensors, the names and axes of a checkpoint, `classifier.0.weight`.

extension DigitClassifier {
    /// What the file is called, in the folder of its data set.
    public static let fileName = "classifier.safetensors"

    private static let format = "gan-classifier"
    private static let version = "1"

    /// The file's bytes.
    ///
    /// - Parameters:
    ///   - dataset: the data that it tells apart.
    ///   - training: what was done to it, told to whoever reads the file.
    public func encoded(for dataset: String, _ training: ClassifierTraining.Summary) -> [UInt8] {
        var file = Safetensors(metadata: [
            "format": Self.format, "version": Self.version, "data": dataset, "seed": "\(training.seed)",
            "steps": "\(training.steps)", "trained-on": "\(training.trainedOn)", "held-out": "\(training.heldOut)",
            "accuracy": "\(training.accuracy)", "sure": "\(training.sure)",
        ])
        file.metadata.merge(layoutMetadata(network.arrayLayouts)) { first, _ in first }
        file.entries = network.parameters.map { Safetensors.Entry(name: $0.name, shape: $0.shape, values: $0.values) }
        return file.encoded()
    }

    /// The classifier of a data set, from the first file of its name in the data folders.
    ///
    /// - Throws: `DatasetError` where there is none, or one that is damaged or holds something else.
    static func read(for dataset: any Dataset.Type, in folders: DataFolders) throws -> DigitClassifier {
        let name = dataset.declaration.name
        guard let size = dataset.classifiedSize else { preconditionFailure("`data \(name)` has a classifier") }
        guard let url = folders.file(fileName, of: name) else {
            let target = folders.preferred.map { "`\($0.appendingPathComponent(name).path)`" } ?? "a data folder"
            let places = folders.all.map { "`\($0.path)`" }.joined(separator: ", ")
            throw DatasetError(
                "expected the classifier of `data \(name)`, found no `\(fileName)`",
                help: "`gan classifier \(name) \"\(fileName)\"` trains it; put it into \(target); looked in \(places)")
        }
        do throws(CheckpointError) {
            let network = Network(try plan(of: size), seed: 0)
            try fill(network, from: try readBytes(of: url), of: name)
            return DigitClassifier(network)
        } catch {
            throw DatasetError(
                "`\(url.path)` is no classifier of `data \(name)`: \(error)",
                help: "`gan classifier \(name) \"\(fileName)\"` trains another")
        }
    }

    private static func plan(of size: [Int]) throws(CheckpointError) -> NetworkPlan {
        do { return try plan(for: size) } catch { preconditionFailure("the layers fit their images: \(error)") }
    }

    private static func fill(_ network: Network, from bytes: [UInt8], of dataset: String) throws(CheckpointError) {
        let file: Safetensors
        do throws(SafetensorsError) { file = try Safetensors(decoding: bytes) } catch { throw .damaged(error) }
        guard file.metadata["format"] == format else { throw .metadata("format") }
        guard file.metadata["version"] == version else { throw .weightsVersion(file.metadata["version"] ?? "none") }
        guard file.metadata["data"] == dataset else { throw .metadata("data") }
        var unread = file.arrays
        for variable in network.parameters {
            variable.values = try unread.removeArray(variable.name, shape: variable.shape)
        }
        if let name = file.firstName(in: unread) { throw .unknown(name: name) }
    }
}
