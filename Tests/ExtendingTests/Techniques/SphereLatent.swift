import Declarations
import Graphs
import Networks

/// Noise on a sphere.
///
/// Formula: z = √n · e / ‖e‖, e ~ N(0, I). Shape: `[batch, n]`.
struct SphereLatent: Latent, Hashable {
    static let declaration = Declaration(
        "sphere", summary: "noise on a sphere",
        arguments: [OptionDeclaration("numbers", .integer(1...1000), default: .number(4), summary: "the length of z")],
        example: "latent sphere 4", source: "nobody 2000, a throw-away")

    let size: Int

    init(_ size: Int = 4) { self.size = size }

    init(_ values: OptionValues) throws(Refusal) { self.init(values.integer("numbers")) }

    var optionValues: OptionValues { OptionValues(["numbers": .number(Double(size))]) }

    func draw(batch: Int, stream: RandomStream) throws -> Tensor {
        let normals = Tensor.randomNormal([batch, size], stream: stream)
        let length = try (normals.squared().sum(axes: [1], keepingDimensions: true) + 1e-12).sqrt()
        return try normals / length * Float(size).squareRoot()
    }
}
