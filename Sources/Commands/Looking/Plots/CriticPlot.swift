import Declarations
import Figures
import Lab

/// The discriminator's opinion everywhere: a map of the plane with its decision boundary, or a curve over the line.
///
/// Colours part at the place where the discriminator is undecided. A Wasserstein critic has no such place, only
/// differences of its scores mean something, so its map has even colours and no boundary. One that takes the class has an
/// opinion for each class: the map is of one class, the first unless another is asked for, and so are the points.
///
/// Arrows show where generated points are pushed: along the slope of the generator's loss. Of images that slope is all there is to
/// see, as colour over each image.
enum CriticPlot: ClassPlotKind {
    static let declaration = Declaration(
        "critic", aliases: ["discriminator"],
        summary: "the discriminator's opinion over the plane or line, with arrows along which generated points are pushed; images with their push",
        example: "data ring\ntrain 5\nplot critic",
        source: "Goodfellow et al. 2014, figure 1; Gulrajani et al. 2017, figure 1")

    private static let points = 400

    static let classLook = ClassLook.scores

    static func check(_ recipe: Recipe) throws(Refusal) {
        if let refusal = recipe.scoreRefusal { throw refusal }
        let dataset = recipe.dataset
        guard dataset.size != [1], dataset.size != [2] else { return }
        if dataset.isImage {
            if let refusal = recipe.pushRefusal { throw refusal }
            return
        }
        throw Refusal(
            "`plot critic` draws the discriminator over a plane or a line, but `data \(dataset.name)` is "
                + dataset.size.map(String.init).joined(separator: "x"),
            help: "`plot score` shows its opinion of real and generated examples, `plot samples` the first two columns")
    }

    static func figure(of experiment: Experiment, ofClass label: Int?) throws -> Figure {
        let label = shownClass(label, of: experiment)
        if experiment.recipe.dataset.isImage { return try PushFigures.images(of: experiment, ofClass: label) }
        guard experiment.recipe.dataset.size == [2] else { return try curve(of: experiment, ofClass: label) }
        return try map(of: experiment, ofClass: label) { PlaneFrame(experiment, showing: $0) }
    }

    static func figure(of experiment: Experiment, ofClass label: Int?, holding frame: inout PlaneFrame?) throws -> Figure {
        guard experiment.recipe.dataset.size == [2] else { return try figure(of: experiment, ofClass: label) }
        return try map(of: experiment, ofClass: shownClass(label, of: experiment)) {
            PlaneFrame(experiment, showing: $0, holding: &frame)
        }
    }

    /// The first class for a discriminator that cannot judge without one; `nil` for one that takes none.
    private static func shownClass(_ label: Int?, of experiment: Experiment) -> Int? {
        label ?? (experiment.check.scoresHaveClasses ? 0 : nil)
    }

    /// Real examples of the class, or of all where there is none.
    private static func real(_ count: Int, ofClass label: Int?, of experiment: Experiment) throws -> [Float] {
        guard let label else { return try experiment.realExamples(count: count) }
        return try experiment.realExampleSet(count: count, ofClass: label).values
    }

    private static func map(
        of experiment: Experiment, ofClass label: Int?, in frame: ([Point]) -> PlaneFrame
    ) throws -> Figure {
        let generated = planePoints(try experiment.samples(count: points, ofClass: label))
        let (xRange, yRange) = frame(generated).ranges
        let ranges = (
            x: Float(xRange.lowerBound)...Float(xRange.upperBound),
            y: Float(yRange.lowerBound)...Float(yRange.upperBound)
        )
        guard let scores = try experiment.scoreMap(over: ranges, ofClass: label ?? 0) else {
            throw Refusal("`data \(experiment.recipe.dataset.name)` does not lie in a plane")
        }
        let heatmap = Heatmap(
            values: scores.values, width: scores.width, height: scores.height,
            xRange: middles(of: xRange, count: scores.width), yRange: middles(of: yRange, count: scores.height),
            colorMap: scores.undecided.map { .diverging(centre: Double($0)) } ?? .viridis,
            valueRange: scores.areProbabilities ? 0...1 : nil,
            colorBarLabel: scores.areProbabilities ? "probability of \"real\"" : "score",
            overlays: planeGroups(real: planePoints(try real(points, ofClass: label, of: experiment)), generated: generated),
            contour: scores.undecided.map(Double.init),
            arrows: try PushFigures.arrows(of: experiment, count: points, ofClass: label, in: (xRange, yRange)))
        return Figure(title: titled(name(experiment) + classText(label, of: experiment), experiment), .heatmap(heatmap))
    }

    private static func curve(of experiment: Experiment, ofClass label: Int?) throws -> Figure {
        guard let view = try experiment.densityView(samples: 1, ofClass: label), let opinion = view.discriminator else {
            throw Refusal("`data \(experiment.recipe.dataset.name)` has no curve over a line")
        }
        let isProbability = experiment.scoresAreProbabilities
        let finite = opinion.filter(\.isFinite)
        let lowest = isProbability ? 0 : finite.min() ?? 0
        let highest = isProbability ? 1 : finite.max() ?? 1
        let reach = max(highest - lowest, 1e-6)
        // Two rows of points below the curve: they show where the opinion matters, at no particular height.
        func row(_ values: [Float], _ depth: Double) -> [Point] {
            values.map { Point(Double($0), lowest - depth * reach) }
        }
        let generated = try experiment.samples(count: 100, ofClass: label)
        let width = (view.places.last ?? 0) - (view.places.first ?? 0)
        var series = [
            LinePlot.Series(
                name: isProbability ? "D(x)" : "score", x: view.places, y: opinion,
                style: FigureStyle.discriminator)
        ]
        if let undecided = experiment.undecidedScore {
            series.append(
                LinePlot.Series(
                    name: "undecided", x: view.places, y: view.places.map { _ in Double(undecided) },
                    style: FigureStyle.reference))
        }
        let plot = LinePlot(
            series: series, xLabel: "x", yLabel: isProbability ? "probability of \"real\"" : "score",
            xRange: view.places.first.flatMap { first in view.places.last.map { first...$0 } },
            yRange: lowest - 0.2 * reach...highest + 0.05 * reach,
            overlays: [
                PointGroup(
                    name: "real", points: row(try real(100, ofClass: label, of: experiment), 0.07), style: FigureStyle.real),
                PointGroup(
                    name: "generated", points: row(generated, 0.14), style: FigureStyle.generated),
            ],
            arrows: try PushFigures.arrows(of: experiment, at: generated, height: lowest - 0.14 * reach, ofClass: label, width: width))
        return Figure(title: titled(name(experiment) + classText(label, of: experiment), experiment), .lines(plot))
    }

    private static func name(_ experiment: Experiment) -> String {
        experiment.recipe.loss.isCritic ? "the critic" : "the discriminator"
    }

    /// From the middle of the first cell to the middle of the last: a heat map's ends are its outer cells.
    private static func middles(of range: ClosedRange<Double>, count: Int) -> ClosedRange<Double> {
        let half = (range.upperBound - range.lowerBound) / Double(2 * count)
        return range.lowerBound + half...range.upperBound - half
    }
}
