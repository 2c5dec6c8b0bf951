import Declarations
import Figures
import Lab

/// The lengths of both gradients over the steps, on a logarithmic axis: a generator whose gradient vanishes loses
/// powers of ten, which a plain axis would draw as a flat line at zero.
enum GradientsPlot: PlotKind {
    static let showsSteps = true

    static let declaration = Declaration(
        "gradients", aliases: ["gradient"],
        summary: "the lengths of both gradients over the steps, on a logarithmic axis: does the generator still learn?",
        example: "data ring\ntrain 5\nplot gradients", source: "Arjovsky, Bottou 2017, figure 2")

    static func figure(of experiment: Experiment) throws -> Figure {
        try HistoryPlot.figure(
            "gradient lengths",
            [
                .init(name: "generator", quantity: .generatorGradient, style: FigureStyle.generated),
                .init(name: "discriminator", quantity: .discriminatorGradient, style: FigureStyle.discriminator),
            ], yLabel: "length of the gradient", in: experiment, scale: .logarithmic)
    }
}
