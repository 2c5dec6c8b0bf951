import Declarations
import Figures
import Lab

/// How often the discriminator is right, apart for real and generated examples: their mean hides which side it fools.
enum AccuracyPlot: PlotKind {
    static let showsSteps = true

    static let declaration = Declaration(
        "accuracy", summary: "how often the discriminator is right about real and about generated examples",
        example: "data ring\ntrain 5\nplot accuracy", source: "Arjovsky, Bottou 2017, figure 1")

    static func check(_ recipe: Recipe) throws(Refusal) {
        try recipe.requireDiscriminator()
        if let reason = measurement(named: "accuracy.real")?.unavailability(in: recipe) {
            throw Refusal(
                "`plot accuracy` has nothing to show: \(reason)", help: "`plot score` shows the mean scores")
        }
    }

    static func figure(of experiment: Experiment) throws -> Figure {
        return try HistoryPlot.figure(
            "how often is it right?",
            [
                .init(name: "real", quantity: .realAccuracy, style: FigureStyle.real),
                .init(name: "generated", quantity: .fakeAccuracy, style: FigureStyle.generated),
            ], yLabel: "share judged rightly", in: experiment, yRange: 0...1)
    }
}
