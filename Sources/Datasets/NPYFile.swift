import Foundation

/// An array in NumPy's file format, as `numpy.save` writes and `numpy.load` reads it.
///
///     \x93NUMPY  major  minor  header length (16 bits, from version 2.0 on 32, little-endian)
///     {'descr': '<f4', 'fortran_order': False, 'shape': (100, 2), }   blanks   \n
///     the elements
///
/// Magic, lengths and header fill a multiple of 64 bytes. Written are float32 arrays in C order, little-endian, version
/// 1.0. Read are whole numbers and floating-point numbers of either byte order, in C order.
/// (NumPy Enhancement Proposal 1, A Simple File Format for NumPy Arrays.)
public struct NPYFile: Sendable, Equatable {
    public let shape: [Int]
    /// In C order.
    public let values: [Double]

    static let magic: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]

    /// The bytes of a float32 array.
    public static func encoded(_ values: [Float], shape: [Int]) -> [UInt8] {
        precondition(shape.reduce(1, *) == values.count, "the array has as many elements as its shape says")
        let sizes = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
        var header = Array("{'descr': '<f4', 'fortran_order': False, 'shape': (\(sizes)), }".utf8)
        let start = magic.count + 4
        let padding = (64 - (start + header.count + 1) % 64) % 64
        header += Array(repeating: UInt8(ascii: " "), count: padding) + [UInt8(ascii: "\n")]
        var bytes = magic + [1, 0, UInt8(header.count & 255), UInt8(header.count >> 8)] + header
        bytes.reserveCapacity(bytes.count + 4 * values.count)
        for value in values { withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 } }
        return bytes
    }

    /// Throws `DatasetError` naming the file when the bytes are no such array.
    public init(_ content: Data, name: String) throws(DatasetError) {
        let bytes = [UInt8](content)
        func damaged(_ what: String) -> DatasetError {
            DatasetError("`\(name)` is no sound NumPy array: \(what)", help: "write it again with `numpy.save`")
        }
        guard bytes.starts(with: Self.magic), bytes.count >= 12 else { throw damaged("expected its first bytes, found others") }
        guard (1...3).contains(bytes[6]) else { throw damaged("expected version 1 to 3, found \(bytes[6])") }
        let lengthBytes = bytes[6] == 1 ? 2 : 4
        let start = 8 + lengthBytes
        let length = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length <= 1 << 16, start + length <= bytes.count else { throw damaged("its header is cut short") }
        guard let header = NPYHeader(bytes[start..<start + length]) else { throw damaged("its header cannot be read") }
        guard !header.isFortranOrder else {
            throw DatasetError(
                "`\(name)` is in Fortran order", help: "`numpy.save(…, numpy.ascontiguousarray(a))` writes it in C order")
        }
        guard let type = ElementType(header.type) else {
            throw DatasetError(
                "expected numbers in `\(name)`, found the type \(OwnFile.quoted(header.type))",
                help: "`a.astype('float32')` makes numbers of it")
        }
        var count = 1
        for extent in header.shape {
            let (product, overflows) = count.multipliedReportingOverflow(by: extent)
            guard !overflows, product <= OwnDataLimits.values else { throw damaged("its shape cannot be") }
            count = product
        }
        let body = bytes[(start + length)...]
        guard body.count == count * type.bytes else {
            throw damaged("expected \(count * type.bytes) bytes for \(header.shape), found \(body.count)")
        }
        shape = header.shape
        values = body.withUnsafeBytes { buffer in (0..<count).map { type.value(buffer, at: $0) } }
    }

    /// `<f4`: byte order, kind and bytes of an element.
    private struct ElementType {
        let isBigEndian: Bool
        let kind: Character
        let bytes: Int

        init?(_ text: String) {
            guard text.count == 3, let order = text.first, let bytes = text.last?.wholeNumberValue else { return nil }
            kind = text[text.index(after: text.startIndex)]
            guard "<>|=".contains(order), kind == "f" ? [4, 8].contains(bytes) : "iub".contains(kind) && [1, 2, 4, 8].contains(bytes)
            else { return nil }
            isBigEndian = order == ">"
            self.bytes = bytes
        }

        func value(_ buffer: UnsafeRawBufferPointer, at index: Int) -> Double {
            var bits: UInt64 = 0
            for place in 0..<bytes {
                let byte = buffer[index * bytes + (isBigEndian ? place : bytes - 1 - place)]
                bits = bits << 8 | UInt64(byte)
            }
            switch (kind, bytes) {
            case ("f", 4): return Double(Float(bitPattern: UInt32(bits)))
            case ("f", _): return Double(bitPattern: bits)
            case ("i", _):
                let shift = UInt64(64 - 8 * bytes)
                return Double(Int64(bitPattern: bits << shift) >> Int64(shift))
            default: return Double(bits)
            }
        }
    }
}

