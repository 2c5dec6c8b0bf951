/// The extents of a tensor, outermost first: `[batch, height, width, channels]`. A scalar is `[]`.
public typealias Shape = [Int]

extension Array where Element == Int {
    /// The number of elements of a tensor of this shape; 1 for a scalar.
    public var elementCount: Int { reduce(1, *) }

    /// Row-major strides: the last axis moves by one element.
    var contiguousStrides: [Int] {
        var strides = [Int](repeating: 1, count: count)
        for axis in stride(from: count - 2, through: 0, by: -1) {
            strides[axis] = strides[axis + 1] * self[axis + 1]
        }
        return strides
    }

    /// The shape as people write it: `7x7x64`; a scalar reads `scalar`.
    public var sizeText: String { isEmpty ? "scalar" : map(String.init).joined(separator: "x") }

    /// The axis counted from the front, where −1 is the last one.
    func axis(_ index: Int) throws(ShapeError) -> Int {
        let axis = index < 0 ? count + index : index
        guard axis >= 0 && axis < count else {
            throw ShapeError("axis \(index) is outside a tensor of \(count) axes, \(sizeText)")
        }
        return axis
    }

    /// The common shape of two operands under NumPy's rules: align at the last axis, an extent of 1 stretches.
    func broadcast(with other: Shape) throws(ShapeError) -> Shape {
        let rank = Swift.max(count, other.count)
        var result = Shape(repeating: 1, count: rank)
        for axis in 0..<rank {
            let left = axis < rank - count ? 1 : self[axis - (rank - count)]
            let right = axis < rank - other.count ? 1 : other[axis - (rank - other.count)]
            guard left == right || left == 1 || right == 1 else {
                throw ShapeError("shapes \(sizeText) and \(other.sizeText) do not fit together")
            }
            result[axis] = left == 1 ? right : left
        }
        return result
    }
}

/// Operands whose shapes do not fit; thrown while the graph is built, before anything is allocated.
public struct ShapeError: Error, Hashable, CustomStringConvertible {
    public var message: String

    public init(_ message: String) {
        self.message = message
    }

    public var description: String { message }
}
