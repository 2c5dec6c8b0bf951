import CGIF

/// A GIF file that repeats for ever, written into memory frame by frame.
///
/// Source: CompuServe 1990, Graphics Interchange Format, version 89a: sections 23 (what becomes of a frame when the next one
/// comes), 26 (extensions of programs; that of Netscape says how often all is repeated).
final class GIFFile {
    /// Pixels a side.
    static let limit = 65_535
    /// One of 256 places is transparent. Half of the others make the file smaller, and no picture that looks worse.
    static let mostColors = 128

    private let width: Int
    private let file: UnsafeMutablePointer<GifFileType>
    private let output = Output()
    private var isOpen = true
    private let transparent: UInt8
    private var shown: [UInt8]?

    private final class Output {
        var bytes: [UInt8] = []
    }

    /// - Parameter colors: at most 255.
    init(width: Int, height: Int, colors: [Color]) throws(FigureError) {
        precondition(colors.count <= 255, "one place of a palette is transparent")
        self.width = width
        transparent = UInt8(colors.count)
        var code: Int32 = 0
        let opened = EGifOpen(
            Unmanaged.passUnretained(output).toOpaque(),
            { file, bytes, count in
                guard let bytes, let place = file?.pointee.UserData else { return 0 }
                Unmanaged<Output>.fromOpaque(place).takeUnretainedValue().bytes
                    .append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
                return count
            }, &code)
        guard let opened else { throw Self.failure(code) }
        file = opened
        EGifSetGifVersion(file, true)
        // A palette has 2, 4, 8, … places.
        let places = 1 << max(1, GifBitSize(Int32(colors.count + 1)))
        let entries = (0..<places).map { place in
            let color = place < colors.count ? colors[place] : Color(0, 0, 0)
            return GifColorType(Red: color.red, Green: color.green, Blue: color.blue)
        }
        let palette = GifMakeMapObject(Int32(places), entries)
        defer { GifFreeMapObject(palette) }
        try check(EGifPutScreenDesc(file, Int32(width), Int32(height), 8, 0, palette))
        try check(EGifPutExtensionLeader(file, Self.application))
        try check(EGifPutExtensionBlock(file, 11, "NETSCAPE2.0"))
        let forEver: [UInt8] = [1, 0, 0]
        try check(EGifPutExtensionBlock(file, 3, forEver))
        try check(EGifPutExtensionTrailer(file))
    }

    deinit {
        var code: Int32 = 0
        if isOpen { EGifCloseFile(file, &code) }
    }

    /// Writes a frame, given as places in the palette row by row; of those after the first only what changes.
    func add(_ frame: [UInt8], seconds: Double) throws(FigureError) {
        var change = FrameDifference(frame, after: shown, frameWidth: width, transparent: transparent)
        var control = GraphicsControlBlock()
        control.DisposalMode = DISPOSE_DO_NOT
        control.DelayTime = Int32(min(max((seconds * 100).rounded(), 2), 65_535))
        control.TransparentColor = shown == nil ? NO_TRANSPARENT_COLOR : Int32(transparent)
        var block = [UInt8](repeating: 0, count: 4)
        let length = EGifGCBToExtension(&control, &block)
        try check(EGifPutExtension(file, Self.graphicsControl, Int32(length), block))
        try check(EGifPutImageDesc(file, Int32(change.left), Int32(change.top), Int32(change.width), Int32(change.height), false, nil))
        let (width, height) = (change.width, change.height)
        var isWhole = true
        change.indices.withUnsafeMutableBufferPointer { indices in
            guard let start = indices.baseAddress else { return }
            for row in 0..<height where isWhole { isWhole = EGifPutLine(file, start + row * width, Int32(width)) != 0 }
        }
        try check(isWhole ? 1 : 0)
        shown = frame
    }

    /// The whole file; nothing can be added any more.
    func finish() throws(FigureError) -> [UInt8] {
        var code: Int32 = 0
        isOpen = false
        guard EGifCloseFile(file, &code) != 0 else { throw Self.failure(code) }
        return output.bytes
    }

    private func check(_ status: Int32) throws(FigureError) {
        if status == 0 { throw Self.failure(file.pointee.Error) }
    }

    private static func failure(_ code: Int32) -> FigureError {
        FigureError("giflib could not write the animation: \(GifErrorString(code).map { String(cString: $0) } ?? "no reason given")")
    }

    // giflib's own names are made by its preprocessor. (Sections 23 and 26)
    private static let graphicsControl: Int32 = 0xF9
    private static let application: Int32 = 0xFF
}
