import Foundation

/// An array of unsigned bytes in the IDX format, in which MNIST is published, packed with gzip or not.
///
///     0  0  type (8: unsigned byte)  axes  size₀ … (32 bits each, big-endian)  bytes in row-major order
///
/// The reader is strict: the length of the file must be exactly what its header says.
/// (LeCun, Cortes, Burges: The MNIST database of handwritten digits, "file formats".)
public struct IDXFile: Sendable, Hashable {
    /// The size of each axis, the slowest first: `[60000, 28, 28]`.
    public let sizes: [Int]
    /// The elements in row-major order.
    public let bytes: [UInt8]

    /// More than a thousand million elements are refused.
    public static let largestCount = 1 << 30

    /// Throws `DatasetError` when the file cannot be read or is not exactly an IDX file of unsigned bytes with `axes` axes.
    public init(contentsOf url: URL, axes: Int) throws(DatasetError) {
        let content = try Self.read(url)
        let limit = Self.largestCount + Self.headerLength(axes)
        let plain = Gzip.isPacked(content)
            ? try Gzip.unpacked(content, limit: limit, file: url.path) : [UInt8](content)
        let sizes = try Self.sizes(inHeader: plain, axes: axes, file: url.path)
        let expected = Self.headerLength(axes) + sizes.reduce(1, *)
        guard plain.count == expected else {
            throw DatasetError(
                "`\(url.path)` is damaged: expected \(expected) bytes for \(Self.describe(sizes)), found \(plain.count)",
                help: "fetch the file again")
        }
        self.sizes = sizes
        bytes = Array(plain[Self.headerLength(axes)...])
    }

    /// The sizes that the header of a file states, without reading the elements.
    public static func sizes(of url: URL, axes: Int) throws(DatasetError) -> [Int] {
        let start = try read(url, limit: 1 << 12)
        let length = headerLength(axes)
        let header = Gzip.isPacked(start)
            ? try Gzip.unpacked(start, prefix: length, limit: length, file: url.path)
            : [UInt8](start.prefix(length))
        return try sizes(inHeader: header, axes: axes, file: url.path)
    }

    private static func headerLength(_ axes: Int) -> Int { 4 + 4 * axes }

    private static func read(_ url: URL, limit: Int? = nil) throws(DatasetError) -> Data {
        do {
            guard let limit else { return try Data(contentsOf: url) }
            let handle = try FileHandle(forReadingFrom: url)
            defer { try? handle.close() }
            return try handle.read(upToCount: limit) ?? Data()
        } catch {
            throw DatasetError(
                "the data file `\(url.path)` cannot be read",
                help: "check that it is a file and that you may read it")
        }
    }

    private static func sizes(inHeader header: [UInt8], axes: Int, file: String) throws(DatasetError) -> [Int] {
        guard header.count >= headerLength(axes) else {
            throw DatasetError(
                "`\(file)` is cut short: expected a header of \(headerLength(axes)) bytes, found \(header.count)",
                help: "fetch the file again")
        }
        guard header[0] == 0, header[1] == 0 else {
            throw DatasetError("`\(file)` is no IDX file: expected it to begin with two zero bytes")
        }
        guard header[2] == 8 else {
            throw DatasetError("`\(file)` holds the wrong type: expected 8 (unsigned bytes), found \(header[2])")
        }
        guard header[3] == UInt8(axes) else {
            throw DatasetError("`\(file)` has the wrong shape: expected \(axes) axes, found \(header[3])")
        }
        let sizes = (0..<axes).map { axis in
            header[(4 + 4 * axis)..<(8 + 4 * axis)].reduce(0) { $0 << 8 | Int($1) }
        }
        var count = 1
        for size in sizes {
            let (product, overflow) = count.multipliedReportingOverflow(by: size)
            guard size > 0, !overflow, product <= largestCount else {
                throw DatasetError("`\(file)` states a size that cannot be: \(describe(sizes))")
            }
            count = product
        }
        return sizes
    }

    private static func describe(_ sizes: [Int]) -> String { sizes.map(String.init).joined(separator: "x") }
}
