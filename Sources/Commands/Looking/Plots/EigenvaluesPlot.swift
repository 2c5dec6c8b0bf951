import Declarations
import Figures
import Foundation
import Lab

/// The eigenvalues of the game's field in the complex plane: left of the imaginary axis training comes to rest, on it the game turns for
/// ever, right of it training leaves.
///
/// Source: Mescheder, Nowozin, Geiger 2017, "The numerics of GANs", figure 2.
enum EigenvaluesPlot: PlotKind {
    static let declaration = Declaration(
        "eigenvalues", aliases: ["spectrum"],
        summary: "the eigenvalues of the game's field where it stands: does it come to rest, turn or leave?",
        example: "data point\nlatent 1\ngenerator\n  layer constant 1\ndiscriminator\n  layer dense 1 no-bias\ntrain 5\nplot eigenvalues",
        source: "Mescheder, Nowozin, Geiger 2017, The numerics of GANs, figure 2")

    static func check(_ recipe: Recipe) throws(Refusal) {
        guard let reason = (try? RecipeCheck(recipe, memoryLimit: .max))?.spectrumUnavailability else { return }
        throw Refusal("`plot eigenvalues` has nothing to show: \(reason)", help: "smaller networks, or smaller data")
    }

    static func figure(of experiment: Experiment) throws -> Figure {
        let spectrum = try experiment.spectrum()
        let values = spectrum.values
        let reach = max(values.map(\.length).max() ?? 0, 1e-12) * 1.25
        // What rounding leaves of 0 lies on the axis.
        let inside = values.filter { $0.real < -1e-5 * reach }
        let outside = values.filter { $0.real >= -1e-5 * reach }
        func group(_ name: String, _ values: [ComplexNumber], _ style: Int) -> PointGroup? {
            values.isEmpty ? nil : PointGroup(name: name, points: values.map { Point($0.real, $0.imaginary) }, style: style)
        }
        let groups = [
            group("left: converges with small steps", inside, FigureStyle.real),
            group("on the axis or right: does not", outside, FigureStyle.generated),
        ].compactMap { $0 }
        let plot = LinePlot(
            series: [], xLabel: "real part", yLabel: "imaginary part", xRange: -reach...reach, yRange: -reach...reach,
            overlays: groups, references: [.init(name: "imaginary axis", at: .position(0)), .init(name: "", at: .height(0))])
        let subject = spectrum.isWhole
            ? "eigenvalues of the game" : "\(values.count) outermost of \(grouped(spectrum.count)) eigenvalues"
        return Figure(title: titled(subject, experiment), .lines(plot))
    }
}
