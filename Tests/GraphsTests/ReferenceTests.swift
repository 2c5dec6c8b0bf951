import Foundation
import Testing

@testable import Graphs

/// Values and gradients against PyTorch in double precision: `Tests/References/operations.json`, made by `operations.py`
/// beside it.
@Suite struct ReferenceTests {
    struct File: Decodable {
        var cases: [Case]
    }

    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        struct Array: Decodable {
            var shape: [Int]
            /// Some are too small for a normal float.
            var values: [Double]
            var floats: [Float] { values.map { Float($0) } }
        }

        var name: String
        var operation: String
        var attributes: [String: [Double]]
        var inputs: [Array]
        var output: Array
        var weights: Array
        var gradients: [Array?]

        var testDescription: String { name }
    }

    static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("References/operations.json")

    static func read() throws -> [Case] {
        try JSONDecoder().decode(File.self, from: Data(contentsOf: file)).cases
    }

    static let cases = (try? read()) ?? []

    @Test("the reference file is there")
    func fileIsThere() throws { #expect(try Self.read().count > 200) }

    @Test("values and gradients equal PyTorch's", arguments: cases)
    func equals(_ reference: Case) throws {
        let variables = reference.inputs.map { Variable("input", shape: $0.shape, values: $0.floats) }
        let result = try apply(reference, variables.map(\.tensor))
        #expect(result.shape == reference.output.shape)
        let weights = Tensor.constant(reference.weights.floats, shape: reference.weights.shape)
        let slopes = try gradient(of: (result * weights).sum(), withRespectTo: variables.map(\.tensor))
        let program = try Program(outputs: [result] + slopes)
        program.run()
        compare(program.value(0), reference.output.floats, "the value")
        for (number, expected) in reference.gradients.enumerated() {
            if let expected { compare(program.value(number + 1), expected.floats, "gradient \(number)") }
        }
    }

    /// Within 2e-5 of the largest figure of the array: sums of float32 products round that far.
    private func compare(_ found: [Float], _ expected: [Float], _ what: String) {
        #expect(found.count == expected.count)
        let scale = expected.reduce(1e-6) { max($0, abs($1)) }
        let worst = zip(found, expected).map { $0 == $1 ? 0 : abs($0 - $1) / scale }.reduce(0, max)
        let hasInvalid = zip(found, expected).contains { $0.isNaN != $1.isNaN }
        #expect(worst <= 2e-5 && !hasInvalid, "\(what) is off by \(worst) of its largest figure")
    }

    private func apply(_ reference: Case, _ inputs: [Tensor]) throws -> Tensor {
        let x = inputs[0]
        func number(_ name: String) -> Double { reference.attributes[name]?.first ?? 0 }
        func integer(_ name: String) -> Int { Int(number(name)) }
        func integers(_ name: String) -> [Int]? { reference.attributes[name].map { $0.map { Int($0) } } }
        func flag(_ name: String) -> Bool { number(name) != 0 }
        func padding() -> Padding {
            let sides = integers("padding") ?? [0, 0, 0, 0]
            return Padding(top: sides[0], left: sides[1], bottom: sides[2], right: sides[3])
        }
        switch reference.operation {
        case "negate": return -x
        case "exp": return x.exp()
        case "log": return x.log()
        case "sqrt": return x.sqrt()
        case "reciprocalSquareRoot": return x.reciprocalSquareRoot()
        case "reciprocal": return x.reciprocal()
        case "squared": return x.squared()
        case "power": return x.power(Float(number("exponent")))
        case "powerTensor": return try x.power(inputs[1])
        case "tanh": return x.tanh()
        case "sigmoid": return x.sigmoid()
        case "softplus": return x.softplus()
        case "relu": return x.relu()
        case "leakyRelu": return x.leakyRelu(slope: Float(number("slope")))
        case "elu": return x.elu(scale: Float(reference.attributes["scale"]?.first ?? 1))
        case "absolute": return x.absolute()
        case "sign": return x.sign()
        case "sine": return x.sine()
        case "cosine": return x.cosine()
        case "floor": return x.floor()
        case "add": return try x + inputs[1]
        case "subtract": return try x - inputs[1]
        case "multiply": return try x * inputs[1]
        case "divide": return try x / inputs[1]
        case "minimum": return try minimum(x, inputs[1])
        case "maximum": return try maximum(x, inputs[1])
        case "isGreater": return try x.isGreater(than: inputs[1])
        case "isGreaterOrEqual": return try x.isGreaterOrEqual(to: inputs[1])
        case "isEqual": return try x.isEqual(to: inputs[1])
        case "select": return try select(x, inputs[1], inputs[2])
        case "sum": return try x.sum(axes: integers("axes"), keepingDimensions: flag("keepingDimensions"))
        case "mean": return try x.mean(axes: integers("axes"), keepingDimensions: flag("keepingDimensions"))
        case "maximumOver": return try x.maximum(axes: integers("axes"), keepingDimensions: flag("keepingDimensions"))
        case "variance": return try x.variance(axes: integers("axes"), keepingDimensions: flag("keepingDimensions"))
        case "logSumExp": return try x.logSumExp(axes: integers("axes"), keepingDimensions: flag("keepingDimensions"))
        case "softmax": return try x.softmax(axis: integers("axis")?.first ?? -1)
        case "matrixProduct":
            return try x.matrixProduct(
                inputs[1], transposeLeft: flag("transposeLeft"), transposeRight: flag("transposeRight"))
        case "convolution": return try x.convolution(inputs[1], stride: integer("stride"), padding: padding())
        case "transposedConvolution":
            return try x.transposedConvolution(
                inputs[1], stride: integer("stride"), padding: padding(),
                outputSize: integers("outputSize").map { ($0[0], $0[1]) })
        case "averagePool": return try x.averagePool(size: integer("size"), stride: integer("stride"))
        case "maxPool": return try x.maxPool(size: integer("size"), stride: integer("stride"))
        case "resizedNearest": return try x.resizedNearest(height: integer("height"), width: integer("width"))
        case "resizedBilinear": return try x.resizedBilinear(height: integer("height"), width: integer("width"))
        case "reshaped": return try x.reshaped(to: integers("to") ?? [])
        case "transposed": return try x.transposed(integers("permutation") ?? [])
        case "broadcast": return try x.broadcast(to: integers("to") ?? [])
        case "slice":
            return try x.slice(
                axis: integer("axis"), from: integer("start"), count: integer("count"), step: integer("step"))
        case "padded":
            let amounts = integers("sides") ?? []
            return try x.padded(stride(from: 0, to: amounts.count, by: 2).map { (amounts[$0], amounts[$0 + 1]) })
        case "concatenate": return try Tensor.concatenate(inputs, axis: integer("axis"))
        case "gather": return try x.gather(rows: inputs[1])
        case "oneHot": return try x.oneHot(count: integer("count"))
        default: throw ShapeError("the reference file names the operation `\(reference.operation)`")
        }
    }
}
