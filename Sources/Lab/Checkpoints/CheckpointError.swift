import Declarations
import Graphs
import Networks

/// Why a checkpoint cannot be read, written, or put into an experiment.
public enum CheckpointError: Error, Sendable, Equatable, CustomStringConvertible {
    case unreadable(String, String)
    case unwritable(String, String)
    case damaged(SafetensorsError)
    /// A sound file, but not one of ours.
    case foreign
    case version(String)
    case metadata(String)
    case missing(name: String)
    case unknown(name: String)
    case shape(name: String, expected: [Int], found: [Int])
    case type(name: String, found: String)
    case notFinite(name: String, value: Float)
    case count(name: String, value: Float)
    case history
    /// A column of the history that this version does not know.
    case column(String)
    /// Weights of the other network.
    case otherNetwork(expected: String, found: String)
    case weightsVersion(String)
    /// The network has no form in PyTorch.
    case pytorch(Refusal)

    public var description: String {
        switch self {
        case .unreadable(let name, let reason): "`\(name)` cannot be read: \(reason)"
        case .unwritable(let name, let reason): "`\(name)` cannot be written: \(reason)"
        case .damaged(let error): "the file is damaged: \(error)"
        case .foreign: "expected an experiment that `save` wrote, found another safetensors file"
        case .version(let version): "expected a checkpoint of version 1 or 2, found version \(version)"
        case .metadata(let name): "the checkpoint's `\(name)` is missing or unreadable"
        case .missing(let name): "the recipe has the array `\(name)`, which the file lacks"
        case .unknown(let name): "the file has the array `\(name)`, which the recipe lacks"
        case .shape(let name, let expected, let found):
            "the recipe's `\(name)` is \(expected.sizeText), the file's \(found.sizeText)"
        case .notFinite(let name, let value): "expected finite numbers in the array `\(name)`, found \(value)"
        case .type(let name, let found): "expected numbers of type F32 in the array `\(name)`, found \(found)"
        case .count(let name, let value): "expected a count in the array `\(name)`, found \(value)"
        case .history: "the checkpoint's history does not fit its step"
        case .column(let name): "the checkpoint's history has the column `\(name)`, which this version of gan lacks"
        case .weightsVersion(let version): "expected weights of version 1, found version \(version)"
        case .pytorch(let error): error.message
        case .otherNetwork(let expected, let found): "expected weights of the \(expected), found those of the \(found)"
        }
    }

    public var help: String? {
        switch self {
        case .missing, .unknown, .shape: "load it under the recipe it was saved with"
        case .notFinite: "such weights cannot be trained or drawn from: load an older file"
        case .damaged: "save it again, or use an older copy"
        case .foreign: "`load` with `weights generator` behind the name takes a file of weights alone"
        case .column: "a later version of gan wrote it"
        case .pytorch(let error): error.help
        default: nil
        }
    }
}
