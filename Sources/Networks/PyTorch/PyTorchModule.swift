import Declarations

/// A module of PyTorch that does what a layer does: `nn.Linear(64, 128)`, with the arrays of its state.
///
/// It is a description: nothing of PyTorch is needed to make one or to read one.
public struct PyTorchModule: Sendable, Hashable {
    /// A name in `torch.nn`.
    public var name: String
    /// Arguments by place.
    public var arguments: [Argument]
    /// Arguments by name.
    public var named: [String: Argument]
    public var arrays: [PyTorchArray]

    public init(
        _ name: String, _ arguments: [Argument] = [], named: [String: Argument] = [:], arrays: [PyTorchArray] = []
    ) {
        self.name = name
        self.arguments = arguments
        self.named = named
        self.arrays = arrays
    }

    public enum Argument: Sendable, Hashable {
        case integer(Int)
        case number(Float)
        case flag(Bool)
        case word(String)
        case integers([Int])
    }
}

/// One array of a module's state, and where each of its numbers stands in the layer's own array.
///
/// `values[i] = own[source[i]]`. The table says at once that axes are exchanged and that the features of a flattened
/// image stand in another order; read the other way round it brings an array back.
public struct PyTorchArray: Sendable, Hashable {
    /// Its name in the module's state: `weight`, `running_mean`.
    public var name: String
    public var shape: [Int]
    /// The layer's own name for it: `weight`, `scale`; `nil` for the count of batches, which a layer does not keep.
    public var ownName: String?
    public var source: [Int]

    /// The layer's own array, in PyTorch's order.
    public func values(from own: [Float]) -> [Float] { source.map { own[$0] } }

    /// PyTorch's array, in the layer's own order.
    public func ownValues(from values: [Float]) -> [Float] {
        var own = [Float](repeating: 0, count: values.count)
        for (place, index) in source.enumerated() { own[index] = values[place] }
        return own
    }

    /// The layer's array with its axes in another order: axis `i` is the layer's axis `axes[i]`, whose places are taken
    /// in the order `places[axes[i]]` where it has one.
    public static func transposed(
        _ name: String, _ shape: [Int], axes: [Int], of ownName: String, places: [Int: FeatureOrder] = [:]
    ) -> PyTorchArray {
        var strides = [Int](repeating: 1, count: shape.count)
        for axis in shape.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * shape[axis + 1] }
        var source = [0]
        for axis in axes {
            let order = places[axis] ?? .natural
            let steps = (0..<shape[axis]).map { order.own($0) * strides[axis] }
            source = source.flatMap { start in steps.map { start + $0 } }
        }
        return PyTorchArray(name: name, shape: axes.map { shape[$0] }, ownName: ownName, source: source)
    }

    /// One number for each feature.
    public static func features(_ name: String, _ count: Int, of ownName: String, order: FeatureOrder = .natural) -> PyTorchArray {
        transposed(name, [count], axes: [0], of: ownName, places: [0: order])
    }
}

/// The order in which PyTorch keeps the features of a flat example: its number `i` is our number `own(i)`.
///
/// An image is `[height, width, channels]` here and `[channels, height, width]` there, so that the same image laid out flat
/// has two orders, and a dense layer behind it must know which.
public struct FeatureOrder: Sendable, Hashable {
    /// Empty where the orders agree.
    private var table: [Int]

    /// The same order there as here.
    public static let natural = FeatureOrder(table: [])

    private init(table: [Int]) {
        self.table = table == Array(table.indices) ? [] : table
    }

    /// That of an image laid out flat.
    public init(ofImage size: [Int]) {
        let (height, width, channels) = (size[0], size[1], size[2])
        self.init(
            table: (0..<channels).flatMap { channel in
                (0..<height * width).map { $0 * channels + channel }
            })
    }

    /// The same order of features that each have several numbers, side by side.
    func withPieces(_ count: Int) -> FeatureOrder {
        FeatureOrder(table: table.flatMap { feature in (0..<count).map { feature * count + $0 } })
    }

    func own(_ index: Int) -> Int { table.isEmpty ? index : table[index] }
}

extension Refusal {
    /// A layer takes more than what the one before it made.
    static func noChain(_ layer: String, takes what: String) -> Refusal {
        Refusal(
            "`layer \(layer)` takes \(what), which no module of an `nn.Sequential` does",
            help: "`save … weights` without `pytorch`")
    }
}
