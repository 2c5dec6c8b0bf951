import ArgumentParser
import Datasets
import Declarations
import Files
import Foundation
import Lab
import Language

/// `gan classifier DATA "FILE"`: trains the network that tells the classes of `data digits` or `data mnist` apart, as it lies beside
/// their files.
struct ClassifierCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classifier", abstract: "Train the network that tells which digit a sample is, and write its weights.")

    @Argument(
        help: ArgumentHelp("The images: \(classified.map { $0.declaration.name }.joined(separator: " or ")).", valueName: "data"),
        completion: .list(classified.map { $0.declaration.name }))
    var data: String

    @Argument(
        help: ArgumentHelp("The file to write, such as `datasets/digits/classifier.safetensors`.", valueName: "file"),
        completion: .file(extensions: ["safetensors"]))
    var file: String

    @Option(help: ArgumentHelp("Choose the images that are held out, the first weights and every change of an image (default: 1).", valueName: "number"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Make so many training steps.", valueName: "count"))
    var steps = 3000

    private static let classified = datasetCatalogue.filter { $0.classifiedSize != nil }

    func validate() throws {
        guard Self.classified.contains(where: { $0.declaration.words.contains(data) }) else {
            let names = Self.classified.map { "`\($0.declaration.name)`" }.joined(separator: " or ")
            throw ValidationError("expected \(names), which have classes to tell apart, found `\(visible(data))`")
        }
        guard file.lowercased().hasSuffix(".safetensors") else {
            throw ValidationError("expected a file `.safetensors`, found `\(visible(file))`")
        }
        guard (1...1_000_000).contains(steps) else { throw ValidationError("expected 1 to 1000000 for `--steps`, found \(steps)") }
    }

    func run() throws {
        do {
            try train()
        } catch let error as DatasetError {
            report(Diagnostic(error.message, help: error.help.map { [$0] } ?? [], category: .failure))
            throw ExitStatus.runFailed
        } catch let error as FileWriteError {
            report(Diagnostic("`\(file)` cannot be written: \(error.reason)", category: .failure))
            throw ExitStatus.runFailed
        }
    }

    private func percent(_ share: Double) -> String { String(format: "%.2f %%", 100 * share) }

    private func train() throws {
        guard let type = Self.classified.first(where: { $0.declaration.words.contains(data) }) else { return }
        let training = ClassifierTraining(try type.init(OptionValues(type.declaration)), seed: seed, steps: steps)
        var losses: [Float] = []
        let result = try training.run(in: DataFolders()) { step, loss in
            losses.append(loss)
            if step.isMultiple(of: 500) || step == steps {
                let mean = losses.reduce(0, +) / Float(losses.count)
                StandardStream.output.write("step \(step) of \(steps)  cross entropy \(String(format: "%.3f", mean))\n")
                losses = []
            }
            return true
        }
        guard let (classifier, summary) = result else { return }
        let bytes = classifier.encoded(for: type.declaration.name, summary)
        try writeAtomically(bytes, to: URL(fileURLWithPath: file))
        StandardStream.output.write(
            "\(file): \(bytes.count) bytes, trained on \(summary.trainedOn) images, right about "
                + "\(percent(summary.accuracy)) of \(summary.heldOut) others and sure of \(percent(summary.sure))\n")
    }
}
