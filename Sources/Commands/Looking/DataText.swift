import Datasets
import Figures
import Lab

/// What is to be learnt, in words: size, number of examples, modes, source.
func dataText(_ dataset: any Dataset, source: DataSource) -> String {
    let declaration = type(of: dataset).declaration
    var rows = [("data", dataset.name), ("what", declaration.summary), ("size of an example", sizeText(dataset.size))]
    switch source {
    case .examples(_, let count, _): rows.append(("examples", grouped(count)))
    case .mixture(let mixture):
        rows.append(("examples", "drawn fresh at every step"))
        rows.append(("modes", grouped(mixture.centres.count)))
    case .curve: rows.append(("examples", "drawn fresh at every step"))
    }
    rows.append(("source", declaration.source))
    let table = TextTable(
        header: [rows[0].0, rows[0].1], rows: rows.dropFirst().map { [$0.0, $0.1] }, leftColumns: [0, 1])
    return table.text
}

extension GanSession {
    /// The words, and on a terminal a little picture of real examples.
    func showData(of experiment: Experiment) throws {
        let dataset = experiment.recipe.dataset
        let words = dataText(dataset, source: try dataset.source(in: options.dataFolders))
        output.write(words)
        guard !options.isQuiet, let figure = try dataFigure(experiment) else { return }
        let lines = words.split(separator: "\n").map(String.init)
        output.draw(renderTerminal(figure, on: room(besides: lines)))
    }
}

/// Real examples alone.
private func dataFigure(_ experiment: Experiment) throws -> Figure? {
    let dataset = experiment.recipe.dataset
    switch dataset.size.count {
    case 3:
        let grid = ImageGrid(
            images: try experiment.realExamples(count: 24), count: 24, height: dataset.size[0], width: dataset.size[1],
            channels: dataset.size[2], columns: 8)
        return Figure(title: "real \(dataset.name)", .images(grid))
    case 1 where dataset.size == [2]:
        let points = planePoints(try experiment.realExamples(count: 500))
        return Figure(
            title: "data \(dataset.name)",
            .scatter(Scatter(groups: [PointGroup(name: "real", points: points, style: FigureStyle.real)])))
    case 1 where dataset.size == [1]:
        guard let view = try experiment.densityView(samples: 1) else { return nil }
        let density = LinePlot.Series(
            name: "data", x: view.places, y: view.data, isFilled: true, style: FigureStyle.real)
        return Figure(
            title: "data \(dataset.name)", .lines(LinePlot(series: [density], xLabel: "x", yLabel: "density")))
    default: return nil
    }
}
