import CZlib
import Declarations
import Foundation

/// A data set that is made of a person's own file or folder.
///
/// Making one from a script's words reads nothing; `opened` then reads as much as is needed, and the result knows its
/// size. Whoever opens it decides which files may be read.
public protocol OwnDataset: Dataset {
    /// The file or folder as the script names it.
    var path: String { get }

    /// The same data set with what the file says of it.
    ///
    /// - Parameters:
    ///   - place: the file or folder.
    ///   - depth: how much is read.
    ///   - followsLinks: whether links that lead out of a folder are followed.
    /// - Throws: `DatasetError` where the file is missing, damaged, too large, or not what the options say.
    func opened(at place: URL, depth: ReadingDepth, followsLinks: Bool) throws(DatasetError) -> Self

    /// What was found on the way and is worth a remark: columns left out, files passed over.
    var remarks: [String] { get }

    /// What was read; `nil` before that.
    var loaded: LoadedExamples? { get }
}

extension OwnDataset {
    public static var readsFiles: Bool { true }

    /// What a saved recipe remembers of the file, to notice when it changed; `nil` before it was read.
    public var checksum: String? { loaded?.checksum }

    public func source(in folders: DataFolders) throws(DatasetError) -> any DataSource {
        guard let loaded else {
            throw DatasetError("`\(path)` has not been read", help: "`data \"\(path)\"` reads it")
        }
        return loaded.examples
    }
}

/// How much of a file is read.
public enum ReadingDepth: Sendable {
    /// As much as tells the size of an example and the number of classes.
    case size
    /// All of it.
    case everything
}

extension Dataset {
    /// What a person calls the data: the word of the set, or the file it was read from.
    public var title: String { (self as? any OwnDataset)?.path ?? name }
}

/// What was read from a person's files.
public struct LoadedExamples: Sendable {
    let examples: Examples
    let checksum: String
}

/// Limits that keep a wrong or hostile file from filling the memory.
public enum OwnDataLimits {
    /// Numbers that a data set may hold: 4 bytes each as examples, 8 while a table is read.
    public static let values = 1 << 28
    /// Examples of a data set: one is drawn by its number, a float, and those are exact up to here.
    public static let examples = 1 << 24
    /// Bytes of one file.
    public static let fileBytes = 1 << 31
}

/// Reading and naming a person's file.
public enum OwnFile {
    /// All bytes of a plain file; anything else (a folder, a device, a pipe) is refused, as reading it may never end.
    public static func bytes(
        _ file: URL, named name: String, limit: Int = OwnDataLimits.fileBytes
    ) throws(DatasetError) -> Data {
        let attributes: [FileAttributeKey: Any]
        do {
            attributes = try FileManager.default.attributesOfItem(atPath: file.resolvingSymlinksInPath().path)
        } catch {
            throw DatasetError("the file `\(name)` cannot be read", help: "check that it is there and that you may read it")
        }
        guard attributes[.type] as? FileAttributeType == .typeRegular else {
            throw DatasetError("expected a plain file, found that `\(name)` is none")
        }
        let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
        guard size <= limit else {
            throw DatasetError(
                "expected a file of at most \(limit >> 20) MiB, found that `\(name)` has \(size >> 20)",
                help: "a part of it will do: split it into smaller files")
        }
        do {
            let data = try Data(contentsOf: file)
            guard data.count <= limit else { throw CocoaError(.fileReadTooLarge) }
            return data
        } catch {
            throw DatasetError("the file `\(name)` cannot be read", help: "check that you may read it")
        }
    }

    /// CRC-32 of some bytes as eight hexadecimal digits: it tells a file that changed by accident, not a forged one.
    static func checksum(_ bytes: Data) -> String {
        var sum = crc32(0, nil, 0)
        bytes.withUnsafeBytes { buffer in
            var start = 0
            while start < buffer.count {
                let length = min(buffer.count - start, 1 << 30)
                sum = crc32(sum, buffer.baseAddress?.advanced(by: start).assumingMemoryBound(to: UInt8.self), uInt(length))
                start += length
            }
        }
        let digits = String(UInt32(truncatingIfNeeded: sum), radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// A piece of a file as an error quotes it: on one line, without control characters, and not longer than a line.
    static func quoted(_ text: String) -> String {
        let limit = 40
        let plain = text.prefix(limit).unicodeScalars.map { scalar in
            scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
                ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
        }
        return "`" + plain.joined() + (text.count > limit ? "…" : "") + "`"
    }
}

/// The options that every data set of one's own has.
enum OwnOptions {
    static let heldOut = OptionDeclaration(
        "held-out", .number(0...0.9), default: .number(0), summary: "the share kept apart from training, such as 0.2")
    static let split = OptionDeclaration(
        "split", .integer(1...1_000_000_000), default: .number(1),
        summary: "another number holds other examples out; the seed of the experiment does not")
    static let checksum = OptionDeclaration(
        "checksum", .text, isOptional: true,
        summary: "what a saved recipe remembers of the file: a remark says so when it changed")

    /// What to say when the file is not the one that the recipe was saved with.
    static func changeRemark(path: String, expected: String?, found: String?) -> [String] {
        guard let expected, let found, expected != found else { return [] }
        return ["`\(path)` has changed since the recipe was saved: what was learned belongs to other data"]
    }
}
