import Graphs

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
    case notFinite(name: String, value: Float)
    case history

    public var description: String {
        switch self {
        case .unreadable(let name, let reason): "`\(name)` cannot be read: \(reason)"
        case .unwritable(let name, let reason): "`\(name)` cannot be written: \(reason)"
        case .damaged(let error): "the file is damaged: \(error)"
        case .foreign: "expected a checkpoint that `save` wrote, found another safetensors file"
        case .version(let version): "expected a checkpoint of version 1, found version \(version)"
        case .metadata(let name): "the checkpoint's `\(name)` is missing or unreadable"
        case .missing(let name): "the recipe has the array `\(name)`, which the checkpoint lacks"
        case .unknown(let name): "the checkpoint has the array `\(name)`, which the recipe lacks"
        case .shape(let name, let expected, let found):
            "the recipe's `\(name)` is \(expected.sizeText), the checkpoint's \(found.sizeText)"
        case .notFinite(let name, let value): "expected finite numbers in the array `\(name)`, found \(value)"
        case .history: "the checkpoint's history does not fit its step"
        }
    }

    public var help: String? {
        switch self {
        case .missing, .unknown, .shape: "load it under the recipe it was saved with"
        case .notFinite: "such weights cannot be trained or drawn from: load an older file"
        case .damaged: "save it again, or use an older copy"
        default: nil
        }
    }
}
