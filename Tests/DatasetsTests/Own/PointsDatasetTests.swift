import Declarations
import Foundation
import Testing

@testable import Datasets

@Suite struct PointsDatasetTests {
    /// A set made of a file with this text, opened.
    private func points(_ text: String, _ given: [String: OptionValue] = [:], name: String = "p.csv") throws -> PointsDataset {
        var opened: PointsDataset?
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent(name)
            try Data(text.utf8).write(to: file)
            let set = try PointsDataset.made(given.merging(["file": .text(name)]) { $1 })
            opened = try set.opened(at: file, depth: .everything, followsLinks: false)
        }
        return try #require(opened)
    }

    private func examples(_ set: PointsDataset) throws -> Examples {
        try #require(set.source(in: DataFolders(only: [])).fixedExamples)
    }

    private static let table = "x,y,kind\n0,10,b\n5,20,a\n10,30,b\n"

    @Test func eachColumnIsScaledToMinusOneToOneAndUndoneAgain() throws {
        let set = try points(Self.table, ["label": .text("kind")])
        let found = try examples(set)
        #expect(set.size == [2] && set.coordinateNames == ["x", "y"])
        #expect(found.training.values == [-1, -1, 0, 0, 1, 1])
        #expect(found.scaling.undone(found.training.values) == [0, 10, 5, 20, 10, 30])
        #expect(found.classNames == ["a", "b"] && set.classCount == 2 && found.training.labels == [1, 0, 1])
    }

    @Test func theOtherScalesDoWhatTheirNamesSay() throws {
        func values(_ scale: String, _ text: String = "0\n1\n4\n") throws -> [Float] {
            try examples(points(text, ["scale": .word(scale)])).training.values
        }
        #expect(try values("none") == [0, 1, 4])
        #expect(try values("unit") == [0, 0.25, 1])
        // numpy: (a - a.mean()) / a.std() of [0, 1, 4]
        let expected: [Float] = [-0.98058068, -0.39223227, 1.37281295]
        for (value, wanted) in zip(try values("standard"), expected) { #expect(abs(value - wanted) < 1e-6) }
        // a column that never changes is moved only, and comes back as it was
        let constant = try examples(points("7,1\n7,2\n"))
        #expect(constant.training.values == [0, -1, 0, 1])
        #expect(constant.scaling.undone([0, -1]) == [7, 1])
    }

    @Test func largeNumbersCloseTogetherKeepTheirDistances() throws {
        let found = try examples(points("1700000000\n1700000001\n1700000002\n1700000004\n"))
        #expect(found.training.values == [-1, -0.5, 0, 1])
        #expect(try examples(points("-1e308\n1e308\n")).training.values == [-1, 1])
    }

    @Test func whatLeavesIsWhatCameInWithTheSameDigits() throws {
        var generator = SeededNumbers(seed: 3)
        let texts = (0..<200).map { _ in
            "\(Double(Int.random(in: -9999...9999, using: &generator)) / 1000),\(1_700_000_000 + Int.random(in: 0..<90_000, using: &generator))"
        }
        let found = try examples(points(texts.joined(separator: "\n")))
        let own = found.scaling.undone(found.training.values)
        #expect(stride(from: 0, to: own.count, by: 2).map { "\(own[$0]),\(Int(own[$0 + 1]))" } == texts)
        // whatever a network makes comes back with the same bits
        let made = (0..<1000).map { _ in Float.random(in: -3...3, using: &generator) }
        #expect(found.scaling.applied(to: found.scaling.undone(made)).map(\.bitPattern) == made.map(\.bitPattern))
    }

    @Test func aShareIsHeldOutBySplitAloneAndNeverTellsTheScale() throws {
        let text = (0..<100).map { "\($0),\($0 * $0)\n" }.joined()
        let whole = try examples(points(text, ["scale": .word("none")]))
        let first = try examples(points(text, ["held-out": .number(0.2), "scale": .word("none")]))
        #expect(first.training.count == 80 && first.heldOut.count == 20)
        #expect(first == (try examples(points(text, ["held-out": .number(0.2), "scale": .word("none")]))))
        let other = try examples(points(text, ["held-out": .number(0.2), "split": .number(2), "scale": .word("none")]))
        #expect(other.heldOut != first.heldOut)
        func rows(_ part: Examples.Part) -> Set<[Float]> {
            Set(stride(from: 0, to: part.values.count, by: 2).map { Array(part.values[$0..<$0 + 2]) })
        }
        #expect(rows(first.training).union(rows(first.heldOut)) == rows(whole.training))
        #expect(rows(first.training).isDisjoint(with: rows(first.heldOut)))
        let scaled = try examples(points(text, ["held-out": .number(0.5)]))
        #expect(scaled.training.values.min() == -1 && scaled.training.values.max() == 1)
        #expect(try examples(points("1\n2\n", ["held-out": .number(0.9)])).training.count == 1)
    }

    @Test func aCheckKnowsTheClassesOfATableWithLabels() throws {
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("p.csv")
            try Data(Self.table.utf8).write(to: file)
            let labelled = try PointsDataset.made(["file": .text("p.csv"), "label": .text("kind")])
                .opened(at: file, depth: .size, followsLinks: false)
            #expect(labelled.classCount == 2 && labelled.size == [2] && labelled.checksum == nil)
            let plain = try PointsDataset.made(["file": .text("p.csv"), "columns": .list([.text("x")])])
                .opened(at: file, depth: .size, followsLinks: false)
            #expect(plain.classCount == nil)
        }
        #expect(try points(Self.table, ["label": .text("kind")]).classCount == 2)
    }

    @Test func classesAreInTheOrderOfTheirNumbersOrLetters() throws {
        #expect(try examples(points("1,10\n2,9\n3,-1\n", ["label": .text("2")])).classNames == ["-1", "9", "10"])
        let many = (0...1000).map { "\($0),\($0)\n" }.joined()
        let error = #expect(throws: DatasetError.self) { try points(many, ["label": .text("2")]) }
        #expect(error?.message == "expected at most 1000 classes in `p.csv`, found 1001 different labels")
    }

    @Test func theSameFileIsTheSameDataAndAChangedOneSaysSo() throws {
        let set = try points("1\n2\n")
        let checksum = try #require(set.checksum)
        // zlib.crc32(b"1\n2\n")
        #expect(checksum == "69e17861")
        #expect(try points("1\n2\n", ["checksum": .text(checksum)]).remarks.isEmpty)
        let changed = try points("1\n3\n", ["checksum": .text(checksum)])
        #expect(changed.remarks.count == 1 && changed.remarks[0].contains("has changed"))
    }

    @Test func aNumPyArrayIsATableToo() throws {
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("p.npy")
            try ForeignFiles.numpyFloats.write(to: file)
            let set = try PointsDataset.made(["file": .text("p.npy"), "scale": .word("none")])
                .opened(at: file, depth: .everything, followsLinks: false)
            #expect(set.size == [2])
            #expect(try examples(set).training.values == [1.5, -2, 0.1, 3e-5])
        }
    }

    @Test func whatIsNoPlainFileIsRefusedAndNeverRead() throws {
        let set = try PointsDataset.made(["file": .text("zero.csv")])
        for path in ["/dev/zero", "/dev", "/no/such/file"] {
            #expect(throws: DatasetError.self) {
                try set.opened(at: URL(fileURLWithPath: path), depth: .everything, followsLinks: true)
            }
        }
    }
}
