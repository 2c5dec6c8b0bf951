import Declarations
import Figures
import Lab

/// The loss of every network over the steps.
///
/// In a duel neither curve need fall: each is measured against an opponent that changes. Level lines show where both
/// would be at its end, for losses where that is known.
enum LossesPlot: PlotKind {
    static let showsSteps = true

    static let declaration = Declaration(
        "losses", aliases: ["loss"], summary: "the losses over the steps; in a good duel neither runs away",
        example: "data ring\ntrain 5\nplot losses", source: "Goodfellow et al. 2014, algorithm 1")

    static func figure(of experiment: Experiment) throws -> Figure {
        try HistoryPlot.figure(
            "losses", HistoryPlot.curves(of: experiment) { .loss(of: $0) }, yLabel: "loss", in: experiment,
            references: equilibrium(of: experiment.recipe))
    }

    /// A penalty of the script's own may shift the end of the duel, and so may a trick; no penalty in the place of the loss's own may
    /// take it away.
    private static func equilibrium(of recipe: Recipe) -> [LinePlot.Reference] {
        let isAsDeclared = recipe.chosenPenalties.map { recipe.loss.defaultPenalties.isEmpty && $0.allSatisfy(\.keepsEquilibrium) } ?? true
        guard isAsDeclared, recipe.method.isDuel, recipe.tricks.allSatisfy(\.keepsEquilibrium), let end = recipe.loss.equilibrium else { return [] }
        func reference(_ value: Double, _ style: Int) -> LinePlot.Reference {
            .init(name: "equilibrium \(formatted(value, "%.4g"))", at: .height(value), style: style)
        }
        return [end.generator.map { reference($0, FigureStyle.generated) }].compactMap { $0 }
            + [reference(end.discriminator, FigureStyle.discriminator)]
    }
}
