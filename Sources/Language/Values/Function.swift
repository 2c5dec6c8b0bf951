import Foundation

/// A function that expressions may call: `sqrt(2)`, `max(1, x)`.
struct Function: Sendable {
    let name: String
    /// How many numbers it takes; a list counts as its members.
    let count: ClosedRange<Int>
    let summary: String
    /// The numbers it takes, where not all: `numbers above 0`.
    var domain: String?
    let apply: @Sendable ([Double]) -> Double

    static func named(_ name: String) -> Function? { byName[name] }

    static let names: [String] = all.map(\.name)

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    private static let any = 1...100_000

    static let all: [Function] = [
        Function(name: "sqrt", count: 1...1, summary: "square root", domain: "numbers of at least 0") { $0[0].squareRoot() },
        Function(name: "exp", count: 1...1, summary: "e to the power of") { Foundation.exp($0[0]) },
        Function(name: "log", count: 1...1, summary: "natural logarithm", domain: "numbers above 0") { Foundation.log($0[0]) },
        Function(name: "log2", count: 1...1, summary: "logarithm to base 2", domain: "numbers above 0") { Foundation.log2($0[0]) },
        Function(name: "log10", count: 1...1, summary: "logarithm to base 10", domain: "numbers above 0") { Foundation.log10($0[0]) },
        Function(name: "sin", count: 1...1, summary: "sine of an angle in radians") { Foundation.sin($0[0]) },
        Function(name: "cos", count: 1...1, summary: "cosine of an angle in radians") { Foundation.cos($0[0]) },
        Function(name: "tanh", count: 1...1, summary: "hyperbolic tangent") { Foundation.tanh($0[0]) },
        Function(name: "abs", count: 1...1, summary: "distance from zero") { Swift.abs($0[0]) },
        Function(name: "floor", count: 1...1, summary: "the next whole number below") { $0[0].rounded(.down) },
        Function(name: "ceiling", count: 1...1, summary: "the next whole number above") { $0[0].rounded(.up) },
        Function(name: "round", count: 1...2, summary: "the nearest whole number, or to so many decimals") {
            guard $0.count == 2 else { return $0[0].rounded() }
            let scale = Foundation.pow(10, $0[1].rounded())
            let rounded = ($0[0] * scale).rounded() / scale
            return rounded.isFinite ? rounded : $0[0]
        },
        Function(name: "min", count: any, summary: "the least of its values") {
            $0.dropFirst().reduce($0[0], Swift.min)
        },
        Function(name: "max", count: any, summary: "the greatest of its values") {
            $0.dropFirst().reduce($0[0], Swift.max)
        },
        Function(name: "sum", count: any, summary: "the sum of its values") { $0.reduce(0, +) },
        Function(name: "mean", count: any, summary: "the mean of its values") { $0.reduce(0, +) / Double($0.count) },
    ]

    /// Names that always have a value.
    static let constants: [String: Double] = ["pi": Double.pi, "infinity": Double.infinity]
}
