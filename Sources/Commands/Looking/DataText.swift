import Datasets
import Declarations
import Figures
import Lab

/// What is to be learnt, in words: size, number of examples, modes, source.
func dataFacts(_ dataset: any Dataset, source: any DataSource) -> TextTable {
    let declaration = type(of: dataset).declaration
    var rows = [("data", dataset.title), ("what", declaration.summary), ("size of an example", sizeText(dataset.size))]
    if dataset is any OwnDataset, !dataset.isImage { rows.append(("columns", listed(dataset.coordinateNames))) }
    if let examples = source.fixedExamples {
        rows.append(("examples", grouped(examples.training.count)))
        if examples.heldOut.count > 0 { rows.append(("held out", grouped(examples.heldOut.count))) }
    } else {
        rows.append(("examples", source.drawing))
    }
    if let modes = source.modes {
        rows.append(("modes", grouped(modes.centres.count)))
    } else if !source.classNames.isEmpty {
        rows.append(("classes", classesText(source)))
    }
    rows.append(("source", declaration.source))
    return TextTable(
        header: [rows[0].0, rows[0].1], rows: rows.dropFirst().map { [$0.0, $0.1] }, leftColumns: [0, 1])
}

/// The first few, and how many there are.
private func listed(_ names: [String]) -> String {
    names.prefix(8).map { String($0.prefix(24)) }.joined(separator: ", ") + (names.count > 8 ? ", … (\(names.count))" : "")
}

/// Each class, with the number of its examples to train on where they are fixed.
private func classesText(_ source: any DataSource) -> String {
    guard let labels = source.fixedExamples?.training.labels else { return listed(source.classNames) }
    var counts = [Int](repeating: 0, count: source.classNames.count)
    for label in labels { counts[label] += 1 }
    return listed(zip(source.classNames, counts).map { "\($0) (\(grouped($1)))" })
}

extension GanSession {
    /// The facts, with a little picture of real examples.
    func showData(of experiment: Experiment) throws {
        let facts = dataFacts(experiment.recipe.dataset, source: experiment.source)
        output.receive(.figure(ShownFigure(try dataFigure(experiment), kind: "data", facts: facts)))
    }
}

/// Real examples alone.
private func dataFigure(_ experiment: Experiment) throws -> Figure {
    let count = experiment.recipe.dataset.isImage ? 24 : 500
    return try dataFigure(experiment, showing: experiment.realExamples(count: count), count: count, as: "real")
}

/// These examples of the data alone: images, points of a plane, or a density on a line.
func dataFigure(_ experiment: Experiment, showing values: [Float], count: Int, as kind: String) throws -> Figure {
    let dataset = experiment.recipe.dataset
    switch dataset.size.count {
    case 3:
        let grid = ImageGrid(
            images: values, count: count, height: dataset.size[0], width: dataset.size[1],
            channels: dataset.size[2], columns: 8)
        return Figure(title: "\(kind) \(dataset.title)", .images(grid))
    case 1 where dataset.size[0] >= 2:
        let points = planePoints(values, dimensions: dataset.size[0])
        let labels = planeLabels(of: dataset)
        return Figure(
            title: (kind == "real" ? "data " : kind + " ") + dataset.title + shownColumns(of: dataset),
            .scatter(
                Scatter(
                    groups: [PointGroup(name: "real", points: points, style: FigureStyle.real)], xLabel: labels.x,
                    yLabel: labels.y)))
    default:
        guard let view = try experiment.densityView(samples: 1) else {
            throw Refusal("`data \(dataset.name)` has no density on a line")
        }
        let density = LinePlot.Series(
            name: "data", x: view.places, y: view.data, isFilled: true, style: FigureStyle.real)
        return Figure(
            title: "data \(dataset.title)", .lines(LinePlot(series: [density], xLabel: "x", yLabel: "density")))
    }
}
