import Foundation
import Kernels

@testable import Graphs

/// What a graph means, node by node in double precision: no common subexpressions, no loops, no plan. Independent of the
/// compiler and of every kernel but the random numbers'.
final class PlainEvaluation {
    /// Variables in place of their stored numbers.
    private let variables: [Variable: [Double]]
    /// Every result is rounded to a float: how far rounding alone carries.
    private let rounds: Bool
    private let position: RandomPosition
    private var known: [Tensor: [Double]] = [:]
    private var overflowing: Set<Tensor> = []

    init(variables: [Variable: [Double]] = [:], rounds: Bool = false, position: RandomPosition = RandomPosition()) {
        self.variables = variables
        self.rounds = rounds
        self.position = position
    }

    func values(_ root: Tensor) -> [Double] {
        if let found = known[root] { return found }
        let order = topologicalOrder([root]) { known[$0] == nil ? $0.node.inputs : [] }
        for tensor in order where known[tensor] == nil {
            let node = tensor.node
            let result = value(node, node.inputs.map { known[$0]! }, node.inputs.map(\.shape))
            precondition(result.count == tensor.count, "\(node.operation) makes as many elements as its shape says")
            known[tensor] = rounds ? result.map { Double(Float($0)) } : result
            if node.inputs.contains(where: overflowing.contains) || !result.allSatisfy({ abs($0) < 1e18 }) {
                overflowing.insert(tensor)
            }
        }
        return known[root]!
    }

    /// Whether floats may overflow on the way to a tensor: in itself or in what it came from is a number that has no square
    /// among them, or none at all. A sum of such numbers overflows in one order and not in another, or to −∞ in one and to
    /// +∞ in another, and softplus makes 0 of one infinity and the other of the other.
    func overflows(_ root: Tensor) -> Bool {
        _ = values(root)
        return overflowing.contains(root)
    }

    private func value(_ node: Node, _ inputs: [[Double]], _ shapes: [Shape]) -> [Double] {
        switch node.operation {
        case let operation as Constant: return operation.values.map(Double.init)
        case let operation as VariableValue:
            return variables[operation.variable] ?? operation.variable.values.map(Double.init)
        case let operation as RandomDraw: return draws(operation)
        case let operation as any ElementwiseOperation: return inputs[0].indices.map { place in
            elementwise(operation, inputs.map { $0[place] })
        }
        case let operation as any ReductionOperation:
            return fold(operation, inputs[0], shapes[0])
        case is Reshape, is StopGradient: return inputs[0]
        case is Softmax:
            return rows(inputs, node.shape) { row in
                let powers = row[0].map { exp($0 - row[0].max()!) }
                return powers.map { $0 / powers.reduce(0, +) }
            }
        case is SoftmaxGradient:
            return rows(inputs, node.shape) { row in
                let mean = zip(row[0], row[1]).reduce(0) { $0 + $1.0 * $1.1 }
                return zip(row[0], row[1]).map { $0 * ($1 - mean) }
            }
        case is PairwiseSimilarity: return pairs(inputs[0], nil, Array(inputs.dropFirst()), shapes[0])
        case is PairwisePull: return pairs(inputs[0], inputs[1], Array(inputs.dropFirst(2)), shapes[0])
        case let operation as MatrixMultiplication: return product(operation, inputs, shapes, node.shape)
        case let operation as Convolution: return convolution(operation.geometry, .forward, inputs)
        case let operation as ConvolutionOnInput: return convolution(operation.geometry, .onInput, inputs)
        case let operation as ConvolutionOnWeights: return convolution(operation.geometry, .onWeights, inputs)
        case let operation as MaximumPooling: return pooling(operation.geometry, inputs, spreads: false, of: inputs[0])
        case let operation as MaximumPicking: return pooling(operation.geometry, inputs, spreads: false, of: inputs[1])
        case let operation as MaximumUnpooling: return pooling(operation.geometry, inputs, spreads: true, of: inputs[1])
        case let operation as Resampling: return resampling(operation, inputs[0], shapes[0], node.shape)
        default: return moved(node, inputs, shapes)
        }
    }

