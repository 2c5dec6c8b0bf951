import Declarations
import Figures
import Lab

/// The share of the samples in every mode of points or class of digits, as bars beside the data's own: which modes are missing, and
/// which are too full, when a single number says only that some are.
enum SharesPlot: PlotKind {
    static let declaration = Declaration(
        "shares",
        summary: "the share of the samples in every mode, or of every digit, beside the data's",
        example: "data digits\ntrain 5\nplot shares", source: "Lin et al. 2018, PacGAN, section 4.1, of the counts behind the reverse KL")

    static func check(_ recipe: Recipe) throws(Refusal) {
        if let reason = recipe.modesUnavailability { throw Refusal("`plot shares` has nothing to show: \(reason)") }
    }

    static func figure(of experiment: Experiment) throws -> Figure {
        let (assignment, coverage) = (try experiment.modeAssignment(), try experiment.modeCoverage())
        let places = places(of: assignment.names)
        let bars = LinePlot.Series(
            name: "generated", x: places.flatMap { [$0 - 0.35, $0 - 0.35, $0 + 0.35, $0 + 0.35] },
            y: coverage.shares.flatMap { [0, $0, $0, 0] }, isFilled: true, style: FigureStyle.generated)
        let data = PointGroup(
            name: "data", points: zip(places, assignment.weights).map { Point($0, $1) }, style: FigureStyle.real)
        let isImage = experiment.recipe.dataset.isImage
        let ends = (places.min() ?? 0) - 0.75...(places.max() ?? 0) + 0.75
        let highest = (coverage.shares + assignment.weights).max() ?? 1
        let percent = Int((100 * coverage.shareOfNone).rounded())
        let plot = LinePlot(
            series: [bars], xLabel: "\(isImage ? "digit" : "mode")  (\(percent) % of the samples are of none)",
            yLabel: "share of the samples", xRange: ends, yRange: 0...1.06 * highest, overlays: [data])
        return Figure(title: titled("shares of the \(isImage ? "digits" : "modes")", experiment), .lines(plot))
    }

    /// A digit stands at its own number, any other mode at its place.
    private static func places(of names: [String]) -> [Double] {
        let numbers = names.compactMap { Double($0) }
        return numbers.count == names.count ? numbers : names.indices.map(Double.init)
    }
}
