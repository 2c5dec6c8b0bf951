/// Numbers written into the graph.
struct Constant: Operation {
    let values: [Float]
    let extents: Shape

    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape { extents }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] { [] }
}

extension Tensor {
    /// A tensor filled with one value.
    public static func constant(_ value: Float, shape: Shape = []) -> Tensor {
        Tensor(scalar: value).stretched(to: shape)
    }

    /// A tensor of the given values in row-major order; `values.count` must be the shape's element count.
    public static func constant(_ values: [Float], shape: Shape) -> Tensor {
        precondition(values.count == shape.elementCount, "a constant needs one value for every element")
        return Tensor(Constant(values: values, extents: shape), [], shape: shape)
    }

    init(scalar value: Float) {
        self.init(Constant(values: [value], extents: []), [], shape: [])
    }

    /// The one value that every element is known to have, seen through broadcasts and reshapes.
    var constantValue: Float? {
        switch node.operation {
        case let constant as Constant where constant.values.count == 1: constant.values[0]
        case is Broadcast, is Reshape: node.inputs[0].constantValue
        default: nil
        }
    }
}
