import Declarations

/// Normal weights of one fixed deviation, whatever the layer's width.
///
/// Formula: w ~ N(0, deviation²). With batch normalisation after the layer the size of the weights hardly matters
/// forward, which is why one number served the whole DCGAN.
/// Source: Radford, Metz, Chintala 2016, DCGAN, section 4.
public struct NormalInitializer: Initializer, Hashable {
    public static let declaration = Declaration(
        "normal", summary: "normal weights with a fixed deviation, as in the DCGAN",
        options: [
            OptionDeclaration(
                "deviation", .nonNegative, default: .number(0.02), summary: "standard deviation of the weights")
        ],
        example: "generator\n  layer dense 128 relu initializer normal deviation 0.05",
        source: "Radford, Metz, Chintala 2016, DCGAN, section 4")

    public let deviation: Float

    public init(deviation: Float = 0.02) {
        self.deviation = deviation
    }

    public init(_ values: OptionValues) throws(Refusal) {
        deviation = Float(values.number("deviation"))
    }

    public var optionValues: OptionValues {
        OptionValues(["deviation": .number(of: deviation)])
    }

    public func values(shape: [Int], fan: Fan, draws: StartDraws) -> [Float] {
        draws.normals(shape.saturatingCount).map { $0 * deviation }
    }
}
