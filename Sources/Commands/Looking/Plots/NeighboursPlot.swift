import Declarations
import Figures
import Lab

/// Samples, each above the training example that it lies nearest to: copies are seen at a glance. Points of a plane lie among those
/// that were trained on and others that were not.
///
/// Nearness of pixels finds copies and little else: a digit moved by a pixel is far from itself.
/// Source: Goodfellow et al. 2014, figure 2, whose last column is the nearest training example.
enum NeighboursPlot: PlotKind {
    static let declaration = Declaration(
        "neighbours", aliases: ["neighbors"],
        summary: "samples above the training example that each lies nearest to: are they copies?",
        example: "data digits examples 100\ntrain 5\nplot neighbours", source: "Goodfellow et al. 2014, figure 2")

    /// Pairs of images, and points of a plane.
    private static let counts = (images: 24, points: 500)

    static func check(_ recipe: Recipe) throws(Refusal) {
        try recipe.requireFixedExamples(for: "plot neighbours")
        guard recipe.dataset.isImage || recipe.dataset.size != [1] else {
            throw Refusal(
                "`plot neighbours` draws images or points in a plane, but `data \(recipe.dataset.name)` lies on a line",
                help: "`plot samples` shows its density")
        }
    }

    static func figure(of experiment: Experiment) throws -> Figure {
        let size = experiment.recipe.dataset.size
        guard experiment.recipe.dataset.isImage else { return try scatter(of: experiment) }
        let found = try experiment.sampleNeighbours(count: counts.images)
        let length = size.reduce(1, *)
        // Both as one image with a grey line between them: the gaps of the grid part the pairs.
        let line = max(1, size[0] / 14)
        let grey = [Float](repeating: 0, count: line * size[1] * size[2])
        let pairs = stride(from: 0, to: found.samples.count, by: length).flatMap { start in
            found.samples[start..<start + length] + grey + found.examples[start..<start + length]
        }
        let grid = ImageGrid(
            images: pairs, count: counts.images, height: 2 * size[0] + line, width: size[1], channels: size[2], columns: 8)
        return Figure(title: titled("samples above nearest examples", experiment), .images(grid))
    }

    private static func scatter(of experiment: Experiment) throws -> Figure {
        let width = experiment.recipe.dataset.size[0]
        func points(_ values: [Float]) -> [Point] { planePoints(values, dimensions: width) }
        let generated = points(try experiment.samples(count: counts.points))
        let (xRange, yRange) = PlaneFrame(experiment, showing: generated).ranges
        let labels = planeLabels(of: experiment.recipe.dataset)
        let scatter = Scatter(
            groups: [
                PointGroup(name: "generated", points: generated, style: FigureStyle.generated),
                PointGroup(
                    name: "not shown", points: points(experiment.unseenExamples(count: counts.points)?.values ?? []), style: FigureStyle.discriminator),
                PointGroup(
                    name: "trained on", points: points(try experiment.realExampleSet(count: counts.points).values), style: FigureStyle.real),
            ], xLabel: labels.x, yLabel: labels.y, xRange: xRange, yRange: yRange)
        return Figure(title: titled("samples among what was trained on", experiment), .scatter(scatter))
    }
}
