import Datasets
import Foundation
import Lab
import Language

/// Examples as the networks see them, with what belongs to each: the latents it was made from, its class.
struct DrawnExamples {
    var values: [Float]
    var count: Int
    var latents: [Float]?
    var labels: [Int]?

    init(values: [Float], count: Int, latents: [Float], labels: [Int]?) {
        self.values = values
        self.count = count
        self.latents = latents
        self.labels = labels
    }

    init(_ part: Examples.Part) {
        values = part.values
        count = part.count
        labels = part.labels
    }

    /// `latent.0`, `latent.1`, …
    static func latentNames(_ count: Int) -> [String] { (0..<count).map { "latent.\($0)" } }

    func export(of experiment: Experiment, hasLatents: Bool, isScaled: Bool) -> NumberExport {
        let dataset = experiment.recipe.dataset
        let isSingle = isScaled || experiment.scaling.isIdentity
        var blocks = [
            NumberExport.Block(
                name: "samples", columns: dataset.coordinateNames, shape: [count] + dataset.size,
                values: isSingle ? values.map(Double.init) : experiment.scaling.undone(values), isSingle: isSingle)
        ]
        if hasLatents, let latents {
            let width = experiment.recipe.latent.size
            blocks.append(
                .init(name: "latents", columns: Self.latentNames(width), shape: [count, width], values: latents.map(Double.init)))
        }
        return NumberExport(
            blocks: blocks, labels: labels.map { ($0, experiment.classNames) },
            metadata: ["data": dataset.title, "step": String(experiment.step), "units": isScaled ? "scaled" : "own"])
    }
}

extension GanSession {
    /// Writes each image as a PNG file of its own, those with labels into a folder for each class.
    func writePictures(_ drawn: DrawnExamples, of experiment: Experiment, to folder: String, at span: Span) throws {
        let dataset = experiment.recipe.dataset
        guard dataset.isImage else {
            throw Diagnostic(
                "`data \(dataset.name)` has no images for a folder of pictures", at: span, help: ["`sample 100 \"x.csv\"`"])
        }
        let length = dataset.size.reduce(1, *)
        let digits = max(4, String(drawn.count).count)
        var place = try outputFile(folder + "0.png", at: span).deletingLastPathComponent()
        for index in 0..<drawn.count {
            if isInterrupted {
                return output.note("interrupted: \(grouped(index)) of \(grouped(drawn.count)) pictures are written\n")
            }
            let number = String(index + 1)
            let label = drawn.labels.map { Self.folderName(experiment.classNames[$0[index]]) + "/" } ?? ""
            let name = folder + label + String(repeating: "0", count: digits - number.count) + number + ".png"
            let file = try outputFile(name, at: span)
            let image: [UInt8]
            do throws(DatasetError) {
                image = try PictureWriting.png(drawn.values[index * length..<(index + 1) * length], size: dataset.size)
            } catch {
                throw diagnostic(for: error, at: span)
            }
            try write(image, to: file, named: name, isOneOfMany: index > 0, at: span)
            if drawn.labels == nil { place = file.deletingLastPathComponent() }
        }
        output.write("sample: \(grouped(drawn.count)) pictures in \(shownPath(place))/\n")
    }

    /// A class's name as a folder: what is no letter, digit or sign of a name becomes `_`.
    private static func folderName(_ text: String) -> String {
        let name = text.map { $0.isLetter || $0.isNumber || "-_ ".contains($0) ? $0 : "_" }
        return name.isEmpty ? "_" : String(name.prefix(100))
    }
}
