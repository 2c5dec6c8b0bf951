import Foundation
import Testing

@testable import Datasets

@Suite struct PictureTests {
    private func greys(_ file: Data) throws -> [Int] {
        try Picture(file, name: "a").values(channels: 1, background: 255).map { Int((($0 + 1) * 127.5).rounded()) }
    }

    private func colors(_ file: Data, background: UInt8 = 255) throws -> [Int] {
        try Picture(file, name: "a").values(channels: 3, background: background).map { Int((($0 + 1) * 127.5).rounded()) }
    }

    @Test func colorsPalettesAndWideGreysComeOutAsTheyWent() throws {
        let expected = (0..<3).flatMap { row in (0..<4).flatMap { [80 * $0, 100 * row, 30] } }
        #expect(try colors(ForeignFiles.pngColor) == expected)
        #expect(try colors(ForeignFiles.pngPalette) == expected)
        #expect(try greys(ForeignFiles.pngWide) == [0, 51, 102, 153, 204, 255])
        #expect(
            try Picture.header(ForeignFiles.pngWide, name: "a") == .init(width: 3, height: 2, hasColor: false))
        #expect(try Picture.header(ForeignFiles.pngPalette, name: "a") == .init(width: 4, height: 3, hasColor: true))
    }

    @Test func greysAreThoseOfOtherPrograms() throws {
        // Pillow: Image.convert("L")
        #expect(try greys(ForeignFiles.pngColor) == [3, 27, 51, 75, 62, 86, 110, 134, 121, 145, 169, 193])
    }

    @Test func whatIsTransparentShowsTheBackground() throws {
        #expect(try colors(ForeignFiles.pngOpacity) == [200, 100, 50, 255, 255, 255, 227, 177, 152])
        #expect(try colors(ForeignFiles.pngOpacity, background: 0) == [200, 100, 50, 0, 0, 0, 100, 50, 25])
    }

    @Test func photographsComeInColorsGreysAndInks() throws {
        for (file, color) in [
            (ForeignFiles.jpegColor, [200, 100, 50]), (ForeignFiles.jpegGrey, [77, 77, 77]),
            (ForeignFiles.jpegInks, [255, 127, 0]),
        ] {
            let found = try colors(file)
            #expect(found.count == 8 * 8 * 3)
            for (index, value) in found.enumerated() { #expect(abs(value - color[index % 3]) <= 2) }
        }
        #expect(try !Picture.header(ForeignFiles.jpegGrey, name: "a").hasColor)
        #expect(try Picture.header(ForeignFiles.jpegColor, name: "a").hasColor)
    }

    @Test func everyPictureCutShortIsAnErrorThatNamesIt() {
        for file in [ForeignFiles.pngColor, ForeignFiles.pngPalette, ForeignFiles.jpegColor, ForeignFiles.jpegInks] {
            // Without the end marker alone a picture is whole.
            for length in [0, 1, 8, 20, file.count / 2, file.count - 16] {
                let error = #expect(throws: DatasetError.self, "\(length) of \(file.count)") {
                    try Picture(file.prefix(length), name: "cat.png")
                }
                #expect(error?.message.contains("`cat.png`") == true)
            }
        }
    }

    @Test func aPictureThatClaimsAHugeSizeIsRefusedBeforeItTakesMemory() {
        var bomb = ForeignFiles.pngColor
        // Width and height stand at bytes 16 and 20 of a PNG; its checksum covers them, so a new one is worked out.
        bomb.replaceSubrange(16..<24, with: [0, 0x0F, 0x42, 0x3F, 0, 0x0F, 0x42, 0x3F])
        let sum = OwnFile.checksum(bomb[12..<29])
        let bytes = stride(from: 0, to: 8, by: 2).map { UInt8(sum.dropFirst($0).prefix(2), radix: 16) ?? 0 }
        bomb.replaceSubrange(29..<33, with: bytes)
        let error = #expect(throws: DatasetError.self) { try Picture(bomb, name: "bomb.png") }
        #expect(error?.message.contains("claims 999999x999999") == true, "\(String(describing: error))")

        var photograph = ForeignFiles.jpegColor
        let marker = photograph.range(of: Data([0xFF, 0xC0]))?.upperBound ?? 0
        photograph.replaceSubrange(marker + 3..<marker + 7, with: [0xFF, 0xDC, 0xFF, 0xDC])
        #expect(throws: DatasetError.self) { try Picture(photograph, name: "bomb.jpg") }
    }

    @Test func aWrittenPictureIsReadBackBitForBit() throws {
        for channels in [1, 3] {
            let size = [5, 7, channels]
            let shades = (0..<35 * channels).map { UInt8(truncatingIfNeeded: $0 * 37) }
            let values = shades.map { 2 * Float($0) / 255 - 1 }
            let png = try PictureWriting.png(values[...], size: size)
            #expect(try Picture(Data(png), name: "a").values(channels: channels, background: 0) == values)
            #expect(try Picture.header(Data(png), name: "a") == .init(width: 7, height: 5, hasColor: channels == 3))
        }
        #expect(throws: Never.self) { try PictureWriting.png([.nan, 5, -5, .infinity], size: [2, 2, 1]) }
    }

    /// The photograph with an Exif segment that notes this turn, as cameras write it.
    private func turned(_ orientation: UInt8, isBigEndian: Bool) -> Data {
        let directory: [UInt8] =
            isBigEndian
            ? [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
            : [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]
        let content = Array("Exif\0\0".utf8) + directory
        let segment: [UInt8] = [0xFF, 0xE1, 0, UInt8(content.count + 2)] + content
        return ForeignFiles.jpegStripes.prefix(2) + Data(segment) + ForeignFiles.jpegStripes.dropFirst(2)
    }

    @Test func photographsStandUprightWhicheverWayTheCameraWasHeld() throws {
        // Pillow: ImageOps.exif_transpose; the greys at the first and at the last pixel
        let expected: [UInt8: (width: Int, first: Int, last: Int)] = [
            1: (24, 20, 220), 2: (24, 220, 20), 3: (24, 220, 20), 4: (24, 20, 220), 5: (8, 20, 220), 6: (8, 20, 220),
            7: (8, 220, 20), 8: (8, 220, 20), 0: (24, 20, 220), 9: (24, 20, 220),
        ]
        for (orientation, wanted) in expected {
            for isBigEndian in [false, true] {
                let file = turned(orientation, isBigEndian: isBigEndian)
                #expect(try Picture.header(file, name: "a").width == wanted.width)
                let found = try greys(file)
                #expect(abs(found[0] - wanted.first) <= 2 && abs(found[191] - wanted.last) <= 2, "\(orientation)")
            }
        }
    }

    @Test func everyTurnPutsEachPixelInItsPlace() {
        // numpy.arange(6).reshape(2, 3) through Pillow's ImageOps.exif_transpose
        let expected: [[UInt8]] = [
            [0, 1, 2, 3, 4, 5], [2, 1, 0, 5, 4, 3], [5, 4, 3, 2, 1, 0], [3, 4, 5, 0, 1, 2], [0, 3, 1, 4, 2, 5],
            [3, 0, 4, 1, 5, 2], [5, 2, 4, 1, 3, 0], [2, 5, 1, 4, 0, 3],
        ]
        let pixels = (0..<6).flatMap { [UInt8](repeating: $0, count: 4) }
        for (index, places) in expected.enumerated() {
            let turned = PictureOrientation(rawValue: index + 1)?.applied(to: pixels, width: 3, height: 2)
            #expect(turned == places.flatMap { [UInt8](repeating: $0, count: 4) }, "\(index + 1)")
        }
    }
}