    private func elementwise(_ operation: any ElementwiseOperation, _ x: [Double]) -> Double {
        let p = Double(operation.parameter)
        switch operation.function {
        case .copy: return x[0]
        case .negate: return -x[0]
        case .square: return x[0] * x[0]
        case .squareRoot: return x[0].squareRoot()
        case .reciprocalSquareRoot: return 1 / x[0].squareRoot()
        case .reciprocal: return 1 / x[0]
        case .exponential: return exp(x[0])
        case .logarithm: return log(x[0])
        case .tanh: return tanh(x[0])
        case .sigmoid: return 1 / (1 + exp(-x[0]))
        case .softplus: return max(x[0], 0) + log1p(exp(-abs(x[0])))
        case .absolute: return abs(x[0])
        case .sign: return x[0] > 0 ? 1 : x[0] < 0 ? -1 : 0
        case .floor: return x[0].rounded(.down)
        case .sine: return sin(x[0])
        case .cosine: return cos(x[0])
        case .constantPower: return pow(x[0], p)
        case .leakyRectifier: return x[0] > 0 ? x[0] : p * x[0]
        case .exponentialLinear: return x[0] > 0 ? x[0] : p * expm1(x[0])
        case .add: return x[0] + x[1]
        case .subtract: return x[0] - x[1]
        case .multiply: return x[0] * x[1]
        case .divide: return x[0] / x[1]
        case .minimum: return min(x[0], x[1])
        case .maximum: return max(x[0], x[1])
        case .power: return pow(x[0], x[1])
        case .greater: return x[0] > x[1] ? 1 : 0
        case .greaterOrEqual: return x[0] >= x[1] ? 1 : 0
        case .equal: return x[0] == x[1] ? 1 : 0
        case .rectifierGate: return x[0] > 0 ? x[1] : p * x[1]
        case .select: return x[0] != 0 ? x[1] : x[2]
        case .multiplyAdd: return x[0] * x[1] + x[2]
        }
    }

    private func fold(_ operation: any ReductionOperation, _ x: [Double], _ shape: Shape) -> [Double] {
        let kept = shape.removing(operation.axes)
        let isSum = operation.reduction == .sum
        var result = [Double](repeating: isSum ? 0 : -.infinity, count: kept.elementCount)
        for (place, index) in shape.indexes.enumerated() {
            let target = kept.place(index.indices.filter { !operation.axes.contains($0) }.map { index[$0] })
            result[target] = isSum ? result[target] + x[place] : max(result[target], x[place])
        }
        return result
    }

    /// Operations that put elements elsewhere.
    private func moved(_ node: Node, _ inputs: [[Double]], _ shapes: [Shape]) -> [Double] {
        var result = [Double](repeating: 0, count: node.shape.elementCount)
        for (place, index) in node.shape.indexes.enumerated() {
            switch node.operation {
            case let operation as Transpose:
                var source = index
                for (axis, from) in operation.permutation.enumerated() { source[from] = index[axis] }
                result[place] = inputs[0][shapes[0].place(source)]
            case is Broadcast:
                let missing = index.count - shapes[0].count
                result[place] = inputs[0][shapes[0].place(shapes[0].indices.map { shapes[0][$0] == 1 ? 0 : index[$0 + missing] })]
            case let operation as Slice:
                var source = index
                source[operation.axis] = operation.start + index[operation.axis] * operation.step
                result[place] = inputs[0][shapes[0].place(source)]
            case let operation as Concatenation:
                var source = index
                var number = 0
                while source[operation.axis] >= shapes[number][operation.axis] {
                    source[operation.axis] -= shapes[number][operation.axis]
                    number += 1
                }
                result[place] = inputs[number][shapes[number].place(source)]
            case is Gather:
                let row = min(max(Int(inputs[1][index[0]]), 0), shapes[0][0] - 1)
                result[place] = inputs[0][shapes[0].place([row] + index.dropFirst())]
            case is Pad, is Scatter: break
            default: preconditionFailure("the plain evaluation knows \(node.operation)")
            }
        }
        if let operation = node.operation as? Pad {
            for (place, index) in shapes[0].indexes.enumerated() {
                result[node.shape.place(index.indices.map { operation.before[$0] + index[$0] * operation.steps[$0] })] = inputs[0][place]
            }
        }
        if node.operation is Scatter {
            for (place, index) in shapes[0].indexes.enumerated() {
                let row = min(max(Int(inputs[1][index[0]]), 0), node.shape[0] - 1)
                result[node.shape.place([row] + index.dropFirst())] += inputs[0][place]
            }
        }
        return result
    }

