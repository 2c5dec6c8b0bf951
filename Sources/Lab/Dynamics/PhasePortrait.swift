import Declarations
import Graphs
import Networks

/// The field of a game of two numbers around the way that training has taken, in the plane of the two.
///
/// Source: Mescheder, Nowozin, Geiger 2017, "The numerics of GANs", figure 1; Mescheder, Geiger, Nowozin 2018, figure 2.
public struct PhasePortrait: Sendable, Equatable {
    /// A place, and the direction in which gradient descent of all players leads from there.
    public struct Arrow: Sendable, Equatable {
        public let x: Double
        public let y: Double
        public let toX: Double
        public let toY: Double
    }

    /// The names of the two parameters: across, that of who moves last.
    public let names: (x: String, y: String)
    public let arrows: [Arrow]
    /// Where training was, from its first kept step to the present one.
    public let path: [(step: Int, x: Double, y: Double)]
    public let range: (x: ClosedRange<Double>, y: ClosedRange<Double>)

    public static func == (left: PhasePortrait, right: PhasePortrait) -> Bool {
        left.names == right.names && left.arrows == right.arrows && left.range == right.range
            && left.path.elementsEqual(right.path, by: ==)
    }
}

extension Recipe {
    /// Throws where the game has not two numbers in all.
    public func requireTwoNumbers() throws(Refusal) {
        guard let check = try? RecipeCheck(self) else { return }
        let counts = check.networks.map { (name: $0.id.rawValue, count: $0.plan.parameterCount) }
        guard counts.map(\.count) != [1, 1] else { return }
        let found = counts.map { "\($0.count) of the \($0.name)" }.joined(separator: " and ")
        throw Refusal(
            "`plot phase` draws a game of two numbers, one of each player, found \(found)",
            help: "the smallest game: `data point`, `latent 1`, `generator` with `layer constant 1 start 1`, "
                + "`discriminator` with `layer dense 1 no-bias initializer ones`")
    }
}

extension Experiment {
    /// The steps of a way that are shown at most.
    static let shownSteps = 1000

    /// The field on a grid around the way of training.
    ///
    /// What lies between kept steps is trained again, on a copy: the way of a small game, which is quickly made.
    ///
    /// - Throws: `Refusal` where the game has not two numbers.
    public func phasePortrait(columns: Int = 15, rows: Int = 15) throws -> PhasePortrait {
        try recipe.requireTwoNumbers()
        let field = try GameField(of: self)
        let path = try way(of: field)
        let range = Self.range(around: path)
        func place(_ index: Int, of count: Int, in range: ClosedRange<Double>) -> Double {
            range.lowerBound + (range.upperBound - range.lowerBound) * (Double(index) + 0.5) / Double(count)
        }
        var arrows: [PhasePortrait.Arrow] = []
        for row in 0..<rows {
            for column in 0..<columns {
                let (x, y) = (place(column, of: columns, in: range.x), place(row, of: rows, in: range.y))
                // The field's second number is that of who moves last: the generator's, across.
                field.point = [Float(y), Float(x)]
                let value = field.value(batches: Spectrum.batches.small)
                arrows.append(.init(x: x, y: y, toX: Double(value[1]), toY: Double(value[0])))
            }
        }
        let names = field.parameters.map(\.name)
        return PhasePortrait(names: (x: names[1], y: names[0]), arrows: arrows, path: path, range: range)
    }

    private func way(of field: GameField) throws -> [(step: Int, x: Double, y: Double)] {
        let copy = try replica()
        let first = copy.firstKnownStep
        let stride = max(1, (step - first + Self.shownSteps - 1) / Self.shownSteps)
        let steps = Array(Swift.stride(from: first, to: step, by: stride)) + [step]
        let names = field.parameters.map(\.name)
        var path: [(step: Int, x: Double, y: Double)] = []
        func look(_ experiment: Experiment) {
            let known = Dictionary(
                experiment.networks.flatMap(\.parameters).map { ($0.name, $0.values[0]) }, uniquingKeysWith: { first, _ in first })
            // A stretch under another recipe may have had other networks.
            guard let y = known[names[0]], let x = known[names[1]] else { return }
            path.append((experiment.step, Double(x), Double(y)))
        }
        // A game that has not moved has kept no step to go back to.
        if steps.count == 1 { look(copy) } else { _ = try copy.replay(steps, look: look) }
        return path
    }

    /// All of the way and a quarter of its width on either side; a square of side 2 around one that stands still.
    private static func range(
        around path: [(step: Int, x: Double, y: Double)]
    ) -> (x: ClosedRange<Double>, y: ClosedRange<Double>) {
        func ends(_ values: [Double]) -> (middle: Double, width: Double) {
            let finite = values.filter(\.isFinite)
            let (lower, upper) = (finite.min() ?? 0, finite.max() ?? 0)
            return ((lower + upper) / 2, upper - lower)
        }
        let (x, y) = (ends(path.map(\.x)), ends(path.map(\.y)))
        let width = max(x.width, y.width)
        let reach = width > 0 ? 0.75 * width : 1
        return (x.middle - reach...x.middle + reach, y.middle - reach...y.middle + reach)
    }
}
