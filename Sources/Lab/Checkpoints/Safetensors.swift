/// A safetensors file in memory: named arrays and text metadata.
///
/// The format: 8 bytes little-endian header length, a JSON header, then the arrays, row-major, one behind the other.
/// The header names each array's type, shape and byte range. Reader and writer here are stricter than the reference
/// library: no repeated names, no holes, overlaps or bytes left over, header at most 100 MB, starting with `{`.
/// Source: huggingface/safetensors, README, *Format*.
public struct Safetensors: Equatable, Sendable {
    public struct Entry: Equatable, Sendable {
        public var name: String
        public var shape: [Int]
        /// What the numbers are in the file; here they are `Float` whatever they are there.
        public var type: ElementType
        public var values: [Float]

        public init(name: String, shape: [Int], type: ElementType = .float32, values: [Float]) {
            self.name = name
            self.shape = shape
            self.type = type
            self.values = values
        }
    }

    /// The types of numbers that are read and written.
    public enum ElementType: String, Sendable, CaseIterable {
        case float32 = "F32"
        /// PyTorch counts batches with it. Counts beyond 2²⁴ are rounded.
        case int64 = "I64"

        var byteCount: Int {
            switch self {
            case .float32: 4
            case .int64: 8
            }
        }
    }

    public var entries: [Entry]
    public var metadata: [String: String]

    public init(entries: [Entry] = [], metadata: [String: String] = [:]) {
        self.entries = entries
        self.metadata = metadata
    }

    static let longestHeader: UInt64 = 100_000_000
    static let metadataName = "__metadata__"

    /// The entry with this name.
    public subscript(name: String) -> Entry? { entries.first { $0.name == name } }
}

/// What is wrong with a safetensors file; every case is a broken or foreign file, never a trap.
public enum SafetensorsError: Error, Equatable, Sendable, CustomStringConvertible {
    case tooShort(bytes: Int)
    case headerTooLong(UInt64)
    case headerBeyondEnd(length: UInt64, available: Int)
    case header(message: String, byte: Int)
    case entry(name: String, message: String)
    case hole(before: String?, from: Int, to: Int)
    case overlap(name: String, from: Int)

    public var description: String {
        switch self {
        case .tooShort(let bytes):
            "expected at least 8 bytes, found \(bytes)"
        case .headerTooLong(let length):
            "expected a header of at most \(Safetensors.longestHeader) bytes, found a length of \(length)"
        case .headerBeyondEnd(let length, let available):
            "the header should have \(length) bytes, but only \(available) follow"
        case .header(let message, let byte):
            "the header is broken at byte \(byte): \(message)"
        case .entry(let name, let message):
            "the array `\(name)`: \(message)"
        case .hole(let name?, let from, let to):
            "bytes \(from) to \(to) before the array `\(name)` belong to no array"
        case .hole(nil, let from, let to):
            "bytes \(from) to \(to) at the end belong to no array"
        case .overlap(let name, let from):
            "the array `\(name)` starts at byte \(from), inside another one"
        }
    }
}
