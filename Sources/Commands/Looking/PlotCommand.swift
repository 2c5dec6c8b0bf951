import Declarations
import Figures
import Lab
import Language

/// `plot KIND ["file"]`: one look at the experiment, on the screen and in a file.
enum PlotCommand: Command {
    static let declaration = CommandDeclaration(
        "plot", summary: "draws a figure, in the terminal and into a file", group: "looking",
        arguments: [
            .entry("kind", of: plotCatalogue, summary: "what to draw; any measurement over the steps too"),
            .file(
                extensions: ["png", "svg", "pdf"], isOptional: true,
                summary: "where below the output folder; by default numbered, such as `01-samples.png`"),
        ],
        examples: [
            "data ring\ntrain 5\nplot samples", "data ring\ntrain 5\nplot losses \"losses.svg\"",
            "data line\ntrain 5\nplot critic",
        ],
        notes: [
            "`train` takes most measurements at every step; those of samples (`modes`, `quality`, …) every 20 steps, or about fifty times",
            "drawing changes nothing: training gives the same numbers with and without it",
        ])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        try session.checkFigureName(arguments)
        let kind = arguments.entry("kind")
        guard let figure = try session.figure(at: kind.span, { try Commands.figure(named: kind.name, of: $0) }) else {
            if showsSteps(kind.name) { try session.checkSteps(at: kind.span) }
            return
        }
        try session.show(figure, kind: kind.name, file: arguments.optionalText("file"), at: arguments.span)
    }
}
