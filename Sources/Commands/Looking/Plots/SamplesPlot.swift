import Datasets
import Declarations
import Figures
import Lab
import Networks

/// What the generator makes now, beside the data: points over points in the plane, densities on the line, a grid of
/// images.
enum SamplesPlot: ClassPlotKind {
    static let declaration = Declaration(
        "samples", aliases: ["sample"],
        summary: "what the generator makes: points beside the data's, densities on a line, or a grid of images",
        example: "data ring\ntrain 5\nplot samples", source: "Goodfellow et al. 2014, figures 1 and 2")

    /// Enough to show a mode that gets one sample in a hundred, few enough to tell the dots apart.
    private static let points = 1000
    private static let images = 64

    static let classLook = ClassLook.samples

    static func figure(of experiment: Experiment, ofClass label: Int?) throws -> Figure {
        let count = experiment.recipe.dataset.isImage ? images : points
        return try figure(of: experiment, showing: experiment.samples(count: count, ofClass: label), ofClass: label)
    }

    static func figure(of experiment: Experiment, ofClass label: Int?, holding frame: inout PlaneFrame?) throws -> Figure {
        let size = experiment.recipe.dataset.size
        guard size.count == 1, size[0] >= 2 else { return try figure(of: experiment, ofClass: label) }
        return try scatter(of: experiment, experiment.samples(count: points, ofClass: label), ofClass: label) {
            PlaneFrame(experiment, showing: $0, holding: &frame)
        }
    }

    /// The same as training makes them: in batches of the recipe's size, each normalised by itself.
    static func trainingFigure(of experiment: Experiment, ofClass label: Int?) throws -> Figure {
        let count = experiment.recipe.dataset.isImage ? images : points
        let samples = try experiment.samples(count: count, ofClass: label, mode: .training)
        var figure = try figure(of: experiment, showing: samples, ofClass: label, mode: .training)
        figure.title? += " · in batches of \(experiment.recipe.batch)"
        return figure
    }

    /// The same with these samples; a density on a line is always made of many of its own.
    static func figure(of experiment: Experiment, showing samples: [Float], ofClass label: Int? = nil, mode: ForwardMode = .sampling) throws -> Figure {
        switch experiment.recipe.dataset.size.count {
        case 3: return imageGrid(of: experiment, samples, ofClass: label)
        default:
            return experiment.recipe.dataset.size == [1]
                ? try DensityPlot.figure(of: experiment, ofClass: label, mode: mode)
                : try scatter(of: experiment, samples, ofClass: label) { PlaneFrame(experiment, showing: $0) }
        }
    }

    private static func imageGrid(of experiment: Experiment, _ samples: [Float], ofClass label: Int?) -> Figure {
        let size = experiment.recipe.dataset.size
        let grid = ImageGrid(
            images: samples, count: samples.count / size.reduce(1, *), height: size[0], width: size[1],
            channels: size[2])
        return Figure(title: titled("generated \(experiment.recipe.dataset.title)\(classText(label, of: experiment))", experiment), .images(grid))
    }

    private static func scatter(
        of experiment: Experiment, _ samples: [Float], ofClass label: Int?, in frame: ([Point]) -> PlaneFrame
    ) throws -> Figure {
        let dataset = experiment.recipe.dataset
        let generated = planePoints(samples, dimensions: dataset.size[0])
        // Always enough real points to show the data's shape, even behind three samples.
        let real = planePoints(
            try experiment.realExamples(count: max(generated.count, 500)), dimensions: dataset.size[0])
        let (xRange, yRange) = frame(generated).ranges
        let labels = planeLabels(of: dataset)
        let scatter = Scatter(
            groups: planeGroups(real: real, generated: generated), xLabel: labels.x, yLabel: labels.y,
            xRange: xRange, yRange: yRange)
        let title = "samples of \(dataset.title)\(shownColumns(of: dataset))\(classText(label, of: experiment))"
        return Figure(title: titled(title, experiment), .scatter(scatter))
    }
}

/// The first two of each example's coordinates as points of a plane.
func planePoints(_ values: [Float], dimensions: Int = 2) -> [Point] {
    stride(from: 0, to: values.count - 1, by: dimensions).map { Point(Double(values[$0]), Double(values[$0 + 1])) }
}

/// Generated points on top of real ones. Where all of the data is one point it goes on top, as it would lie hidden below
/// them.
func planeGroups(real: [Point], generated: [Point]) -> [PointGroup] {
    let groups = [
        PointGroup(name: "real", points: real, style: FigureStyle.real),
        PointGroup(name: "generated", points: generated, style: FigureStyle.generated),
    ]
    return real.allSatisfy { $0 == real[0] } ? groups.reversed() : groups
}

/// How many columns a figure of the plane shows where there are more: ` (2 of 5 columns)`.
func shownColumns(of dataset: any Dataset) -> String {
    dataset.size[0] > 2 ? " (2 of \(dataset.size[0]) columns)" : ""
}

/// What stands at the axes of a figure of the plane: the columns of a person's own data, nothing at all for others.
func planeLabels(of dataset: any Dataset) -> (x: String, y: String) {
    guard dataset is any OwnDataset else { return ("", "") }
    let names = dataset.coordinateNames.prefix(2).map { String($0.prefix(40)) }
    return (names[0], names[1])
}
