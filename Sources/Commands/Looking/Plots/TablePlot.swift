import Declarations
import Figures
import Foundation
import Language

/// `plot "sweep.csv" rate modes`: columns of a recorded table over another one, as the mean of all rows that agree there,
/// with their standard deviation as error bars.
enum TablePlot {
    /// What the statement asks for.
    private struct Wish {
        var table: String
        var columns: [String]
        /// The picture's own name.
        var file: String?
    }

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        let wish = try wish(of: arguments)
        if let file = wish.file { try session.checkFigureName(file, at: arguments.spans["columns"] ?? arguments.span) }
        guard !session.isCheckOnly else { return }
        let table = try session.recordedTable(wish.table, arguments)
        let indices = try wish.columns.map { column in
            guard let index = table.header.firstIndex(of: column) else {
                throw Diagnostic.unknown(
                    "column", column, at: arguments.spans["columns"] ?? arguments.span, choices: table.header,
                    listed: "columns")
            }
            return index
        }
        do {
            let figure = try figure(of: table, named: wish.table, across: indices[0], up: Array(indices.dropFirst()))
            // A calculation's text makes no file name.
            let isName = wish.columns[1].allSatisfy { $0.isLetter || $0.isNumber || ".-_".contains($0) }
            try session.show(figure, kind: isName ? wish.columns[1] : "table", file: wish.file, at: arguments.span)
        } catch let refusal as Refusal {
            throw arguments.error(refusal, at: "columns")
        }
    }

    private static func wish(of arguments: BoundArguments) throws(Diagnostic) -> Wish {
        var columns = arguments.has("columns") ? arguments.list("columns").map(text) : []
        guard let table = arguments.optionalText("file") else { throw noKind(columns.first, arguments) }
        guard table.lowercased().hasSuffix(".csv") else {
            throw arguments.error(
                "expected what to draw before the file name, or a table `.csv`, found `\(table)`", at: "file",
                notes: ["plots: \(plotCatalogue.names.joined(separator: ", "))"], help: ["`plot samples \"\(table)\"`"])
        }
        var file: String?
        if let last = columns.last, FigureFormat.allCases.contains(where: { last.lowercased().hasSuffix("." + $0.rawValue) }) {
            file = columns.removeLast()
        }
        guard columns.count >= 2 else {
            throw arguments.error(
                "expected at least two columns of `\(table)`, found \(columns.count)", at: "columns",
                help: ["what goes across, then what goes up: `plot \"\(table)\" rate modes`"])
        }
        return Wish(table: table, columns: columns, file: file)
    }

    /// Neither a plot nor a table was named.
    private static func noKind(_ word: String?, _ arguments: BoundArguments) -> Diagnostic {
        let names = plotCatalogue.names
        guard let word else {
            return arguments.error(
                "expected what to draw, found the end of the line", notes: ["plots: \(names.joined(separator: ", "))"])
        }
        return .unknown(
            plotCatalogue.noun, word, at: arguments.spans["columns"] ?? arguments.span, choices: names, listed: plotCatalogue.plural)
    }

    private static func text(_ value: OptionValue) -> String {
        switch value {
        case .text(let text), .word(let text): text
        default: value.statementText
        }
    }

    /// - Throws: `Refusal` where a column holds no numbers.
    static func figure(of table: RecordedTable, named name: String, across x: Int, up columns: [Int]) throws -> Figure {
        let places = try numbers(of: table, x)
        var series: [LinePlot.Series] = []
        for column in columns {
            var groups: [Double: [Double]] = [:]
            for (place, value) in zip(places, try numbers(of: table, column)) {
                guard let place, let value, place.isFinite, value.isFinite else { continue }
                groups[place, default: []].append(value)
            }
            let order = groups.keys.sorted()
            let spreads = order.map { Spread(groups[$0] ?? []) }
            series.append(
                LinePlot.Series(
                    name: table.header[column], x: order, y: spreads.map(\.mean),
                    deviations: spreads.map { $0.deviation ?? 0 }))
        }
        let label = columns.count == 1 ? table.header[columns[0]] : ""
        let names = columns.map { table.header[$0] }.joined(separator: ", ")
        return Figure(
            title: "\(names) over \(table.header[x]) · \(name)",
            .lines(
                LinePlot(
                    series: series, xLabel: table.header[x], yLabel: label,
                    xScale: isTriedByFactors(series.flatMap(\.x)) ? .logarithmic : .linear)))
    }

    private static func numbers(of table: RecordedTable, _ column: Int) throws -> [Double?] {
        guard let numbers = table.numbers(ofColumn: column) else {
            let name = table.header[column]
            throw Refusal("`\(name)` holds no numbers to draw", help: "`table … by \(name)` shows means for words")
        }
        return numbers
    }

    /// Whether values such as 1e-4, 1e-3, 1e-2 would crowd at one end of an axis with equal distances.
    private static func isTriedByFactors(_ places: [Double]) -> Bool {
        let places = places.sorted()
        guard let least = places.first, let greatest = places.last, least > 0 else { return false }
        return greatest / least >= 30 && places[(places.count - 1) / 2] < greatest / 5
    }
}
