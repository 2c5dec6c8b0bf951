import Declarations
import Figures
import Lab

/// The way of the samples' mean over the steps that are kept: into the data's centre, around it, or from mode to mode.
enum CentrePlot: PlotKind {
    static let showsSteps = true

    static let declaration = Declaration(
        "centre", aliases: ["center"],
        summary: "the path of the samples' mean over the kept steps, with the data's centre and modes; over the steps for data on a line",
        example: "data ring\ntrain 5\nplot centre", source: "Mescheder, Geiger, Nowozin 2018, figure 2")

    /// More modes than these stand too close to be marked on a line.
    private static let mostModes = 12

    static func check(_ recipe: Recipe) throws(Refusal) {
        guard recipe.dataset.size.count > 1 else { return }
        throw Refusal(
            "`plot centre` draws a way in a plane or on a line, but `data \(recipe.dataset.name)` is "
                + recipe.dataset.size.map(String.init).joined(separator: "x"),
            help: "`shift` measures how far the mean is from the data's, `plot shift` draws it over the steps")
    }

    static func figure(of experiment: Experiment) throws -> Figure {
        try figure(of: experiment) { PlaneFrame(experiment, showing: $0) }
    }

    static func figure(of experiment: Experiment, holding frame: inout PlaneFrame?) throws -> Figure {
        try figure(of: experiment) { PlaneFrame(experiment, showing: $0, holding: &frame) }
    }

    private static func figure(of experiment: Experiment, in frame: ([Point]) -> PlaneFrame) throws -> Figure {
        guard experiment.step > 0 else { throw Refusal.noSteps }
        let looks = try experiment.keptLooks()
        let centre = try experiment.dataMoments().mean
        let modes = experiment.recipe.knownModes?.centres ?? []
        guard centre.count > 1 else { return line(of: experiment, looks, centre: centre[0], modes: modes.map { Double($0[0]) }) }
        func point(_ values: [Double]) -> Point { Point(values[0], values[1]) }
        let path = looks.map { point($0.moments.mean) }
        let (xRange, yRange) = frame(path).ranges
        let labels = planeLabels(of: experiment.recipe.dataset)
        let groups = [
            PointGroup(name: "modes", points: modes.map { Point(Double($0[0]), Double($0[1])) }, style: FigureStyle.real),
            PointGroup(name: "mean of the data", points: [point(centre)], style: FigureStyle.reference),
            PointGroup(name: "step \(grouped(looks[0].step))", points: [path[0]], style: 5),
            PointGroup(name: "now", points: path.suffix(1), style: FigureStyle.generated),
        ]
        let scatter = Scatter(
            groups: groups.filter { !$0.points.isEmpty },
            paths: [.init(name: "mean of the samples", points: path, style: FigureStyle.generated)], xLabel: labels.x, yLabel: labels.y, xRange: xRange, yRange: yRange)
        return Figure(title: titled("the mean's path\(shownColumns(of: experiment.recipe.dataset))\(pace(of: looks))", experiment), .scatter(scatter))
    }

    /// How far the looks are apart: what turns faster is not seen, and lines between them are no way that was gone.
    private static func pace(of looks: [KeptLook]) -> String {
        let gap = zip(looks, looks.dropFirst()).map { $1.step - $0.step }.max() ?? 0
        return gap > 1 ? ", seen every \(grouped(gap)) steps" : ""
    }

    private static func line(of experiment: Experiment, _ looks: [KeptLook], centre: Double, modes: [Double]) -> Figure {
        let shown = modes.count > 1 && modes.count <= mostModes ? modes : []
        let plot = LinePlot(
            series: [
                LinePlot.Series(
                    name: "mean of the samples", x: looks.map { Double($0.step) }, y: looks.map { $0.moments.mean[0] },
                    style: FigureStyle.generated)
            ], xLabel: "step", yLabel: "x",
            references: [.init(name: "mean of the data", at: .height(centre))]
                + shown.enumerated().map { .init(name: $0 == 0 ? "modes" : "", at: .height($1), style: FigureStyle.real) })
        return Figure(title: titled("the mean's path\(pace(of: looks))", experiment), .lines(plot))
    }
}
