import Declarations
import Graphs

/// Noise from the standard normal distribution, z ~ N(0, I): it has no edges, and directions all alike.
///
/// Shape: `[batch, size]`. Random stream: the caller's own, normals in row-major order.
/// Source: Chintala et al. 2016, "How to train a GAN?", item 3, which advises it over uniform noise.
public struct NormalLatent: Latent, Hashable {
    public static let declaration = Declaration(
        "normal", summary: "noise from N(0, 1), the usual choice",
        arguments: [OptionDeclaration("numbers", .integer(1...65_536), default: .number(64), summary: "the length of the noise vector z")],
        example: "latent normal 64", source: "Chintala et al. 2016, How to train a GAN?, item 3")

    public let size: Int

    public init(_ size: Int = 64) { self.size = size }

    public init(_ values: OptionValues) throws(Refusal) { self.init(values.integer("numbers")) }

    public var optionValues: OptionValues { OptionValues(["numbers": .number(Double(size))]) }

    public func draw(batch: Int, stream: RandomStream) throws -> Tensor {
        .randomNormal([batch, size], stream: stream)
    }
}
