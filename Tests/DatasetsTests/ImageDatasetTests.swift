import Declarations
import Foundation
import Testing

@testable import Datasets

@Suite struct ImageDatasetTests {
    private func examples(_ source: any DataSource) throws -> (values: [Float], count: Int, labels: [Int]) {
        guard let part = source.fixedExamples?.training else { throw DatasetError("expected fixed examples") }
        return (part.values, part.count, try #require(part.labels))
    }

    @Test func digitsAre1797ImagesOfEightByEightFromMinusOneToOne() throws {
        let dataset = try DigitsDataset.made()
        let digits = try examples(dataset.source(in: packageFolders))
        #expect(dataset.size == [8, 8, 1])
        #expect(digits.count == 1797 && digits.labels.count == 1797 && digits.values.count == 1797 * 64)
        #expect(digits.values.min() == -1 && digits.values.max() == 1)
        // scikit-learn: load_digits().target[:10], images[0][0] = [0, 0, 5, 13, 9, 1, 0, 0], mean pixel 4.884165
        #expect(digits.labels.prefix(10) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
        #expect(digits.values.prefix(8).map { ($0 + 1) * 8 } == [0, 0, 5, 13, 9, 1, 0, 0])
        let mean = digits.values.reduce(0.0) { $0 + Double($1) } / Double(digits.values.count)
        #expect(abs((mean + 1) * 8 - 4.884165) < 1e-4)
    }

    @Test func mnistSubsetIs5000ImagesWith500OfEachDigit() throws {
        let dataset = try MNISTDataset.made()
        let mnist = try examples(dataset.source(in: packageFolders))
        #expect(dataset.size == [28, 28, 1])
        #expect(mnist.count == 5000 && mnist.values.count == 5000 * 784)
        for digit in 0..<10 { #expect(mnist.labels.count { $0 == digit } == 500) }
        #expect(mnist.values.min() == -1 && mnist.values.max() == 1)
    }

    @Test func classesKeepOnlyTheDigitsAskedFor() throws {
        let both = try DigitsDataset.made(["classes": .list([.number(1), .number(7)])])
        let found = try examples(both.source(in: packageFolders))
        // scikit-learn: 182 ones and 179 sevens
        #expect(found.count == 361 && found.labels.count { $0 == 0 } == 182 && found.labels.count { $0 == 1 } == 179)
        #expect(try both.source(in: packageFolders).classNames == ["1", "7"], "a label is a place among the chosen classes")
        #expect(found.values.count == 361 * 64)
        let one = try DigitsDataset.made(["classes": .number(3)])
        #expect(Set(try examples(one.source(in: packageFolders)).labels) == [0])
        #expect(try one.source(in: packageFolders).classNames == ["3"])
    }

    @Test func sizeResizesEveryImageAndKeepsTheRange() throws {
        for (side, classes) in [(16, 0.0), (4, 1.0), (32, 2.0)] {
            let dataset = try DigitsDataset.made(["size": .number(Double(side)), "classes": .number(classes)])
            #expect(dataset.size == [side, side, 1])
            let found = try examples(dataset.source(in: packageFolders))
            #expect(found.values.count == found.count * side * side && found.count > 100)
            #expect(found.values.allSatisfy { $0 >= -1 && $0 <= 1 })
        }
    }

    @Test func missingFilesAreAnErrorThatSaysWhereItLookedAndWhatToPutThere() throws {
        try withTemporaryFolder { folder in
            let error = #expect(throws: DatasetError.self) {
                try MNISTDataset.made().source(in: DataFolders(only: [folder]))
            }
            #expect(error?.message == "expected the files of `data mnist`, found none")
            let help = try #require(error?.help)
            #expect(help.contains("train-images-idx3-ubyte") && help.contains(folder.path) && help.contains("GAN_DATA"))
        }
    }

    /// A pair of files with `count` blank images of one class.
    private func writeSet(_ folder: URL, count: Int, side: Int = 28, label: UInt8 = 3, labels: Int? = nil) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try idx([count, side, side], Array(repeating: 9, count: count * side * side))
            .write(to: folder.appendingPathComponent("train-images-idx3-ubyte"))
        try idx([labels ?? count], Array(repeating: label, count: labels ?? count))
            .write(to: folder.appendingPathComponent("train-labels-idx1-ubyte"))
    }

    @Test func aFullerSetInAnyUsualFolderWinsAndAChosenFolderHasTheLastWord() throws {
        try withTemporaryFolder { root in
            let (home, chosen) = (root.appendingPathComponent("home"), root.appendingPathComponent("chosen"))
            try writeSet(home.appendingPathComponent("gan/datasets/mnist"), count: 30)
            try writeSet(root.appendingPathComponent("here/datasets/mnist"), count: 20)
            try writeSet(chosen.appendingPathComponent("mnist"), count: 10)
            func count(_ environment: [String: String]) throws -> Int {
                let folders = DataFolders(
                    environment: environment, workingFolder: root.appendingPathComponent("here"), executable: nil)
                return try examples(MNISTDataset.made().source(in: folders)).count
            }
            #expect(try count([:]) == 20)
            #expect(try count(["XDG_DATA_HOME": home.path]) == 30)
            #expect(try count(["XDG_DATA_HOME": home.path, "GAN_DATA": chosen.path]) == 10)
            #expect(try count(["GAN_DATA": chosen.appendingPathComponent("mnist").path]) == 10)
        }
    }

    @Test func filesThatDisagreeAreErrors() throws {
        try withTemporaryFolder { folder in
            let folders = DataFolders(only: [folder])
            func message(_ given: [String: OptionValue] = [:]) -> String {
                do {
                    _ = try MNISTDataset.made(given).source(in: folders)
                    return "no error"
                } catch { return "\(error)" }
            }
            try writeSet(folder, count: 5, labels: 4)
            #expect(message().hasPrefix("expected 5 labels in"))
            try writeSet(folder, count: 5, side: 27)
            #expect(message().hasPrefix("expected images of 28x28 in") && message().hasSuffix("found 27x27"))
            try writeSet(folder, count: 5, label: 10)
            #expect(message().hasPrefix("expected labels from 0 to 9 in"))
            try writeSet(folder, count: 5)
            #expect(message() == "no error")
            #expect(message(["classes": .number(8)]).hasPrefix("expected images of class 8 in"))
        }
    }

    @Test func pixelsBrighterThanTheSetAllowsAreErrors() throws {
        try withTemporaryFolder { folder in
            try idx([1, 8, 8], Array(repeating: 17, count: 64)).write(to: folder.appendingPathComponent("images-idx3-ubyte"))
            try idx([1], [0]).write(to: folder.appendingPathComponent("labels-idx1-ubyte"))
            #expect(throws: DatasetError.self) { try DigitsDataset.made().source(in: DataFolders(only: [folder])) }
        }
    }
}
