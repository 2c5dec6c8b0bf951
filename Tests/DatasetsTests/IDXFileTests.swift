import Foundation
import Testing

@testable import Datasets

@Suite struct IDXFileTests {
    /// The error of reading `data` as an IDX file of that many axes, `nil` when there is none.
    private func failure(_ data: Data, axes: Int = 2) throws -> DatasetError? {
        var found: DatasetError?
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("file")
            try data.write(to: file)
            do { _ = try IDXFile(contentsOf: file, axes: axes) } catch let error as DatasetError { found = error }
        }
        return found
    }

    private let small = idx([2, 3], [1, 2, 3, 4, 5, 6])

    private var packed: Data {
        get throws { try Data(contentsOf: packageData.appendingPathComponent("digits/labels-idx1-ubyte.gz")) }
    }

    @Test func plainFileIsReadAsItWasWritten() throws {
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("file")
            try small.write(to: file)
            let read = try IDXFile(contentsOf: file, axes: 2)
            #expect(read.sizes == [2, 3] && read.bytes == [1, 2, 3, 4, 5, 6])
            #expect(try IDXFile.sizes(of: file, axes: 2) == [2, 3])
        }
    }

    @Test func packedFileIsReadAndItsSizesWithoutItsElements() throws {
        let file = packageData.appendingPathComponent("digits/images-idx3-ubyte.gz")
        #expect(try IDXFile.sizes(of: file, axes: 3) == [1797, 8, 8])
        let read = try IDXFile(contentsOf: file, axes: 3)
        #expect(read.sizes == [1797, 8, 8] && read.bytes.count == 1797 * 64)
    }

    @Test func everyTruncationOfAPlainFileIsAnError() throws {
        for length in 0..<small.count {
            let error = try #require(try failure(small.prefix(length)), "length \(length)")
            #expect(error.message.contains("cut short") || error.message.contains("damaged"))
        }
        #expect(try failure(small) == nil)
    }

    @Test func everyTruncationOfAPackedFileIsAnError() throws {
        let whole = try packed
        for length in 0..<whole.count {
            #expect(try failure(whole.prefix(length), axes: 1) != nil, "length \(length)")
        }
        #expect(try failure(whole, axes: 1) == nil)
    }

    @Test func aFlippedByteAnywhereInThePackedDataIsAnError() throws {
        let whole = try packed
        // Bytes 3 to 9 of the header are flags, time and system: they carry no data.
        for place in 10..<whole.count {
            var damaged = whole
            damaged[place] ^= 0x55
            #expect(try failure(damaged, axes: 1) != nil, "byte \(place)")
        }
    }

    @Test func bytesAfterTheEndAreErrors() throws {
        #expect(try failure(small + Data([0]))?.message.contains("expected 18 bytes for 2x3, found 19") == true)
        #expect(try failure(try packed + Data([0]), axes: 1)?.message.contains("found 1 more bytes") == true)
    }

    @Test func otherFormatsTypesAndShapesAreErrors() throws {
        #expect(try failure(Data("hello, world".utf8))?.message.contains("no IDX file") == true)
        #expect(try failure(idx([2, 3], [0, 0, 0, 0, 0, 0], type: 13))?.message.contains("expected 8 (unsigned bytes), found 13") == true)
        #expect(try failure(small, axes: 1)?.message.contains("expected 1 axes, found 2") == true)
        #expect(try failure(idx([0, 3], []))?.message.contains("a size that cannot be: 0x3") == true)
        #expect(try failure(idx([0xFFFF_FFFF, 0xFFFF_FFFF], []))?.message.contains("cannot be") == true)
    }

    @Test func anUnreadablePlaceIsAnError() throws {
        try withTemporaryFolder { folder in
            #expect(throws: DatasetError.self) { try IDXFile(contentsOf: folder, axes: 1) }
            #expect(throws: DatasetError.self) { try IDXFile.sizes(of: folder, axes: 1) }
            #expect(throws: DatasetError.self) {
                try IDXFile(contentsOf: folder.appendingPathComponent("absent"), axes: 1)
            }
        }
    }

    @Test func aFileThatUnpacksToMoreThanTheLimitIsRefused() throws {
        #expect(throws: DatasetError.self) { try Gzip.unpacked(try packed, limit: 100, file: "labels") }
        #expect(try Gzip.unpacked(try packed, limit: 1805, file: "labels").count == 1805)
    }
}
