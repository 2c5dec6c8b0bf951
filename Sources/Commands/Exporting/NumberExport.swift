import Datasets
import Foundation
import Lab
import Language

/// Numbers on their way out: arrays whose first axis counts the same rows, and perhaps a word for each row.
///
/// - CSV: a header, all arrays side by side, the words last; the fewest digits that read back as the same number, an
///   empty cell where there is none.
/// - NumPy: a float32 array a file; the first under the name given, the others beside it (`x.npy`, `x-latents.npy`).
/// - safetensors: all arrays in one file under their names.
///
/// A word is its class's number where a format holds numbers alone; the names of the classes are then metadata.
struct NumberExport {
    struct Block {
        /// What the array is called: `samples`, `latents`.
        var name: String
        /// The names of one row's numbers.
        var columns: [String]
        /// Rows first.
        var shape: [Int]
        var values: [Double]
        /// Whether the numbers are float32: those are written with the digits that a float32 needs.
        var isSingle = true
    }

    var blocks: [Block]
    /// A class for each row, with the classes' names.
    var labels: (indices: [Int], names: [String])?
    var metadata: [String: String] = [:]

    /// The files to write: what is put behind the name (before its ending), and the bytes.
    func files(_ format: ExportFormat) -> [(suffix: String, bytes: [UInt8])] {
        switch format {
        case .csv: return [("", csv)]
        case .safetensors: return [("", safetensors)]
        case .npy:
            var files = blocks.enumerated().map { index, block in
                (index == 0 ? "" : "-" + block.name, NPYFile.encoded(block.values.map { Float($0) }, shape: block.shape))
            }
            if let labels {
                files.append(("-labels", NPYFile.encoded(labels.indices.map(Float.init), shape: [labels.indices.count])))
            }
            return files
        }
    }

    private var rowCount: Int { blocks.first?.shape.first ?? 0 }

    private var csv: [UInt8] {
        let header = blocks.flatMap(\.columns) + (labels == nil ? [] : ["label"])
        var bytes = Array(header.map(csvCell).joined(separator: ",").utf8)
        bytes.append(UInt8(ascii: "\n"))
        for row in 0..<rowCount {
            var isFirst = true
            for block in blocks {
                let width = block.columns.count
                for value in block.values[row * width..<(row + 1) * width] {
                    if !isFirst { bytes.append(UInt8(ascii: ",")) }
                    isFirst = false
                    if !value.isNaN { bytes += (block.isSingle ? shortest(Float(value)) : shortest(value)).utf8 }
                }
            }
            if let labels { bytes += ("," + csvCell(labels.names[labels.indices[row]])).utf8 }
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }

    private var safetensors: [UInt8] {
        var entries = blocks.map { Safetensors.Entry(name: $0.name, shape: $0.shape, values: $0.values.map { Float($0) }) }
        var metadata = metadata
        if let labels {
            entries.append(
                .init(name: "labels", shape: [labels.indices.count], values: labels.indices.map(Float.init)))
            metadata["classes"] = labels.names.joined(separator: "\n")
        }
        return Safetensors(entries: entries, metadata: metadata).encoded()
    }
}

/// The fewest digits that read back as the same number; whole numbers without a point.
func shortest<Number: BinaryFloatingPoint & CustomStringConvertible>(_ value: Number) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// A cell of a CSV file, in quotes where it needs them. (RFC 4180)
func csvCell(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { ",;\"\n\r\t".unicodeScalars.contains($0) }) || text.hasPrefix("#")
    else { return text }
    return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
}

extension GanSession {
    /// Writes numbers below the output folder, and says where.
    func write(_ export: NumberExport, as format: ExportFormat, to name: String, kind: String, at span: Span) throws {
        let files = try export.files(format).map { file in
            (try outputFile(Self.inserted(file.suffix, before: name), at: span), file.bytes)
        }
        for (file, bytes) in files { try write(bytes, to: file, named: file.lastPathComponent, at: span) }
        for (file, _) in files { output.receive(.file(written(file, kind: kind))) }
    }

    /// `x.npy` becomes `x-latents.npy`.
    private static func inserted(_ suffix: String, before name: String) -> String {
        guard !suffix.isEmpty, let dot = name.lastIndex(of: ".") else { return name }
        return name[..<dot] + suffix + name[dot...]
    }
}
