import CZlib
import Foundation

/// Unpacking of gzip files (RFC 1952), with every check the format has: header, length and checksum, no bytes after it.
enum Gzip {
    /// True when the bytes begin as every gzip file does.
    static func isPacked(_ bytes: Data) -> Bool { bytes.starts(with: [0x1f, 0x8b]) }

    /// The unpacked bytes.
    ///
    /// - Parameters:
    ///   - prefix: unpack no more than this many bytes and leave the rest unread and unchecked; `nil` for all of them.
    ///   - limit: more than this is refused, so that a small hostile file cannot fill the memory.
    /// - Throws: `DatasetError` naming `file` when the bytes are no gzip, cut short, or damaged.
    static func unpacked(_ packed: Data, prefix: Int? = nil, limit: Int, file: String) throws(DatasetError) -> [UInt8] {
        var stream = z_stream()
        // 15 is the largest window, 16 more asks for gzip framing and its checksum.
        let opened = inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard opened == Z_OK else { throw DatasetError("zlib could not be started to unpack `\(file)`") }
        defer { inflateEnd(&stream) }

        var input = [UInt8](packed)
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        var result: [UInt8] = []
        let status = input.withUnsafeMutableBufferPointer { input -> Int32 in
            stream.next_in = input.baseAddress
            stream.avail_in = uInt(clamping: input.count)
            var status = Z_OK
            while status == Z_OK, result.count <= limit, result.count < prefix ?? Int.max {
                chunk.withUnsafeMutableBufferPointer { chunk in
                    stream.next_out = chunk.baseAddress
                    stream.avail_out = uInt(chunk.count)
                    status = inflate(&stream, Z_NO_FLUSH)
                    result.append(contentsOf: chunk.prefix(chunk.count - Int(stream.avail_out)))
                }
            }
            return status
        }
        if let prefix, result.count >= prefix { return Array(result.prefix(prefix)) }
        guard result.count <= limit else {
            throw DatasetError("`\(file)` unpacks to more than \(limit) bytes")
        }
        switch status {
        case Z_STREAM_END:
            guard stream.avail_in == 0 else {
                throw DatasetError(
                    "`\(file)` is damaged: expected the end of the file, found \(stream.avail_in) more bytes",
                    help: "fetch the file again")
            }
            return result
        case Z_BUF_ERROR:
            throw DatasetError("`\(file)` is cut short: the packed data ends too early", help: "fetch the file again")
        default:
            throw DatasetError("`\(file)` is damaged: its packed data does not check", help: "fetch the file again")
        }
    }
}
