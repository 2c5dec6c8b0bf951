import Datasets
import Declarations
import Foundation
import Testing

@testable import Lab

@Suite("The classifier of digits")
struct DigitClassifierTests {
    private let folders: DataFolders = {
        let root = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4).joined(separator: "/")
        return DataFolders(only: [URL(fileURLWithPath: root + "/datasets")])
    }()

    private func experiment(_ given: [String: OptionValue] = [:], of type: any Dataset.Type = DigitsDataset.self) throws -> Experiment {
        var recipe = Recipe(dataset: try type.init(OptionValues(type.declaration, given)))
        recipe.chosenBatch = 4
        return try Experiment(recipe, folders: folders)
    }

    /// The share that a training with seed 1 did not see, as `gan classifier` states it.
    @Test(
        "is right about digits that it was not trained on, and sure of nearly all of them",
        arguments: zip([DigitsDataset.self, MNISTDataset.self] as [any Dataset.Type], [0.97, 0.985]))
    func accuracy(type: any Dataset.Type, least: Double) throws {
        let classifier = try DigitClassifier.read(for: type, in: folders)
        let all = try #require(try type.init(OptionValues(type.declaration)).source(in: folders).fixedExamples).training
        let heldOut = all.divided(heldOut: ClassifierTraining.heldOutShare, seed: 1).heldOut
        #expect(heldOut.count >= 300)
        #expect(try classifier.accuracy(on: heldOut) >= least)
        let judged = try classifier.judged(heldOut.values)
        #expect(judged.count { $0.probability >= DigitClassifier.sureness } > 9 * judged.count / 10)
    }

    @Test("takes real digits for their modes, those of other classes for none, and fresh samples for hardly any")
    func modes() throws {
        let whole = try experiment()
        let part = try #require(whole.source.fixedExamples).training
        let modes = try whole.modeAssignment().modes(of: part.values)
        let labels = try #require(part.labels)
        let right = zip(modes, labels).count { mode, label in mode == label }
        let wrong = zip(modes, labels).count { mode, label in mode != nil && mode != label }
        #expect(right > 94 * labels.count / 100)
        #expect(wrong < labels.count / 100)
        #expect(try whole.modeCoverage().samples == 1000)
        #expect(try whole.modeCoverage().quality < 0.1)

        let two = try experiment(["classes": .list([.number(1), .number(7)])])
        let assignment = try two.modeAssignment()
        #expect(assignment.names == ["1", "7"] && abs(assignment.weights.reduce(0, +) - 1) < 1e-9)
        let found = try assignment.modes(of: part.values)
        let strangers = zip(found, labels).count { mode, label in mode != nil && label != 1 && label != 7 }
        let sevens = zip(found, labels).count { mode, label in mode == 1 && label == 7 }
        #expect(strangers < 10)
        #expect(sevens > 150)
    }

    @Test("weights of the modes are those of all examples, however few are trained on")
    func weights() throws {
        let few = try experiment(["examples": .number(3)]).modeAssignment()
        #expect(few.weights == (try experiment().modeAssignment().weights))
    }

    @Test("images of another size are refused with the size that it knows")
    func otherSize() throws {
        let other = try experiment(["size": .number(16)])
        let error = #expect(throws: MeasurementError.self) { try other.modeCoverage() }
        #expect("\(error!)" == "`modes` cannot be measured: the classifier of `data digits` knows images of 8x8, and these are of 16x16")
    }

    @Test("a missing file names the command that makes it; a broken one says what is wrong")
    func files() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gan-classifier-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let place = folder.appendingPathComponent("digits")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let only = DataFolders(only: [folder])
        let missing = #expect(throws: DatasetError.self) { try DigitClassifier.read(for: DigitsDataset.self, in: only) }
        #expect(missing?.message == "expected the classifier of `data digits`, found no `classifier.safetensors`")
        #expect(missing?.help?.contains("`gan classifier digits") == true)

        let source = try #require(folders.file(DigitClassifier.fileName, of: "digits"))
        let file = place.appendingPathComponent(DigitClassifier.fileName)
        func failure(_ bytes: [UInt8]) throws -> String {
            try Data(bytes).write(to: file)
            return #expect(throws: DatasetError.self) { try DigitClassifier.read(for: DigitsDataset.self, in: only) }?.message ?? ""
        }
        let bytes = try Array(Data(contentsOf: source))
        #expect(try failure(Array(bytes.dropLast(5))).contains("no classifier of `data digits`: the file is damaged: the array `classifier."))
        #expect(try failure([1, 2, 3]).contains("the file is damaged"))
        var reshaped = try Safetensors(decoding: bytes)
        reshaped.entries[0].shape = [reshaped.entries[0].values.count]
        #expect(try failure(reshaped.encoded()).contains("`classifier."))
        var nan = try Safetensors(decoding: bytes)
        nan.entries[0].values[0] = .nan
        #expect(try failure(nan.encoded()).contains("expected finite numbers"))
        var other = try Safetensors(decoding: bytes)
        other.metadata["data"] = "mnist"
        #expect(try failure(other.encoded()).contains("the checkpoint's `data` is missing or unreadable"))
        var more = try Safetensors(decoding: bytes)
        more.entries.append(.init(name: "classifier.99.weight", shape: [1], values: [0]))
        #expect(try failure(more.encoded()).contains("`classifier.99.weight`"))
    }

    @Test("training is the same again under one seed, holds a fifth out, and learns")
    func training() throws {
        let digits = try dataset(DigitsDataset.self)
        func made(_ seed: UInt64) throws -> (bytes: [UInt8], losses: [Float], summary: ClassifierTraining.Summary) {
            var losses: [Float] = []
            let (classifier, summary) = try #require(
                try ClassifierTraining(digits, seed: seed, steps: 60).run(in: folders) {
                    losses.append($1)
                    return true
                })
            return (classifier.encoded(for: "digits", summary), losses, summary)
        }
        let (first, again, other) = (try made(1), try made(1), try made(2))
        #expect(first.bytes == again.bytes && first.bytes != other.bytes)
        #expect(first.summary.trainedOn == 1438 && first.summary.heldOut == 359 && first.summary.steps == 60)
        let (early, late) = (first.losses.prefix(10).reduce(0, +), first.losses.suffix(10).reduce(0, +))
        #expect(late < 0.7 * early)
        let interrupted = try ClassifierTraining(digits, steps: 50).run(in: folders) { step, _ in step < 3 }
        let isInterrupted = interrupted == nil
        #expect(isInterrupted)
    }
}
