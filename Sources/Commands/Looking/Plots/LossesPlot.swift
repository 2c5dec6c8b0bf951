import Declarations
import Figures
import Lab

/// Both losses over the steps.
///
/// In a duel neither curve need fall: each is measured against an opponent that changes.
enum LossesPlot: PlotKind {
    static let showsSteps = true

    static let declaration = Declaration(
        "losses", aliases: ["loss"], summary: "both losses over the steps; in a good duel neither runs away",
        example: "data ring\ntrain 5\nplot losses", source: "Goodfellow et al. 2014, algorithm 1")

    static func figure(of experiment: Experiment) throws -> Figure {
        try HistoryPlot.figure(
            "losses",
            [
                .init(name: "generator", quantity: .generatorLoss, style: FigureStyle.generated),
                .init(name: "discriminator", quantity: .discriminatorLoss, style: FigureStyle.discriminator),
            ], yLabel: "loss", in: experiment)
    }
}
