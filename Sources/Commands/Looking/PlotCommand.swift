import Declarations
import Figures
import Lab
import Language

/// `plot KIND ["file"]`: one look at the experiment, on the screen and in a file.
enum PlotCommand: Command {
    static let declaration = CommandDeclaration(
        "plot", summary: "draws a figure, in the terminal and into a file", group: "looking",
        arguments: [
            .entry(
                "kind", of: plotCatalogue, isOptional: true, summary: "what to draw; any measurement over the steps too"),
            .file(
                extensions: ["png", "svg", "pdf", "csv"], isOptional: true,
                summary: "where below the output folder; by default numbered, such as `01-samples.png`; or a table to draw"),
            ArgumentDeclaration(
                "columns", .name, isOptional: true, isRepeated: true,
                summary: "of a table: what goes across, then what goes up; a picture's file name may follow"),
        ],
        options: [
            .ofClass("of `samples` and `critic`: one class of the data, where a `layer label` takes it"),
            .inTraining("of `samples`: as training makes them, in batches that are normalised each by itself"),
        ],
        examples: [
            "data ring\ntrain 5\nplot samples", "data ring\ntrain 5\nplot losses \"losses.svg\"",
            "data line\ntrain 5\nplot critic",
            "data ring\nfor width in 16, 32\n  record \"widths.csv\" width (width / 2)\nend\n"
                + "plot \"widths.csv\" width \"width / 2\"",
        ],
        notes: [
            "`train` takes most measurements at every step; those of samples (`modes`, `quality`, …) every 20 steps, or about fifty times",
            "drawing changes nothing: training gives the same numbers with and without it",
            "of a recorded table: the mean of the runs, with bars as long as their standard deviation",
        ],
        form: "plot KIND [\"FILE\"] [class NAME] [training], plot \"TABLE.csv\" X Y…", isLook: true)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        guard let kind = arguments.optionalEntry("kind") else {
            if arguments.has("class") {
                throw arguments.error(
                    "`class` belongs to a plot of the experiment, found it behind a table", at: "class",
                    help: ["a column of that name stands in quotes"])
            }
            if arguments.flag("training") {
                throw arguments.error(
                    "`training` belongs to `plot samples`, found it behind a table", at: "training",
                    help: ["a column of that name stands in quotes"])
            }
            return try TablePlot.run(arguments, in: session)
        }
        let isTraining = arguments.flag("training")
        if isTraining, kind.name != SamplesPlot.declaration.name {
            throw arguments.error("`training` belongs to `plot samples`, found it behind `plot \(kind.name)`", at: "training")
        }
        let look = try classLook(of: [kind.name], arguments)
        if arguments.isGiven("columns") {
            throw arguments.error(
                "expected the end of the line, found `\(arguments.spans["columns"]?.text ?? "")`", at: "columns",
                help: ["columns belong to a table: `plot \"runs.csv\" rate modes`"])
        }
        try session.checkFigureName(arguments)
        let figure = try session.figure(at: kind.span) { experiment in
            let label = try session.chosenClass(arguments, for: look, of: experiment)
            if isTraining { return try SamplesPlot.trainingFigure(of: experiment, ofClass: label) }
            return try Commands.figure(named: kind.name, of: experiment, ofClass: label)
        }
        guard let figure else {
            try session.checkClass(arguments, for: look)
            try session.checkRecipe(at: kind.span) { recipe throws(Refusal) in try checkPlot(named: kind.name, of: recipe) }
            if showsSteps(kind.name) { try session.checkSteps(at: kind.span) }
            return
        }
        try session.show(figure, kind: kind.name, file: arguments.optionalText("file"), at: arguments.span)
    }
}
