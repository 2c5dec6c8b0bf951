import Declarations
import Graphs

/// What the three normalisations share: subtract a mean, divide by a deviation, then let the network choose scale and
/// shift.
///
/// Formula: y = (x − mean) / √(variance + ε) · scale + shift, with scale and shift for each channel. They differ only
/// in the axes over which mean and variance are taken. ε keeps the quotient and its derivatives finite where all
/// numbers agree.
enum Normalization {
    static let epsilonDeclaration = OptionDeclaration(
        "epsilon", .number(1e-12...1), default: .number(1e-5),
        summary: "added to the variance, against division by zero")

    /// `scale` (starts at 1) and `shift` (starts at 0) for each channel, the last number of the size.
    static func parameters(for input: [Int]) -> [ParameterSpecification] {
        let channels = [input[input.count - 1]]
        return [
            ParameterSpecification("scale", shape: channels, axes: ["channels"], initializer: OnesInitializer()),
            ParameterSpecification("shift", shape: channels, axes: ["channels"], initializer: ZerosInitializer()),
        ]
    }

    /// What PyTorch calls weight and bias.
    static func pytorchArrays(_ channels: Int, order: FeatureOrder) -> [PyTorchArray] {
        [
            .features("weight", channels, of: "scale", order: order),
            .features("bias", channels, of: "shift", order: order),
        ]
    }

    /// Mean and biased variance over `axes`, which stay as 1. The variance is the mean of squared differences, not the
    /// difference of squares, which cancels in `Float`.
    static func moments(_ input: Tensor, axes: [Int]) throws -> (mean: Tensor, centred: Tensor, variance: Tensor) {
        let mean = try input.mean(axes: axes, keepingDimensions: true)
        let centred = try input - mean
        let variance = try centred.squared().mean(axes: axes, keepingDimensions: true)
        return (mean, centred, variance)
    }

    static func normalize(centred: Tensor, variance: Tensor, epsilon: Float, parameters: [Tensor]) throws -> Tensor {
        let scaled = try (variance + epsilon).reciprocalSquareRoot() * parameters[0]
        return try centred * scaled + parameters[1]
    }
}
