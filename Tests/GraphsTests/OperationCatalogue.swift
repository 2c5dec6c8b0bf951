import Testing

@testable import Graphs

/// One use of an operation: inputs by shape and range, and the expression.
struct OperationCase: Sendable, CustomTestStringConvertible {
    let name: String
    /// For each input its shape and the range its elements are drawn from.
    let inputs: [(shape: Shape, range: ClosedRange<Float>)]
    /// Inputs that are whole numbers or conditions, at which nothing is differentiated.
    var fixed: Set<Int> = []
    let make: @Sendable ([Tensor]) throws -> Tensor

    var testDescription: String { name }
}

/// Every operation of the core, in uses that reach each branch of its shape rule and derivative.
let operationCatalogue: [OperationCase] = elementwiseCases + foldCases + linearCases + shapeCases + imageCases

private let around: ClosedRange<Float> = -1.5...1.5
private let above: ClosedRange<Float> = 0.4...2

private func unary(
    _ name: String, _ range: ClosedRange<Float> = around, _ make: @escaping @Sendable (Tensor) throws -> Tensor
) -> OperationCase {
    OperationCase(name: name, inputs: [([3, 5], range)]) { try make($0[0]) }
}

private func binary(
    _ name: String, _ left: Shape, _ right: Shape, _ range: ClosedRange<Float> = above,
    _ make: @escaping @Sendable (Tensor, Tensor) throws -> Tensor
) -> OperationCase {
    OperationCase(name: name, inputs: [(left, range), (right, range)]) { try make($0[0], $0[1]) }
}

private let elementwiseCases: [OperationCase] = [
    unary("negation") { -$0 },
    unary("square") { $0.squared() },
    unary("square root", above) { $0.sqrt() },
    unary("reciprocal square root", above) { $0.reciprocalSquareRoot() },
    unary("reciprocal", above) { $0.reciprocal() },
    unary("power 3") { $0.power(3) },
    unary("power 1.7", above) { $0.power(1.7) },
    binary("power", [2, 3], [3]) { try $0.power($1) },
    unary("exponential") { $0.exp() },
    unary("logarithm", above) { $0.log() },
    unary("tanh") { $0.tanh() },
    unary("sigmoid") { $0.sigmoid() },
    unary("softplus") { $0.softplus() },
    unary("sigmoid of a score that wins big", -89 ... -88) { $0.sigmoid() },
    unary("softplus of a score that wins big", 88...89) { $0.softplus() },
    unary("relu", 0.1...1) { $0.relu() },
    unary("relu below 0", -1 ... -0.1) { try $0.relu() * $0 + $0 },
    unary("leaky relu", -1 ... -0.1) { $0.leakyRelu(slope: 0.2) },
    unary("elu", -1 ... -0.1) { $0.elu(scale: 0.7) },
    unary("elu above 0", 0.1...1) { $0.elu() },
    unary("absolute value", -1 ... -0.1) { $0.absolute() },
    unary("sine") { $0.sine() },
    unary("cosine") { $0.cosine() },
    unary("sign, as a factor", 0.1...1) { try $0.sign() * $0 },
    unary("floor, as a factor", 0.1...0.9) { try ($0 + 3).floor() * $0 },
    unary("numbers") { 2 - ($0 * 3 + 1) / 4 },
    unary("number over tensor", above) { 1.5 / $0 },
    binary("addition", [2, 3], [3]) { try $0 + $1 },
    binary("subtraction", [2, 1, 3], [4, 1]) { try $0 - $1 },
    binary("multiplication", [2, 3], [2, 1]) { try $0 * $1 },
    binary("division", [3], [2, 3]) { try $0 / $1 },
    binary("minimum", [2, 3], [3]) { try minimum($0, $1) },
    binary("maximum", [2, 3], [3]) { try maximum($0, $1) },
    binary("comparison, as a factor", [2, 3], [3]) { try $0.isGreater(than: $1) * $0 + $0.isGreaterOrEqual(to: $1) * $1 },
    binary("select", [2, 3], [3]) { try select($0.isGreater(than: 1.2), $0.squared(), $1) },
]

private let foldCases: [OperationCase] = [
    unary("sum") { try $0.squared().sum() },
    unary("sum over rows") { try $0.squared().sum(axes: [1]) },
    unary("sum over columns, kept") { try $0.squared().sum(axes: [0], keepingDimensions: true) },
    OperationCase(name: "sum over the middle", inputs: [([2, 3, 4], around)]) { try $0[0].squared().sum(axes: [1]) },
    OperationCase(name: "sum over both ends", inputs: [([2, 3, 4], around)]) { try $0[0].squared().sum(axes: [0, -1]) },
    unary("mean") { try $0.squared().mean(axes: [0]) },
    unary("variance") { try $0.variance(axes: [0]) },
    unary("largest") { try $0.maximum(axes: [1]) * 2 },
    unary("log-sum-exp") { try $0.logSumExp(axes: [1]) },
    unary("softmax") { try $0.softmax() },
    unary("softmax of columns") { try $0.softmax(axis: 0) },
    OperationCase(name: "softmax of a list", inputs: [([4], around)]) { try $0[0].softmax() },
    // Coordinates with gaps, so that no difference of two points changes its sign by a small step.
    OperationCase(name: "similarity of pairs", inputs: [([2, 3, 4], -0.03...0.03)]) {
        try ($0[0] + .constant((0..<24).map { Float($0 * 7 % 24) * 0.15 - 1 }, shape: [2, 3, 4])).pairwiseSimilarity()
    },
    OperationCase(name: "similarity of pairs on a line", inputs: [([3, 1, 3], -0.03...0.03)]) {
        try ($0[0] + .constant((0..<9).map { Float($0 * 4 % 9) * 0.15 }, shape: [3, 1, 3])).pairwiseSimilarity().squared()
    },
]

