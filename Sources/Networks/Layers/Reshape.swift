import Declarations
import Graphs

/// Reads the same numbers, in the same order, as another size.
///
/// Shapes: `[batch] + input` becomes `[batch] + size`, both with equally many numbers; the channels run fastest.
/// Source: Radford, Metz, Chintala 2016, DCGAN, section 3: the first layer of the generator is reshaped into an image.
public struct Reshape: Layer, Hashable {
    public static let declaration = Declaration(
        "reshape", summary: "reads the same numbers as another size",
        arguments: [OptionDeclaration("size", .size, summary: "the new size, with equally many numbers")],
        example:
            "data mnist\ngenerator\n  layer dense 3136 relu\n  layer reshape 7x7x64\n  layer deconv 1 stride 4 tanh",
        source: "Radford, Metz, Chintala 2016, DCGAN, section 3")

    public let size: [Int]

    public init(_ size: [Int]) {
        self.size = size
    }

    public init(_ values: OptionValues) throws(Refusal) {
        try self.init(values.positiveSize("size"))
    }

    public var optionValues: OptionValues {
        OptionValues(["size": .size(size)])
    }

    public var keepsNumbers: Bool { true }

    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] {
        let (expected, found) = (size.saturatingCount, input.saturatingCount)
        guard expected == found else {
            let place = input.count == 1 ? "" : " in \(input.sizeText)"
            throw Refusal(
                "`reshape \(size.sizeText)` takes \(expected) numbers, found \(found)\(place)",
                help: "a `layer dense \(size.sizeText)` makes that size in one step")
        }
        return size
    }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        try input.reshaped(to: [input.shape[0]] + size)
    }

    public func pytorchModules(_ context: PyTorchContext) -> [PyTorchModule] {
        switch (context.input.count, context.output.count) {
        case (1, 3): [context.unflatten]
        case (3, 1): [PyTorchModule("Flatten")]
        default: []
        }
    }
}
