import Declarations
import Lab
import Language

/// `score "points.csv" ["scores.csv"]`: what the discriminator says of points that a person gives.
enum ScoreCommand: Command {
    static let declaration = CommandDeclaration(
        "score", summary: "lets the discriminator judge points from a file", group: "looking",
        arguments: [
            .file("points", extensions: ExportFormat.extensions, summary: "a row a point, in the data's own units"),
            .file(
                "file", extensions: ExportFormat.extensions, isOptional: true,
                summary: "where the scores go, below the output folder; printed where it is left out"),
        ],
        options: [
            OptionDeclaration("scaled", .flag, summary: "the points are given as the networks see them"),
            .ofClass("the class that a discriminator with `layer label` takes the points for; the first by default"),
        ],
        examples: [
            "data ring\ntrain 5\nsample 100 real \"real.csv\"\nscore \"real.csv\" \"scores.csv\"",
            "data ring\ntrain 5\nsample 5 \"x.csv\"\nscore \"x.csv\"",
        ],
        notes: [
            "`score` is the network's own output; `probability`, of being real, is there under a loss that has one",
            "points are what `sample 100 \"x.csv\"` writes: columns by name, or as many as an example has numbers",
        ],
        readsFiles: true, isLook: true)

    private static let mostPrinted = 20

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        let name = arguments.optionalText("file")
        let format = try name.map { name throws(Diagnostic) in try arguments.exportFormat(of: name, in: "file") }
        _ = try arguments.exportFormat(of: arguments.text("points"), in: "points")
        guard let experiment = try session.prepared(at: arguments.span) else {
            try session.checkClass(arguments, for: .scores)
            try session.checkRecipe(at: arguments.span) { recipe throws(Refusal) in
                if let refusal = recipe.scoreRefusal { throw refusal }
            }
            if let name { session.willWriteData(name) }
            return
        }
        let label = try session.chosenClass(arguments, for: .scores, of: experiment)
        let given = GivenNumbers(noun: "samples", columns: experiment.recipe.dataset.coordinateNames)
        let points = try session.givenRows(given, in: "points", of: arguments)
        let judgements = try experiment.judgements(
            of: arguments.flag("scaled") ? points.map { Float($0) } : experiment.scaling.applied(to: points),
            ofClass: label ?? 0)
        guard let name, let format else { return session.output.receive(.table(table(of: judgements))) }
        try session.write(export(judgements, of: experiment), as: format, to: name, kind: "score", at: arguments.span)
    }

    private static func export(_ judgements: Judgements, of experiment: Experiment) -> NumberExport {
        let count = judgements.scores.count
        var columns = ["score"]
        var values = judgements.scores.map(Double.init)
        if let probabilities = judgements.probabilities {
            columns.append("probability")
            values = zip(judgements.scores, probabilities).flatMap { [Double($0), Double($1)] }
        }
        return NumberExport(
            blocks: [.init(name: "scores", columns: columns, shape: [count, columns.count], values: values)],
            metadata: ["step": String(experiment.step)])
    }

    /// The first few and the mean of all.
    private static func table(of judgements: Judgements) -> TextTable {
        var table = TextTable(
            header: ["point", "score"] + (judgements.probabilities == nil ? [] : ["probability"]), leftColumns: [])
        for index in judgements.scores.indices.prefix(mostPrinted) {
            let probability = judgements.probabilities.map { [shortNumber(Double($0[index]))] } ?? []
            table.rows.append([grouped(index + 1), shortNumber(Double(judgements.scores[index]))] + probability)
        }
        if judgements.scores.count > mostPrinted { table.rows.append(["…", "…"] + (judgements.probabilities == nil ? [] : ["…"])) }
        func mean(_ values: [Float]) -> String {
            shortNumber(values.reduce(0) { $0 + Double($1) } / Double(max(1, values.count)))
        }
        table.rows.append(["mean", mean(judgements.scores)] + (judgements.probabilities.map { [mean($0)] } ?? []))
        return table
    }
}
