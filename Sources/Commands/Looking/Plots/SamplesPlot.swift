import Declarations
import Figures
import Lab

/// What the generator makes now, beside the data: points over points in the plane, densities on the line, a grid of
/// images.
enum SamplesPlot: PlotKind {
    static let declaration = Declaration(
        "samples", aliases: ["sample"],
        summary: "what the generator makes: points beside the data's, densities on a line, or a grid of images",
        example: "data ring\ntrain 5\nplot samples", source: "Goodfellow et al. 2014, figures 1 and 2")

    /// Enough to show a mode that gets one sample in a hundred, few enough to tell the dots apart.
    private static let points = 1000
    private static let images = 64

    static func figure(of experiment: Experiment) throws -> Figure {
        try figure(of: experiment, count: experiment.recipe.dataset.isImage ? images : points)
    }

    static func figure(of experiment: Experiment, holding frame: inout PlaneFrame?) throws -> Figure {
        guard experiment.recipe.dataset.size == [2] else { return try figure(of: experiment) }
        return try scatter(of: experiment, count: points) { PlaneFrame(experiment, showing: $0, holding: &frame) }
    }

    /// The same with so many samples.
    static func figure(of experiment: Experiment, count: Int) throws -> Figure {
        switch experiment.recipe.dataset.size.count {
        case 3: return try imageGrid(of: experiment, count: count)
        default:
            switch experiment.recipe.dataset.size[0] {
            case 1: return try DensityPlot.figure(of: experiment)
            case 2: return try scatter(of: experiment, count: count) { PlaneFrame(experiment, showing: $0) }
            case let size:
                throw PlotError(
                    "`data \(experiment.recipe.dataset.name)` has \(size) coordinates, a figure shows 1 or 2")
            }
        }
    }

    private static func imageGrid(of experiment: Experiment, count: Int) throws -> Figure {
        let size = experiment.recipe.dataset.size
        let grid = ImageGrid(
            images: try experiment.samples(count: count), count: count, height: size[0], width: size[1],
            channels: size[2])
        return Figure(title: titled("generated \(experiment.recipe.dataset.name)", experiment), .images(grid))
    }

    private static func scatter(
        of experiment: Experiment, count: Int, in frame: ([Point]) -> PlaneFrame
    ) throws -> Figure {
        let generated = planePoints(try experiment.samples(count: count))
        // Always enough real points to show the data's shape, even behind three samples.
        let real = planePoints(try experiment.realExamples(count: max(count, 500)))
        let (xRange, yRange) = frame(generated).ranges
        let scatter = Scatter(
            groups: [
                PointGroup(name: "real", points: real, style: FigureStyle.real),
                PointGroup(name: "generated", points: generated, style: FigureStyle.generated),
            ], xRange: xRange, yRange: yRange)
        return Figure(title: titled("samples of \(experiment.recipe.dataset.name)", experiment), .scatter(scatter))
    }
}

/// Row-major pairs as points.
func planePoints(_ values: [Float]) -> [Point] {
    stride(from: 0, to: values.count - 1, by: 2).map { Point(Double(values[$0]), Double(values[$0 + 1])) }
}
