import Declarations
import Graphs

/// Makes an image larger by repeating or by blending its pixels; learns nothing.
///
/// Followed by a `conv`, it is the usual cure for the checkerboards of `deconv`.
/// Shapes: `[batch, height, width, channels]` becomes `[batch, height · factor, width · factor, channels]`.
/// Source: Odena, Dumoulin, Olah 2016, "Deconvolution and checkerboard artifacts".
public struct Upsample: Layer, Hashable {
    public static let declaration = Declaration(
        "upsample", summary: "makes an image larger by repeating or blending its pixels",
        arguments: [
            OptionDeclaration("factor", .integer(1...64), default: .number(2), summary: "how many times larger"),
            OptionDeclaration(
                "method", .word(Method.allCases.map(\.rawValue)), default: .word(Method.nearest.rawValue),
                summary: "repeat the nearest pixel, or blend the four around"),
        ],
        example:
            "data mnist\ngenerator\n  layer dense 14x14x32 relu\n  layer upsample 2 bilinear\n  layer conv data tanh",
        source: "Odena, Dumoulin, Olah 2016, Deconvolution and checkerboard artifacts",
        claims: [
            .cures(
                .checkerboard, "with a convolution of stride 1 behind it paints every pixel equally often",
                source: "Odena, Dumoulin, Olah 2016")
        ])

    public enum Method: String, Sendable, CaseIterable {
        case nearest
        case bilinear
    }

    public let factor: Int
    public let method: Method

    public init(factor: Int = 2, method: Method = .nearest) {
        self.factor = factor
        self.method = method
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(factor: values.integer("factor"), method: Method(rawValue: values.word("method")) ?? .nearest)
    }

    public var optionValues: OptionValues {
        OptionValues(["factor": .number(Double(factor)), "method": .word(method.rawValue)])
    }

    public var enlarges: Bool { true }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] {
        let image = try imageSize(input)
        return [image.height.saturatingProduct(factor), image.width.saturatingProduct(factor), image.channels]
    }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        let (height, width) = (input.shape[1] * factor, input.shape[2] * factor)
        switch method {
        case .nearest: return try input.resizedNearest(height: height, width: width)
        case .bilinear: return try input.resizedBilinear(height: height, width: width)
        }
    }

    public func pytorchModules(_ context: PyTorchContext) -> [PyTorchModule] {
        [PyTorchModule("Upsample", named: ["scale_factor": .integer(factor), "mode": .word(method.rawValue)])]
    }
}
