import Kernels

/// rectifier(A B + bias): the whole of a dense layer in one pass of the library, which adds the bias and bends while the
/// result is still in registers. The compiler makes it; it is never differentiated.
struct FusedProduct: RowOperation {
    let product: MatrixMultiplication
    let activation: FusedActivation

    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape { try product.shape(of: Array(inputs.prefix(2))) }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        preconditionFailure("products are fused when a program is compiled, after every derivative was taken")
    }

    func cost(inputs: [Shape], output: Shape) -> Double { product.cost(inputs: inputs, output: output) }

    func needsSameRows(inputs: [Shape], output: Shape) -> [Bool]? {
        product.needsSameRows(inputs: inputs, output: output).map { $0 + [false] }
    }

    func kernel(inputs: [Shape], output: Shape) throws -> any GraphKernel {
        FusedProductKernel(try product.product(inputs: inputs, output: output, bias: true, activation: activation))
    }
}

private final class FusedProductKernel: GraphKernel {
    let product: MatrixProduct

    init(_ product: MatrixProduct) {
        self.product = product
    }

    func run(_ inputs: [UnsafeMutablePointer<Float>], _ output: UnsafeMutablePointer<Float>, _ position: RandomPosition) {
        product.run(left: inputs[0], right: inputs[1], bias: inputs[2], result: output)
    }
}

extension Plan {
    /// Replaces each `product + bias`, and the rectifier over it, where nothing else reads what lies between. The
    /// entries in between stay in the plan, unread.
    mutating func fuseProducts() {
        var readers = [Int](repeating: 0, count: entries.count)
        for input in entries.flatMap(\.inputs) + outputs + updates.map(\.value) { readers[input] += 1 }

        for (number, entry) in entries.enumerated() where entry.operation is Addition {
            guard let (product, multiplication, bias) = biasedProduct(entry, readers) else { continue }
            replace(number, FusedProduct(product: multiplication, activation: .none), entries[product].inputs + [bias])
        }
        for (number, entry) in entries.enumerated() {
            guard let rectifier = entry.operation as? LeakyRectifier, readers[entry.inputs[0]] == 1,
                let fused = entries[entry.inputs[0]].operation as? FusedProduct
            else { continue }
            let activation = FusedActivation.rectifier(negativeSlope: rectifier.slope)
            replace(number, FusedProduct(product: fused.product, activation: activation), entries[entry.inputs[0]].inputs)
        }
    }

    private func biasedProduct(
        _ sum: Entry, _ readers: [Int]
    ) -> (product: Int, multiplication: MatrixMultiplication, bias: Int)? {
        for (product, other) in [(sum.inputs[0], sum.inputs[1]), (sum.inputs[1], sum.inputs[0])] {
            guard let multiplication = entries[product].operation as? MatrixMultiplication, readers[product] == 1,
                sum.shape.count == 2, entries[other].operation is Broadcast
            else { continue }
            let bias = entries[entries[other].inputs[0]]
            let isRow = bias.shape.elementCount == sum.shape[1] && bias.shape.last == sum.shape[1]
            if isRow && bias.layout.isContiguous && bias.layout.offset == 0 {
                return (product, multiplication, entries[other].inputs[0])
            }
        }
        return nil
    }
}