private let linearCases: [OperationCase] = [
    binary("matrix product", [3, 4], [4, 2]) { try $0.matrixProduct($1) },
    binary("matrix product, left transposed", [4, 3], [4, 2]) { try $0.matrixProduct($1, transposeLeft: true) },
    binary("matrix product, right transposed", [3, 4], [2, 4]) { try $0.matrixProduct($1, transposeRight: true) },
    binary("matrix product, both transposed", [4, 3], [2, 4]) {
        try $0.matrixProduct($1, transposeLeft: true, transposeRight: true)
    },
    binary("matrix product of batches", [2, 3, 4], [2, 4, 2]) { try $0.matrixProduct($1) },
    binary("matrix product of batches, left transposed", [2, 4, 3], [2, 4, 2]) {
        try $0.matrixProduct($1, transposeLeft: true)
    },
    binary("batch by one matrix", [2, 3, 4], [2, 4]) { try $0.matrixProduct($1, transposeRight: true) },
    binary("transposed batch by one matrix", [2, 4, 3], [4, 2]) { try $0.matrixProduct($1, transposeLeft: true) },
    binary("one matrix by batch", [3, 4], [2, 4, 2]) { try $0.matrixProduct($1) },
    binary("matrix product of a transpose", [4, 3], [4, 2]) { try $0.transposed([1, 0]).matrixProduct($1) },
]

private let shapeCases: [OperationCase] = [
    unary("reshape") { try $0.reshaped(to: [5, -1]).softmax() },
    unary("transpose") { try $0.transposed([1, 0]).softmax() },
    OperationCase(name: "transpose of four axes", inputs: [([2, 3, 4, 2], around)]) {
        try $0[0].transposed([3, 0, 2, 1]).reshaped(to: [4, 12]).softmax()
    },
    OperationCase(name: "broadcast", inputs: [([3, 1], around)]) { try $0[0].broadcast(to: [2, 3, 4]).squared() },
    unary("slice") { try $0.slice(axis: 1, from: 1, count: 2, step: 2).squared() },
    unary("pad") { try $0.padded([(1, 0), (2, 1)]).squared() },
    binary("concatenation", [2, 3], [2, 2]) { try Tensor.concatenate([$0, $1, $0], axis: 1).squared() },
    binary("concatenation of batches", [2, 3], [4, 3]) { try Tensor.concatenate([$0, $1], axis: 0).squared() },
    OperationCase(name: "gather", inputs: [([4, 3], around), ([5], 0...3.9)], fixed: [1]) {
        try $0[0].gather(rows: $0[1].floor()).squared()
    },
    OperationCase(name: "one-hot", inputs: [([4, 3], around), ([4], 0...2.9)], fixed: [1]) {
        try $0[0].squared() * $0[1].floor().oneHot(count: 3)
    },
    unary("stop-gradient, as a factor") { try $0.squared().stopGradient() * 0 + $0 },
]

private let imageCases: [OperationCase] = [
    binary("convolution", [2, 5, 4, 2], [3, 3, 2, 3], around) { try $0.convolution($1, padding: .all(1)) },
    binary("convolution, stride 2", [1, 6, 6, 3], [4, 4, 3, 2], around) { try $0.convolution($1, stride: 2, padding: .all(1)) },
    binary("convolution over the whole image", [3, 4, 4, 2], [4, 4, 2, 1], around) { try $0.convolution($1) },
    binary("transposed convolution", [2, 3, 3, 2], [4, 4, 3, 2], around) {
        try $0.transposedConvolution($1, stride: 2, padding: .all(1))
    },
    binary("transposed convolution of a point", [2, 1, 1, 3], [4, 4, 2, 3], around) { try $0.transposedConvolution($1) },
    OperationCase(name: "average pool", inputs: [([2, 5, 4, 2], around)]) {
        try $0[0].averagePool(size: 2, stride: 2).squared()
    },
    OperationCase(name: "max pool", inputs: [([2, 5, 4, 2], -9...9)]) { try $0[0].maxPool(size: 3, stride: 1).squared() },
    OperationCase(name: "nearest resize", inputs: [([2, 2, 3, 2], around)]) {
        try $0[0].resizedNearest(height: 5, width: 6).squared()
    },
    OperationCase(name: "bilinear resize", inputs: [([2, 2, 3, 2], around)]) {
        try $0[0].resizedBilinear(height: 5, width: 2).squared()
    },
]
