import Declarations
import Graphs

/// Kernel, stride and padding of a layer that slides over an image.
///
/// Left alone, the kernel is `stride + 2` wide, and the padding is `kernel − stride` in all, shared between both
/// sides (one more after than before where it is odd). A convolution then divides the size by the stride exactly, and
/// a transposed one multiplies it: stride 1 keeps (kernel 3, padding 1), stride 2 halves or doubles (kernel 4,
/// padding 1).
public struct ImageGeometry: Sendable, Hashable {
    public let kernel: Int
    public let stride: Int
    public let padding: Padding

    public init(kernel: Int? = nil, stride: Int = 1, padding: Int? = nil) {
        let kernel = kernel ?? stride + 2
        self.kernel = kernel
        self.stride = stride
        if let padding {
            self.padding = .all(padding)
        } else {
            let total = max(0, kernel - stride)
            let (before, after) = (total / 2, total - total / 2)
            self.padding = Padding(top: before, left: before, bottom: after, right: after)
        }
    }

    static let declarations: [OptionDeclaration] = [
        OptionDeclaration(
            "kernel", .integer(1...1024), isOptional: true, unit: "pixels",
            summary: "width of the sliding window, by default stride + 2"),
        OptionDeclaration(
            "stride", .integer(1...1024), default: .number(1), unit: "pixels", summary: "how far the window moves"),
        OptionDeclaration(
            "padding", .integer(0...1024), isOptional: true, unit: "pixels",
            summary: "zeros around the image, by default so many that the stride alone decides the size"),
    ]

    init(_ values: OptionValues) {
        self.init(
            kernel: values.has("kernel") ? values.integer("kernel") : nil,
            stride: values.integer("stride"),
            padding: values.has("padding") ? values.integer("padding") : nil)
    }

    /// The padding where one number says it: the usual padding of an odd difference is one wider after than before, which
    /// only its absence says.
    var optionValues: OptionValues {
        var values = OptionValues(["kernel": .number(Double(kernel)), "stride": .number(Double(stride))])
        if padding == .all(padding.top) { values["padding"] = .number(Double(padding.top)) }
        return values
    }

    /// ⌊(length + padding − kernel) / stride⌋ + 1 along both axes; `nil` where the kernel does not fit.
    func convolved(height: Int, width: Int) -> (height: Int, width: Int)? {
        let rows = height.saturatingSum(padding.top + padding.bottom) - kernel
        let columns = width.saturatingSum(padding.left + padding.right) - kernel
        return rows < 0 || columns < 0 ? nil : (rows / stride + 1, columns / stride + 1)
    }

    /// (length − 1) · stride − padding + kernel along both axes; `nil` where nothing is left.
    func transposed(height: Int, width: Int) -> (height: Int, width: Int)? {
        let rows = (height - 1).saturatingProduct(stride).saturatingSum(kernel - padding.top - padding.bottom)
        let columns = (width - 1).saturatingProduct(stride).saturatingSum(kernel - padding.left - padding.right)
        return rows < 1 || columns < 1 ? nil : (rows, columns)
    }

    /// The same padding on all sides: PyTorch's modules take no other.
    var isEven: Bool { padding == .all(padding.top) }

    func pytorchArguments(hasBias: Bool) -> [String: PyTorchModule.Argument] {
        ["stride": .integer(stride), "padding": .integer(isEven ? padding.top : 0), "bias": .flag(hasBias)]
    }

    /// Uneven padding as a module of its own: `ZeroPad2d` takes left, right, top, bottom, and cuts off what is negative.
    func pytorchPadding(sign: Int) -> PyTorchModule {
        PyTorchModule(
            "ZeroPad2d", [.integers([padding.left, padding.right, padding.top, padding.bottom].map { sign * $0 })])
    }
}

extension Layer {
    /// The input's height, width and channels; throws when it is not an image.
    func imageSize(_ input: [Int]) throws(Refusal) -> (height: Int, width: Int, channels: Int) {
        guard input.count == 3 else {
            throw Refusal(
                "`\(name)` takes an image such as 7x7x64, found \(input.count == 1 ? "the flat size " : "")\(input.sizeText)",
                help: "add `layer reshape HEIGHTxWIDTHxCHANNELS` before it")
        }
        return (input[0], input[1], input[2])
    }
}

extension OptionValues {
    /// A size whose numbers are all at least 1.
    public func positiveSize(_ name: String) throws(Refusal) -> [Int] {
        let size = size(name)
        guard !size.isEmpty, size.allSatisfy({ $0 >= 1 }) else {
            throw Refusal("`\(name)` takes whole numbers from 1 up, found \(size.sizeText)")
        }
        return size
    }

    /// The channels of a size: its last number, so that `data` means the data's channels.
    func channels(_ name: String) throws(Refusal) -> Int {
        let size = try positiveSize(name)
        return size[size.count - 1]
    }
}
