import Foundation
import Testing

@testable import Datasets

@Suite struct NPYFileTests {
    @Test func anArrayIsWrittenByteForByteAsNumPyWritesIt() {
        #expect(Data(NPYFile.encoded([1.5, -2, 0.1, 3e-5], shape: [2, 2])) == ForeignFiles.numpyFloats)
    }

    @Test func arraysOfOtherTypesAndByteOrdersAreRead() throws {
        let doubles = try NPYFile(ForeignFiles.numpyDoubles, name: "a.npy")
        #expect(doubles.shape == [3] && doubles.values == [1.5, -2, 0.1])
        let integers = try NPYFile(ForeignFiles.numpyBigEndian, name: "a.npy")
        #expect(integers.shape == [1, 3] && integers.values == [1, -2, 300])
        #expect(try NPYFile(ForeignFiles.numpyBytes, name: "a.npy").values == [0, 255, 7, 8])
    }

    @Test func writingAndReadingKeepsEveryBit() throws {
        let values: [Float] = [0, -0.0, .leastNormalMagnitude, .greatestFiniteMagnitude, -1.1754944e-38, 0.1]
        for shape in [[6], [6, 1], [2, 3], [1, 2, 3, 1]] {
            let read = try NPYFile(Data(NPYFile.encoded(values, shape: shape)), name: "a.npy")
            #expect(read.shape == shape)
            #expect(read.values.map { Float($0).bitPattern } == values.map(\.bitPattern))
        }
        #expect(NPYFile.encoded([], shape: [0, 2]).count % 64 == 0)
    }

    @Test func damagedAndForeignArraysAreErrors() {
        func message(_ bytes: Data) -> String {
            do {
                return "no error: \(try NPYFile(bytes, name: "a.npy").shape)"
            } catch { return error.message }
        }
        let sound = ForeignFiles.numpyFloats
        #expect(message(ForeignFiles.numpyFortran) == "`a.npy` is in Fortran order")
        #expect(message(sound.dropLast()).contains("expected 16 bytes for [2, 2], found 15"))
        #expect(message(sound + [0]).contains("expected 16 bytes for [2, 2], found 17"))
        #expect(message(sound.prefix(40)).contains("its header is cut short"))
        func replaced(_ old: String, _ new: String) -> Data {
            var bytes = sound
            if let range = bytes.range(of: Data(old.utf8)) { bytes.replaceSubrange(range, with: Data(new.utf8)) }
            return bytes
        }
        #expect(message(replaced("<f4", "|O8")).contains("expected numbers in `a.npy`, found the type `|O8`"))
        #expect(message(replaced("(2, 2), }", "(-2, 2),}")).contains("its header cannot be read"))
        #expect(message(replaced("(2, 2), }  ", "(999999999)")).contains("its shape cannot be"))
    }
}
