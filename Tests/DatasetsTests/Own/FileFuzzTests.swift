import Foundation
import Testing

@testable import Datasets

/// Files that were damaged at random: each is read or refused, and nothing else ever happens.
@Suite struct FileFuzzTests {
    /// Some bytes changed, taken out, doubled, or the end cut off.
    private func damaged(_ sound: [UInt8], _ generator: inout SeededNumbers) -> [UInt8] {
        var bytes = sound
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 2: bytes.remove(at: place)
            case 3: bytes.insert(bytes[place], at: place)
            case 4: bytes.removeLast(bytes.count - place)
            default: bytes[place] = [0, 0xFF, 0x22, 0x2C, 0x0A, 0x7F].randomElement(using: &generator) ?? 0
            }
        }
        return bytes
    }

    /// How many of `count` damaged files were read all the same; those refused must say so by a `DatasetError`.
    private func readable(
        _ sound: [UInt8], count: Int, seed: UInt64, _ read: (Data) throws(DatasetError) -> Void
    ) -> Int {
        var generator = SeededNumbers(seed: seed)
        var readable = 0
        for _ in 0..<count {
            do throws(DatasetError) {
                try read(Data(damaged(sound, &generator)))
                readable += 1
            } catch {
                #expect(!error.message.isEmpty && error.message.contains("`f`"))
            }
        }
        return readable
    }

    @Test func damagedTablesAreReadOrRefused() {
        let sound = Array("x,\"y, or so\",kind\n1.5,-2e-3,cat\n3,4,\"do\"\"g\"\n5,6,cat\n".utf8)
        let read = readable(sound, count: 3000, seed: 1) { data throws(DatasetError) in
            let table = try NumberTable([UInt8](data), name: "f", choice: .init(label: "3"))
            #expect(table.values.count == table.rows * table.names.count && table.values.allSatisfy(\.isFinite))
            #expect(table.labels?.count == table.rows)
        }
        #expect(read > 100 && read < 2900)
    }

    @Test func damagedArraysAreReadOrRefused() {
        let read = readable([UInt8](ForeignFiles.numpyFloats), count: 3000, seed: 2) { data throws(DatasetError) in
            let array = try NPYFile(data, name: "f")
            #expect(array.values.count == array.shape.reduce(1, *))
        }
        #expect(read > 100 && read < 2900)
    }

    @Test(arguments: [ForeignFiles.pngColor, ForeignFiles.pngPalette, ForeignFiles.pngOpacity, ForeignFiles.pngWide])
    func damagedPNGPicturesAreReadOrRefused(sound: Data) {
        let read = readable([UInt8](sound), count: 400, seed: 3) { data throws(DatasetError) in
            let picture = try Picture(data, name: "f")
            #expect(picture.pixels.count == 4 * picture.width * picture.height)
        }
        #expect(read < 400)
    }

    @Test(arguments: [ForeignFiles.jpegColor, ForeignFiles.jpegGrey, ForeignFiles.jpegInks])
    func damagedJPEGPicturesAreReadOrRefused(sound: Data) {
        let read = readable([UInt8](sound), count: 400, seed: 4) { data throws(DatasetError) in
            let picture = try Picture(data, name: "f")
            #expect(picture.pixels.count == 4 * picture.width * picture.height)
        }
        #expect(read > 10 && read < 400)
    }

    @Test func damagedIDXFilesAreReadOrRefused() throws {
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("f")
            var generator = SeededNumbers(seed: 5)
            let sound = [UInt8](idx([2, 3, 3], Array(0..<18)))
            var refused = 0
            for _ in 0..<300 {
                try Data(damaged(sound, &generator)).write(to: file)
                do throws(DatasetError) {
                    let read = try IDXFile(contentsOf: file, axes: 3)
                    #expect(read.bytes.count == read.sizes.reduce(1, *))
                } catch { refused += 1 }
            }
            #expect(refused > 30 && refused < 300)
        }
    }
}
