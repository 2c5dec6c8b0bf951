import Declarations
import Graphs

/// Makes an image smaller: of every window only the average or the largest number remains.
///
/// Shapes: `[batch, height, width, channels]` becomes `[batch, (height − size) / stride + 1, …, channels]`, rounded
/// down.
/// Source: LeCun et al. 1998 (average); Ranzato et al. 2007 (maximum); the DCGAN replaces both by strides.
public struct Pool: Layer, Hashable {
    public static let declaration = Declaration(
        "pool", summary: "makes an image smaller: the average or the largest number of every window remains",
        arguments: [
            OptionDeclaration(
                "method", .word(Method.allCases.map(\.rawValue)), default: .word(Method.average.rawValue),
                summary: "what remains of a window"),
            OptionDeclaration(
                "size", .integer(1...1024), default: .number(2), unit: "pixels", summary: "width of the window"),
        ],
        options: [
            OptionDeclaration(
                "stride", .integer(1...1024), isOptional: true, unit: "pixels",
                summary: "how far the window moves, by default its own width")
        ],
        example: "data mnist\ndiscriminator\n  layer conv 32\n  layer pool max 2\n  layer flatten\n  layer dense 1",
        source: "LeCun et al. 1998, Gradient-based learning applied to document recognition",
        claims: [
            .risks(
                .vanishingGradient, "with `max` lets the gradient through one pixel of each window alone, and the generator learns of few",
                when: .all([.word("method", ["max"]), .stands(in: "discriminator")]), help: "`layer pool average`, or `layer conv` with `stride 2`",
                source: "Chintala et al. 2016, How to train a GAN, item 5; Radford, Metz, Chintala 2016, section 3")
        ])

    public enum Method: String, Sendable, CaseIterable {
        case average
        case max
    }

    public let method: Method
    public let size: Int
    public let stride: Int

    public init(_ method: Method = .average, size: Int = 2, stride: Int? = nil) {
        self.method = method
        self.size = size
        self.stride = stride ?? size
    }

    public init(_ values: OptionValues) throws(Refusal) {
        self.init(
            Method(rawValue: values.word("method")) ?? .average, size: values.integer("size"),
            stride: values.has("stride") ? values.integer("stride") : nil)
    }

    public var optionValues: OptionValues {
        OptionValues([
            "method": .word(method.rawValue), "size": .number(Double(size)), "stride": .number(Double(stride)),
        ])
    }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] {
        let image = try imageSize(input)
        guard image.height >= size, image.width >= size else {
            throw Refusal(
                "`pool` has a \(size)x\(size) window, which does not fit into \(input.sizeText)",
                help: "a smaller window, or fewer layers that shrink the image before it")
        }
        return [(image.height - size) / stride + 1, (image.width - size) / stride + 1, image.channels]
    }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        switch method {
        case .average: return try input.averagePool(size: size, stride: stride)
        case .max: return try input.maxPool(size: size, stride: stride)
        }
    }

    public func pytorchModules(_ context: PyTorchContext) -> [PyTorchModule] {
        [PyTorchModule(method == .max ? "MaxPool2d" : "AvgPool2d", [.integer(size)], named: ["stride": .integer(stride)])]
    }
}
