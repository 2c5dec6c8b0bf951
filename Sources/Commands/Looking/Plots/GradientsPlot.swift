import Declarations
import Figures
import Lab

/// The lengths of all networks' gradients over the steps, on a logarithmic axis: a generator whose gradient vanishes loses
/// powers of ten, which a plain axis would draw as a flat line at zero.
enum GradientsPlot: PlotKind {
    static let showsSteps = true

    static let declaration = Declaration(
        "gradients", aliases: ["gradient"],
        summary: "the lengths of the gradients over the steps, on a logarithmic axis: does the generator still learn?",
        example: "data ring\ntrain 5\nplot gradients", source: "Arjovsky, Bottou 2017, figure 2")

    static func figure(of experiment: Experiment) throws -> Figure {
        try HistoryPlot.figure(
            "gradient lengths", HistoryPlot.curves(of: experiment) { .gradient(of: $0) }, yLabel: "length of the gradient",
            in: experiment, scale: .logarithmic)
    }
}
