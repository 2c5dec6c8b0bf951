import Declarations
import Figures
import Lab

/// What the discriminator thinks of real and of generated examples, over the steps: the two meet when it can no longer
/// tell them apart.
enum ScoresPlot: PlotKind {
    static let showsSteps = true

    static let declaration = Declaration(
        "score", aliases: ["scores"],
        summary: "the discriminator's mean opinion of real and of generated examples over the steps",
        example: "data ring\ntrain 5\nplot score", source: "Goodfellow et al. 2014, section 4: ½ at the optimum")

    static func check(_ recipe: Recipe) throws(Refusal) { try recipe.requireDiscriminator() }

    static func figure(of experiment: Experiment) throws -> Figure {
        let isProbability = experiment.scoresAreProbabilities
        return try HistoryPlot.figure(
            isProbability ? "how real does it look?" : "the critic's scores",
            [
                .init(name: "real", quantity: .realScore, style: FigureStyle.real),
                .init(name: "generated", quantity: .fakeScore, style: FigureStyle.generated),
            ], yLabel: isProbability ? "mean probability of \"real\"" : "mean score", in: experiment,
            yRange: isProbability ? 0...1 : nil, references: isProbability ? [.init(name: "undecided", at: .height(0.5))] : [])
    }
}