/// The three fields of an array's header, a Python literal with fixed keys.
private struct NPYHeader {
    var type: String
    var isFortranOrder: Bool
    var shape: [Int]

    init?(_ bytes: ArraySlice<UInt8>) {
        guard let text = String(validating: bytes, as: UTF8.self),
            let type = Self.value("'descr':", in: text), let order = Self.value("'fortran_order':", in: text),
            let shape = Self.value("'shape':", in: text)
        else { return nil }
        guard type.first == "'", let end = type.dropFirst().firstIndex(of: "'") else { return nil }
        self.type = String(type[type.index(after: type.startIndex)..<end])
        isFortranOrder = order.hasPrefix("True")
        guard isFortranOrder || order.hasPrefix("False") else { return nil }
        guard shape.first == "(", let close = shape.firstIndex(of: ")") else { return nil }
        var sizes: [Int] = []
        for part in shape[shape.index(after: shape.startIndex)..<close].split(separator: ",") {
            let trimmed = part.trimmingCharacters(in: .whitespaces)
            if trimmed.isEmpty { continue }
            guard let size = Int(trimmed), size >= 0, sizes.count < 32 else { return nil }
            sizes.append(size)
        }
        self.shape = sizes
    }

    private static func value(_ key: String, in text: String) -> Substring? {
        guard let range = text.range(of: key) else { return nil }
        return text[range.upperBound...].drop { $0 == " " }
    }
}

extension NumberTable {
    /// The rows of an array `[rows, columns]`, or of one number each `[rows]`.
    init(array: NPYFile, name: String, choice: Choice) throws(DatasetError) {
        guard (1...2).contains(array.shape.count), array.shape.allSatisfy({ $0 > 0 }) else {
            throw DatasetError(
                "expected an array of rows and columns in `\(name)`, found the shape "
                    + "(\(array.shape.map(String.init).joined(separator: ", ")))",
                help: "`a.reshape(len(a), -1)` makes rows of it")
        }
        if let odd = array.values.firstIndex(where: { !$0.isFinite }) {
            throw DatasetError("expected finite numbers in `\(name)`, found \(array.values[odd]) at element \(odd)")
        }
        let width = array.shape.count == 1 ? 1 : array.shape[1]
        let columns = ColumnNames(numbered: width)
        let label = try choice.label.map { wanted throws(DatasetError) in try columns.place(of: wanted, in: name) }
        var taken = try choice.columns.map { wanted throws(DatasetError) in try columns.place(of: wanted, in: name) }
        if taken.isEmpty { taken = (0..<width).filter { $0 != label } }
        guard !taken.isEmpty, Set(taken).count == taken.count else {
            throw DatasetError("`columns` of `\(name)` takes no column, or one twice")
        }
        rows = array.shape[0]
        names = taken.map { columns.names[$0] }
        values = (0..<rows).flatMap { row in taken.map { array.values[row * width + $0] } }
        labels = label.map { label in
            (0..<array.shape[0]).map { row in
                let value = array.values[row * width + label]
                return Int(exactly: value).map(String.init) ?? "\(value)"
            }
        }
        remarks = []
    }
}

extension ColumnNames {
    init(numbered count: Int) {
        names = Self.usual(count)
        areInFile = false
        firstIsUnnamed = false
    }
}
