import Declarations

/// Uniform weights that keep the variance of the signal forward and of the gradient backward, as well as one number
/// can.
///
/// Formula: w ~ U(−b, b) with b = √(6 / (fan_in + fan_out)), that is variance 2 / (fan_in + fan_out). Made for
/// activations that are linear around zero, such as tanh.
/// Source: Glorot, Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks", equation
/// 16.
public struct XavierInitializer: Initializer, Hashable {
    public static let declaration = Declaration(
        "xavier", aliases: ["glorot"],
        summary: "uniform weights with variance 2 / (fan-in + fan-out), made for tanh",
        example: "generator\n  layer dense 128 tanh initializer xavier",
        source: "Glorot, Bengio 2010, Understanding the difficulty of training deep feedforward neural networks")

    public init() {}

    public init(_ values: OptionValues) throws(Refusal) {}

    public func values(shape: [Int], fan: Fan, draws: StartDraws) -> [Float] {
        let bound = (6 / (fan.input + fan.output)).squareRoot()
        return draws.uniforms(shape.saturatingCount).map { Float((2 * Double($0) - 1) * bound) }
    }
}
