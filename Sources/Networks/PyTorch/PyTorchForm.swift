import Declarations

/// A network as an `nn.Sequential` of PyTorch: its modules in order, and where each array comes from.
///
/// Images change from `[height, width, channels]` to `[channels, height, width]`. Where an image is laid out flat, the
/// numbers stand in another order, and the dense layer that takes or makes them has its weights sorted accordingly; so the
/// modules are plain ones, and no permuting module stands between them.
public struct PyTorchForm: Sendable {
    /// A module, and the layer that it belongs to.
    public struct Row: Sendable {
        public var layer: Int
        public var module: PyTorchModule
    }

    /// The place in this array is the module's number in the `nn.Sequential`.
    public let rows: [Row]

    public init(_ plan: NetworkPlan) throws(Refusal) {
        var rows: [Row] = []
        var order = FeatureOrder.natural
        for (index, layer) in plan.layers.enumerated() {
            let (input, output) = (plan.inputSize(of: index), plan.sizes[index])
            for size in [input, output] where size.count != 1 && size.count != 3 {
                throw Refusal(
                    "PyTorch's modules take flat examples and images, found \(size.sizeText) at `layer \(layer.name)`",
                    help: "a size such as 128 or 7x7x64")
            }
            guard plan.parameters(of: index).allSatisfy({ $0.reparameterization == nil }) else {
                throw Refusal(
                    "something stands between the stored weights of `layer \(layer.name)` and those that it uses, "
                        + "which a plain module has no place for", help: "`save … weights` without `pytorch` keeps the stored ones")
            }
            let next = try Self.order(behind: index, of: plan, before: order)
            let context = PyTorchContext(input: input, output: output, inputOrder: order, outputOrder: next)
            rows += try layer.pytorchModules(context).map { Row(layer: index, module: $0) }
            order = next
        }
        if plan.outputSize.count == 1, order != .natural {
            throw Refusal(
                "the network ends in an image laid out flat, which PyTorch lays out in another order",
                help: "end it with a `layer dense`, or leave the last `layer flatten` out")
        }
        self.rows = rows
    }

    /// The order of the flat numbers behind a layer. A dense layer can make any: it makes the one that is asked for
    /// further on.
    private static func order(
        behind index: Int, of plan: NetworkPlan, before: FeatureOrder
    ) throws(Refusal) -> FeatureOrder {
        let (input, output) = (plan.inputSize(of: index), plan.sizes[index])
        switch (input.count, output.count) {
        case (3, 1): return FeatureOrder(ofImage: input)
        case (1, 1): return plan.layers[index].mixesFeatures ? wanted(behind: index, of: plan) : before
        case (1, 3) where !plan.layers[index].mixesFeatures && before != FeatureOrder(ofImage: output):
            throw unfit(index, plan)
        case (3, 3) where plan.layers[index].keepsNumbers && input != output: throw unfit(index, plan)
        default: return .natural
        }
    }

    /// What the layers up to the next dense one ask of the flat numbers: the order of the image that they become.
    private static func wanted(behind index: Int, of plan: NetworkPlan) -> FeatureOrder {
        for next in plan.layers.indices.dropFirst(index + 1) {
            if plan.layers[next].mixesFeatures { break }
            if plan.sizes[next].count == 3 { return FeatureOrder(ofImage: plan.sizes[next]) }
        }
        return .natural
    }

    private static func unfit(_ index: Int, _ plan: NetworkPlan) -> Refusal {
        Refusal(
            "`layer \(plan.layers[index].name)` reads \(plan.inputSize(of: index).sizeText) as "
                + "\(plan.sizes[index].sizeText), and PyTorch, whose channels stand first, would read other pixels",
            help: "a `layer dense \(plan.sizes[index].sizeText)` makes that size in one step")
    }
}

/// What a layer must know to say which modules it is.
public struct PyTorchContext: Sendable {
    public var input: [Int]
    public var output: [Int]
    /// The order of the numbers that come and go, where they are flat.
    public var inputOrder: FeatureOrder
    public var outputOrder: FeatureOrder

    /// What reaches the layer is an image `[height, width, channels]`.
    public var isImage: Bool { input.count == 3 }

    /// `(channels, height, width)`, the order of axes there.
    public static func axes(of size: [Int]) -> PyTorchModule.Argument { .integers([size[2], size[0], size[1]]) }

    /// What turns a flat example into an image.
    public var unflatten: PyTorchModule { PyTorchModule("Unflatten", [.integer(1), Self.axes(of: output)]) }
}
