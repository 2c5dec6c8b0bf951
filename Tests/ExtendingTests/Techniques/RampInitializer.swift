import Declarations
import Networks

/// An initializer: the weights rise evenly from −1 to 1, divided by √fan-in. Nothing is drawn.
struct RampInitializer: Initializer, Hashable {
    static let declaration = Declaration(
        "ramp", summary: "weights that rise evenly", example: "generator\n  layer dense 8 initializer ramp",
        source: "nobody 2000, a throw-away")

    init() {}
    init(_ values: OptionValues) throws(Refusal) {}

    func values(shape: [Int], fan: Fan, draws: StartDraws) -> [Float] {
        let count = shape.reduce(1, *)
        let scale = 1 / Float(fan.input).squareRoot()
        return (0..<count).map { count == 1 ? 0 : (Float($0) / Float(count - 1) * 2 - 1) * scale }
    }
}
