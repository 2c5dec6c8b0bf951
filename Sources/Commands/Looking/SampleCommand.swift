import Declarations
import Figures
import Lab
import Language

/// `sample N ["file"]`: so many examples from the generator.
enum SampleCommand: Command {
    static let declaration = CommandDeclaration(
        "sample", summary: "draws examples from the generator, shown as points, a density or images", group: "looking",
        arguments: [
            .value("count", .integer(1...10_000), default: .number(64), summary: "how many"),
            .file(
                extensions: ["png", "svg", "pdf"], isOptional: true,
                summary: "where below the output folder; by default numbered, such as `01-sample.png`"),
        ],
        examples: ["data ring\ntrain 5\nsample 200", "data digits\ntrain 2\nsample 16 \"digits.png\""],
        notes: ["the same step gives the same samples; the first ten of a hundred are those that `sample 10` draws"])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        try session.checkFigureName(arguments)
        let count = arguments.integer("count")
        let drawn = try session.figure(at: arguments.span) { experiment in
            if experiment.recipe.dataset.isImage, count > ImageGrid.limit {
                throw PlotError(
                    "a figure shows at most \(ImageGrid.limit) images, found \(count)", help: "`sample 64`")
            }
            return try SamplesPlot.figure(of: experiment, count: count)
        }
        guard let figure = drawn else { return }
        try session.show(figure, kind: "sample", file: arguments.optionalText("file"), at: arguments.span)
    }
}
