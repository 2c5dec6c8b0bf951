import CTurboJPEG
import Foundation

/// JPEG pictures by TurboJPEG, whose functions return errors where libjpeg's own end the program or jump.
///
/// A picture that is cut short or damaged is decoded by most programs as far as it goes, with grey below: here it is an
/// error, as a data set would learn the grey. (ITU-T T.81, JPEG; libjpeg-turbo, the TurboJPEG API.)
enum JPEGDecoding {
    static func header(_ bytes: Data, name: String) throws(DatasetError) -> Picture.Header {
        try reading(bytes, name: name) { handle, start, length in
            guard let head = head(handle, start, length) else { return nil }
            let sides = PictureOrientation(ofJPEG: bytes).swapsSides ? (head.height, head.width) : (head.width, head.height)
            return Picture.Header(
                width: sides.0, height: sides.1, hasColor: head.space != Int32(TJCS_GRAY.rawValue))
        }
    }

    static func decoded(_ bytes: Data, _ header: Picture.Header, name: String) throws(DatasetError) -> [UInt8] {
        let orientation = PictureOrientation(ofJPEG: bytes)
        return try reading(bytes, name: name) { handle, start, length in
            guard let head = head(handle, start, length),
                (orientation.swapsSides ? [head.height, head.width] : [head.width, head.height]) == [header.width, header.height]
            else { return nil }
            // Pictures for print have four inks, which TurboJPEG leaves to us.
            let hasInks = head.space == Int32(TJCS_CMYK.rawValue) || head.space == Int32(TJCS_YCCK.rawValue)
            let format = Int32((hasInks ? TJPF_CMYK : TJPF_RGBA).rawValue)
            var pixels = [UInt8](repeating: 0, count: 4 * head.width * head.height)
            let status = pixels.withUnsafeMutableBufferPointer {
                // A limit on the scans keeps a small progressive file from being decoded for minutes.
                tjDecompress2(
                    handle, start, length, $0.baseAddress, Int32(head.width), 0, Int32(head.height), format,
                    TJFLAG_LIMITSCANS | TJFLAG_ACCURATEDCT)
            }
            guard status == 0 else { return nil }
            if hasInks { convertInks(&pixels) }
            return orientation.applied(to: pixels, width: head.width, height: head.height)
        }
    }

    /// Cyan, magenta, yellow and black as Adobe's programs store them, 255 for no ink, to red, green, blue and opacity.
    private static func convertInks(_ pixels: inout [UInt8]) {
        for start in stride(from: 0, to: pixels.count, by: 4) {
            let black = Int(pixels[start + 3])
            for channel in start..<start + 3 { pixels[channel] = UInt8((Int(pixels[channel]) * black + 127) / 255) }
            pixels[start + 3] = 255
        }
    }

    private static func head(
        _ handle: tjhandle, _ start: UnsafePointer<UInt8>, _ length: UInt
    ) -> (width: Int, height: Int, space: Int32)? {
        var (width, height, sampling, space): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        guard tjDecompressHeader3(handle, start, length, &width, &height, &sampling, &space) == 0 else { return nil }
        return (Int(width), Int(height), space)
    }

    private static func reading<Result>(
        _ bytes: Data, name: String, _ body: (tjhandle, UnsafePointer<UInt8>, UInt) -> Result?
    ) throws(DatasetError) -> Result {
        guard let handle = tjInitDecompress() else {
            throw DatasetError("TurboJPEG could not be started to read `\(name)`")
        }
        defer { tjDestroy(handle) }
        let result = bytes.withUnsafeBytes { buffer -> Result? in
            guard let start = buffer.bindMemory(to: UInt8.self).baseAddress else { return nil }
            return body(handle, start, UInt(buffer.count))
        }
        guard let result else { throw Picture.damaged(name, String(cString: tjGetErrorStr2(handle))) }
        return result
    }
}
