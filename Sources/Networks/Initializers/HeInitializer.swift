import Declarations

/// Normal weights whose variance makes up for the half that a rectifier throws away.
///
/// Formula: w ~ N(0, 2 / fan_in). A rectifier keeps half of the second moment of a symmetric input, so twice the
/// variance of 1 / fan_in keeps the size of the signal from layer to layer.
/// Source: He, Zhang, Ren, Sun 2015, "Delving deep into rectifiers", section 2.2.
public struct HeInitializer: Initializer, Hashable {
    public static let declaration = Declaration(
        "he", summary: "normal weights with variance 2 / fan-in, which keeps the signal's size through rectifiers",
        example: "generator\n  layer dense 128 relu initializer he",
        source: "He, Zhang, Ren, Sun 2015, Delving deep into rectifiers, section 2.2")

    public init() {}

    public init(_ values: OptionValues) throws(Refusal) {}

    public func values(shape: [Int], fan: Fan, draws: StartDraws) -> [Float] {
        let deviation = Float((2 / fan.input).squareRoot())
        return draws.normals(shape.saturatingCount).map { $0 * deviation }
    }
}
