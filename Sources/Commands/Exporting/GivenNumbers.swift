import Datasets
import Foundation
import Lab
import Language

/// Rows of numbers that a person gives: latents to make samples from, points to be judged.
struct GivenNumbers {
    /// What the rows are, for messages and as an array's name: `latents`.
    let noun: String
    /// The names of one row's numbers, as they are written.
    let columns: [String]

    /// The rows of a file `[count × columns]`.
    ///
    /// CSV: the columns of these names, or all of them where they are as many. NumPy: an array whose later axes hold as
    /// many numbers. safetensors: the array of this name, or the only one.
    func rows(of file: URL, named name: String, format: ExportFormat) throws(DatasetError) -> [Double] {
        let content = try OwnFile.bytes(file, named: name)
        switch format {
        case .csv: return try csv([UInt8](content), name)
        case .npy:
            let array = try NPYFile(content, name: name)
            return try checked(array.values, shape: array.shape, name)
        case .safetensors:
            let arrays: Safetensors
            do throws(SafetensorsError) { arrays = try Safetensors(decoding: [UInt8](content)) } catch {
                throw DatasetError("`\(name)` is damaged: \(error)")
            }
            guard let array = arrays[noun] ?? (arrays.entries.count == 1 ? arrays.entries[0] : nil) else {
                throw DatasetError("expected an array `\(noun)` in `\(name)`, found none")
            }
            return try checked(array.values.map(Double.init), shape: array.shape, name)
        }
    }

    private func csv(_ bytes: [UInt8], _ name: String) throws(DatasetError) -> [Double] {
        let table = try NumericRows(bytes, name: name, preferring: columns)
        guard table.width == columns.count else { throw wrongWidth(table.width, name) }
        return table.values
    }

    private func checked(_ values: [Double], shape: [Int], _ name: String) throws(DatasetError) -> [Double] {
        let width = shape.dropFirst().reduce(1, *)
        guard !shape.isEmpty, width == columns.count else { throw wrongWidth(width, name) }
        guard shape[0] > 0 else { throw DatasetError("expected \(noun) in `\(name)`, found none") }
        if let odd = values.first(where: { !$0.isFinite }) {
            throw DatasetError("expected finite numbers in `\(name)`, found \(odd)")
        }
        return values
    }

    private func wrongWidth(_ width: Int, _ name: String) -> DatasetError {
        let names = columns.prefix(3).map { "`\($0)`" }.joined(separator: ", ") + (columns.count > 3 ? ", …" : "")
        return DatasetError(
            "expected \(columns.count) \(columns.count == 1 ? "number" : "numbers") a row in `\(name)`, found \(width)",
            help: "a row holds \(names)")
    }
}

extension GanSession {
    /// The rows of a file that a statement names, with a place for what is wrong with it.
    func givenRows(
        _ given: GivenNumbers, in argument: String, of arguments: BoundArguments
    ) throws(Diagnostic) -> [Double] {
        let name = arguments.text(argument)
        let format = try arguments.exportFormat(of: name, in: argument)
        let file = try readableFile(name, at: arguments.spans[argument] ?? arguments.span)
        do throws(DatasetError) { return try given.rows(of: file, named: name, format: format) } catch {
            throw arguments.error(error.refusal, at: argument, category: .failure)
        }
    }
}