    private func product(_ operation: MatrixMultiplication, _ inputs: [[Double]], _ shapes: [Shape], _ shape: Shape) -> [Double] {
        let (rows, columns) = (shape[shape.count - 2], shape[shape.count - 1])
        let left = shapes[0].suffix(2)
        let inner = operation.transposeLeft ? left.first! : left.last!
        var result = [Double](repeating: 0, count: shape.elementCount)
        for batch in 0..<shape.dropLast(2).elementCountOfAll {
            let (a, b) = (batch * rows * inner, batch * inner * columns)
            for row in 0..<rows {
                for column in 0..<columns {
                    var sum = 0.0
                    for place in 0..<inner {
                        sum += inputs[0][a + (operation.transposeLeft ? place * rows + row : row * inner + place)]
                            * inputs[1][b + (operation.transposeRight ? column * inner + place : place * columns + column)]
                    }
                    result[(batch * rows + row) * columns + column] = sum
                }
            }
        }
        return result
    }

    private enum Direction { case forward, onInput, onWeights }

    private func convolution(_ geometry: ConvolutionGeometry, _ direction: Direction, _ inputs: [[Double]]) -> [Double] {
        let (x, w, y) = (geometry.inputShape, geometry.weightShape, geometry.outputShape)
        let target = direction == .forward ? y : direction == .onInput ? x : w
        var result = [Double](repeating: 0, count: target.elementCount)
        for (place, out) in y.indexes.enumerated() {
            for u in 0..<w[0] {
                for v in 0..<w[1] {
                    let row = out[1] * geometry.strideHeight + u - geometry.padTop
                    let column = out[2] * geometry.strideWidth + v - geometry.padLeft
                    guard row >= 0, row < x[1], column >= 0, column < x[2] else { continue }
                    for c in 0..<x[3] {
                        let from = x.place([out[0], row, column, c])
                        let weight = w.place([u, v, c, out[3]])
                        switch direction {
                        case .forward: result[place] += inputs[0][from] * inputs[1][weight]
                        case .onInput: result[from] += inputs[0][place] * inputs[1][weight]
                        case .onWeights: result[weight] += inputs[0][from] * inputs[1][place]
                        }
                    }
                }
            }
        }
        return result
    }

    private func pooling(_ geometry: PoolingGeometry, _ inputs: [[Double]], spreads: Bool, of source: [Double]) -> [Double] {
        let shape = spreads ? geometry.input : geometry.output
        var result = [Double](repeating: 0, count: shape.elementCount)
        for (window, index) in geometry.output.indexes.enumerated() {
            var best = geometry.input.place([index[0], index[1] * geometry.stride, index[2] * geometry.stride, index[3]])
            for y in 0..<geometry.size {
                for x in 0..<geometry.size {
                    let place = geometry.input.place(
                        [index[0], index[1] * geometry.stride + y, index[2] * geometry.stride + x, index[3]])
                    if inputs[0][place] > inputs[0][best] { best = place }
                }
            }
            if spreads { result[best] += source[window] } else { result[window] = source[best] }
        }
        return result
    }

    private func resampling(_ operation: Resampling, _ x: [Double], _ from: Shape, _ to: Shape) -> [Double] {
        to.indexes.map { index in
            var sum = 0.0
            for v in operation.vertical.starts[index[1]]..<operation.vertical.starts[index[1] + 1] {
                for h in operation.horizontal.starts[index[2]]..<operation.horizontal.starts[index[2] + 1] {
                    let (row, column) = (operation.vertical.terms[v], operation.horizontal.terms[h])
                    sum += Double(row.weight) * Double(column.weight)
                        * x[from.place([index[0], row.source, column.source, index[3]])]
                }
            }
            return sum
        }
    }

    private func draws(_ operation: RandomDraw) -> [Double] {
        let storage = Storage(count: operation.extents.elementCount)
        let key = RandomKey(seed: position.seed, stream: operation.stream.number, step: position.step)
        switch operation.distribution {
        case .normal: Random.normal(into: storage.pointer, count: storage.count, key: key)
        case .uniform: Random.uniform(into: storage.pointer, count: storage.count, key: key)
        case .integers(let below): Random.integers(into: storage.pointer, count: storage.count, below: below, key: key)
        }
        return storage.values.map(Double.init)
    }
}

extension Array where Element == Int {
    /// The row-major number of the element at an index.
    fileprivate func place(_ index: [Int]) -> Int { zip(self, index).reduce(0) { $0 * $1.0 + $1.1 } }

    /// Every index of a shape, in row-major order.
    fileprivate var indexes: [[Int]] {
        reduce([[]]) { indexes, extent in indexes.flatMap { index in (0..<extent).map { index + [$0] } } }
    }
}

extension ArraySlice where Element == Int {
    fileprivate var elementCountOfAll: Int { reduce(1, *) }
}
