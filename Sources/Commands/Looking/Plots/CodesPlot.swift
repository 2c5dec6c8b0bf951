import Declarations
import Figures
import Lab
import Networks

/// What the codes of the noise change: the same noise with one value of a code after the other.
///
/// Images: a row keeps its noise and its other codes, its columns are the values of one code, categories or ten numbers from
/// −1 to 1; the codes follow each other downwards, each with as many rows. Points: coloured by the first code's value.
/// Source: Chen et al. 2016, "InfoGAN", figures 2 and 3.
enum CodesPlot: ClassPlotKind {
    static let declaration = Declaration(
        "codes", summary: "what the codes of the noise change: images along the values of a code, or points coloured by them",
        example: "data ring\nlatent codes 8 categorical 8\ntrick mutual-information\ntrain 5\nplot codes",
        source: "Chen, Duan, Houthooft, Schulman, Sutskever, Abbeel 2016, InfoGAN, figures 2 and 3")

    static let classLook = ClassLook.samples

    /// Rows of images, all codes together.
    private static let rows = 8
    /// Columns of images, and colours of points.
    private static let mostValues = 10
    /// Points of a colour.
    private static let points = 100

    static func check(_ recipe: Recipe) throws(Refusal) {
        guard !recipe.latent.codes.isEmpty else {
            throw Refusal(
                "`plot codes` shows what codes in the noise change, but `latent \(recipe.latent.name)` has none",
                help: "`latent codes 8 categorical 8`, and `trick mutual-information` to give them a meaning")
        }
        guard recipe.dataset.size != [1] else {
            throw Refusal(
                "`plot codes` draws images or points in a plane, but `data \(recipe.dataset.name)` lies on a line",
                help: "`sample 1000 \"x.csv\" latents` writes samples beside their codes")
        }
    }

    static func figure(of experiment: Experiment, ofClass label: Int?, holding frame: inout PlaneFrame?) throws -> Figure {
        try figure(of: experiment, ofClass: label)
    }

    static func figure(of experiment: Experiment, ofClass label: Int?) throws -> Figure {
        let (dataset, codes) = (experiment.recipe.dataset, experiment.recipe.latent.codes)
        // One class for all: a row shows what the code changes and nothing else.
        let label = label ?? (experiment.check.samplesHaveClasses ? 0 : nil)
        let title = "\(dataset.title) by code\(classText(label, of: experiment))"
        guard dataset.isImage else {
            return Figure(title: titled(title, experiment), .scatter(try scatter(by: codes[0], of: experiment, label)))
        }
        return Figure(title: titled(title, experiment), .images(try images(along: codes, of: experiment, label)))
    }

    private static func images(
        along codes: [LatentCode], of experiment: Experiment, _ label: Int?
    ) throws -> ImageGrid {
        let size = experiment.recipe.dataset.size
        let codes = codes.prefix(rows)
        let noise = try experiment.latents(count: max(1, rows / codes.count))
        let values = codes.map { Self.values(of: $0) }
        let columns = values.map(\.count).max() ?? 1
        // Where another code has more values, the place stays grey.
        let empty = [Float](repeating: .nan, count: size.reduce(1, *))
        var images: [Float] = []
        for (code, values) in zip(codes, values) {
            let latents = varied(noise, of: experiment.recipe.latent.size, code, values)
            let made = try experiment.samples(from: latents, ofClass: label)
            let length = values.count * empty.count
            for start in stride(from: 0, to: made.count, by: length) {
                images += made[start..<start + length]
                for _ in values.count..<columns { images += empty }
            }
        }
        return ImageGrid(
            images: images, count: images.count / empty.count, height: size[0], width: size[1], channels: size[2],
            columns: columns)
    }

    private static func scatter(by code: LatentCode, of experiment: Experiment, _ label: Int?) throws -> Scatter {
        let dataset = experiment.recipe.dataset
        let noise = try experiment.latents(count: points)
        let groups = try values(of: code).enumerated().map { index, value in
            let latents = varied(noise, of: experiment.recipe.latent.size, code, [value])
            let made = try experiment.samples(from: latents, ofClass: label)
            let name = code.kind == .categorical ? "\(index + 1)" : shortNumber(Double(value[0]))
            return PointGroup(name: name, points: planePoints(made, dimensions: dataset.size[0]))
        }
        let frame = PlaneFrame(experiment, showing: groups.flatMap(\.points)).ranges
        let labels = planeLabels(of: dataset)
        return Scatter(groups: groups, xLabel: labels.x, yLabel: labels.y, xRange: frame.x, yRange: frame.y)
    }

    /// Values of a code as they stand in the noise: its categories, or numbers from −1 to 1.
    static func values(of code: LatentCode) -> [[Float]] {
        let count = code.places.count
        return switch code.kind {
        case .categorical:
            (0..<min(count, mostValues)).map { chosen in (0..<count).map { $0 == chosen ? 1 : 0 } }
        case .continuous:
            (0..<mostValues).map { [2 * Float($0) / Float(mostValues - 1) - 1] }
        }
    }

    /// Each row of noise with each value in the code's place, row by row: `[rows · values, width]`.
    static func varied(_ noise: [Float], of width: Int, _ code: LatentCode, _ values: [[Float]]) -> [Float] {
        stride(from: 0, to: noise.count, by: width).flatMap { start in
            values.flatMap { value in
                var row = Array(noise[start..<start + width])
                row.replaceSubrange(code.places, with: value)
                return row
            }
        }
    }
}
