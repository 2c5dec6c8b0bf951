import Declarations
import Figures
import Foundation
import Lab

/// The phase portrait of a game of two numbers: where gradient descent of both players leads from everywhere, and where training went.
///
/// Every arrow is as long as there is room for: they tell directions; how fast it goes is seen from the way, whose start and end are
/// marked.
/// Source: Mescheder, Geiger, Nowozin 2018, "Which training methods for GANs do actually converge?", figure 2.
enum PhasePlot: PlotKind {
    static let declaration = Declaration(
        "phase", summary: "the field of a game of two numbers with the way that training took",
        example: "data point\nlatent 1\ngenerator\n  layer constant 1\ndiscriminator\n  layer dense 1 no-bias\ntrain 5\nplot phase",
        source: "Mescheder, Geiger, Nowozin 2018, Which training methods for GANs do actually converge?, figure 2")

    static func check(_ recipe: Recipe) throws(Refusal) { try recipe.requireTwoNumbers() }

    static func figure(of experiment: Experiment) throws -> Figure {
        let portrait = try experiment.phasePortrait()
        let path = portrait.path.map { Point($0.x, $0.y) }
        let ends = [
            path.first.map { PointGroup(name: "start", points: [$0], style: FigureStyle.real) },
            path.last.map { PointGroup(name: "end", points: [$0], style: FigureStyle.failure) },
        ].compactMap { $0 }
        let scatter = Scatter(
            groups: ends,
            paths: [arrows(of: portrait), .init(name: "training", points: path, style: FigureStyle.generated)],
            xLabel: portrait.names.x, yLabel: portrait.names.y, xRange: portrait.range.x, yRange: portrait.range.y)
        return Figure(title: titled("phase portrait", experiment), .scatter(scatter))
    }

    /// All in one path, parted by points that are none.
    private static func arrows(of portrait: PhasePortrait) -> Scatter.Path {
        let columns = Double(Set(portrait.arrows.map(\.x)).count)
        let room = 0.7 * (portrait.range.x.upperBound - portrait.range.x.lowerBound) / max(1, columns)
        let points = portrait.arrows.flatMap { arrow -> [Point] in
            let length = hypot(arrow.toX, arrow.toY)
            guard length > 0, length.isFinite else { return [] }
            let (right, up) = (arrow.toX / length * room, arrow.toY / length * room)
            let tip = Point(arrow.x + right / 2, arrow.y + up / 2)
            func behind(_ side: Double) -> Point {
                Point(tip.x - 0.35 * right - side * up, tip.y - 0.35 * up + side * right)
            }
            return [
                Point(arrow.x - right / 2, arrow.y - up / 2), tip, .none, behind(0.2), tip, behind(-0.2), .none,
            ]
        }
        return Scatter.Path(name: "gradient descent", points: points, isThin: true, style: FigureStyle.neutral)
    }
}

extension Point {
    /// Where a line breaks.
    fileprivate static let none = Point(.nan, .nan)
}
