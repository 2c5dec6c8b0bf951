import Declarations
import Figures
import Lab

/// The shares of all modes over the steps as a strip: a row a mode, as dark as the share of the samples that are nearest to it.
///
/// One dark row is a collapse, a dark patch that jumps from row to row is hopping, even rows above an empty last one are a generator that
/// holds them all. The last row tells how many samples are good enough for no mode: they count in the rows above as well, by the
/// mode that is nearest, however far. A column stands for the steps up to its look.
enum LedgerPlot: PlotKind {
    static let showsSteps = true

    static let declaration = Declaration(
        "ledger", summary: "the share of every mode at the steps that are kept: a row a mode, the darker the more; below them the samples good enough for none",
        example: "data ring\ntrain 5\nplot ledger", source: "Metz et al. 2017, Unrolled generative adversarial networks, figure 2")

    /// Narrower columns no eye tells apart.
    private static let mostColumns = 400

    static func check(_ recipe: Recipe) throws(Refusal) {
        guard let reason = recipe.modesUnavailability else { return }
        throw Refusal("`plot ledger` has nothing to show: \(reason)", help: "`plot samples` and `spread` need no modes")
    }

    static func figure(of experiment: Experiment) throws -> Figure {
        guard experiment.step > 0 else { throw Refusal.noSteps }
        let ledger = try experiment.modeLedger()
        // What the networks made before the first step stands for no steps.
        let looks = ledger.looks.filter { $0.step > 0 }
        // The first mode is on top, as one reads.
        let rows = [\KeptLook.poor] + ledger.names.indices.reversed().map { \KeptLook.shares[$0] }
        let first = looks.first?.step ?? 0
        let last = looks.last?.step ?? 0
        let gap = max(1, zip([0] + looks.map(\.step), looks.map(\.step)).map { $1 - $0 }.min() ?? 1, (last - first) / mostColumns)
        // A column shows the latest look up to its end; the least distance of two looks is its width.
        let places = looks.map { ($0.step - first + gap - 1) / gap }
        let columns = (0...(places.last ?? 0)).map { column in looks[places.lastIndex { $0 <= column } ?? 0] }
        let isOfClasses = experiment.recipe.knownModes == nil
        let heatmap = Heatmap(
            values: rows.flatMap { row in columns.map { Float($0[keyPath: row]) } }, width: columns.count, height: rows.count,
            xRange: Double(first - gap)...Double(first + (columns.count - 1) * gap), yRange: 0.5...Double(rows.count) + 0.5, colorMap: .ink,
            valueRange: 0...1, colorBarLabel: "share of the samples", xLabel: "step", yLabel: isOfClasses ? "class" : "nearest mode",
            rowNames: ["none"] + ledger.names.reversed())
        return Figure(title: titled("which \(isOfClasses ? "classes" : "modes") are made", experiment), .heatmap(heatmap))
    }
}
