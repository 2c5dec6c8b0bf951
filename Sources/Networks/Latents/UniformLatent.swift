import Declarations
import Graphs

/// Noise from the uniform distribution, z ~ U[−1, 1]ⁿ: a cube with faces and corners, where a normal's directions are all
/// alike and it has no edge.
///
/// Formula: z = 2u − 1, u from [0, 1). Shape: `[batch, size]`. Random stream: the caller's own, uniform numbers in row-major
/// order.
/// Source: Radford, Metz, Chintala 2016, "Unsupervised representation learning with deep convolutional generative
/// adversarial networks", section 3; the range is that of its code.
public struct UniformLatent: Latent, Hashable {
    public static let declaration = Declaration(
        "uniform", summary: "noise from U[-1, 1], as DCGAN draws it",
        arguments: [OptionDeclaration("numbers", .integer(1...65_536), default: .number(64), summary: "the length of the noise vector z")],
        example: "data ring\nlatent uniform 64\ntrain 1",
        source: "Radford, Metz, Chintala 2016, Unsupervised representation learning with DCGANs, section 3",
        published: "`latent uniform 100`")

    public let size: Int

    public init(_ size: Int = 64) { self.size = size }

    public init(_ values: OptionValues) throws(Refusal) { self.init(values.integer("numbers")) }

    public var optionValues: OptionValues { OptionValues(["numbers": .number(Double(size))]) }

    public func draw(batch: Int, stream: RandomStream) throws -> Tensor {
        .randomUniform([batch, size], stream: stream) * 2 - 1
    }
}
