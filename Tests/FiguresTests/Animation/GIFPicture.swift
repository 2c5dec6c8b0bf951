import CGIF

@testable import Figures

/// A GIF file as a viewer plays it, read by giflib.
struct GIFPicture {
    struct Shown {
        /// Row by row, as they stand on the screen.
        var pixels: [Color]
        /// In hundredths of a second.
        var delay: Int
    }

    var width: Int
    var height: Int
    var frames: [Shown]
    var repeats: Bool

    init?(_ bytes: [UInt8]) {
        final class Reader {
            var rest: ArraySlice<UInt8>
            init(_ bytes: [UInt8]) { rest = bytes[...] }
        }
        let reader = Reader(bytes)
        var code: Int32 = 0
        let opened = DGifOpen(
            Unmanaged.passUnretained(reader).toOpaque(),
            { file, place, count in
                guard let place, let reader = file?.pointee.UserData else { return 0 }
                let from = Unmanaged<Reader>.fromOpaque(reader).takeUnretainedValue()
                let taken = from.rest.prefix(Int(count))
                for (offset, byte) in taken.enumerated() { place[offset] = byte }
                from.rest = from.rest.dropFirst(taken.count)
                return Int32(taken.count)
            }, &code)
        guard let file = opened else { return nil }
        defer { DGifCloseFile(file, &code) }
        guard withExtendedLifetime(reader, { DGifSlurp(file) }) != 0, let map = file.pointee.SColorMap else { return nil }
        (width, height) = (Int(file.pointee.SWidth), Int(file.pointee.SHeight))
        var screen = [Color](repeating: Color(0, 0, 0), count: width * height)
        frames = []
        repeats = false
        for index in 0..<Int(file.pointee.ImageCount) {
            let image = file.pointee.SavedImages[index]
            var control = GraphicsControlBlock()
            guard DGifSavedExtensionToGCB(file, Int32(index), &control) != 0 else { return nil }
            for block in 0..<Int(image.ExtensionBlockCount) {
                let bytes = image.ExtensionBlocks[block]
                if bytes.ByteCount == 11 { repeats = String(decoding: UnsafeBufferPointer(start: bytes.Bytes, count: 11), as: UTF8.self) == "NETSCAPE2.0" }
            }
            let part = image.ImageDesc
            for row in 0..<Int(part.Height) {
                for column in 0..<Int(part.Width) {
                    let place = Int(image.RasterBits[row * Int(part.Width) + column])
                    guard place != Int(control.TransparentColor) else { continue }
                    let color = map.pointee.Colors[place]
                    screen[(Int(part.Top) + row) * width + Int(part.Left) + column] = Color(color.Red, color.Green, color.Blue)
                }
            }
            frames.append(Shown(pixels: screen, delay: Int(control.DelayTime)))
        }
    }
}
