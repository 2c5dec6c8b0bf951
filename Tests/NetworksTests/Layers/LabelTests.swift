import Declarations
import Graphs
import Testing

@testable import Networks

@Suite("Label")
struct LabelTests {
    private func joined(_ size: [Int], _ values: [Float], classes: [Float], of count: Int) throws -> [Float] {
        let plan = try NetworkPlan(name: "test", layers: [Label()], inputSize: size, classCount: count)
        let output = try Network(plan, seed: 1).apply(
            .constant(values, shape: [classes.count] + size), mode: .sampling, stream: RandomStream("test"),
            labels: .constant(classes, shape: [classes.count])
        ).output
        #expect(output.shape == [classes.count] + plan.outputSize)
        return try evaluate(output)
    }

    @Test("the class stands behind a flat input as a one-hot vector")
    func flat() throws {
        #expect(
            try joined([2], [5, 6, 7, 8, 9, 10], classes: [2, 0, 1], of: 3)
                == [5, 6, 0, 0, 1, 7, 8, 1, 0, 0, 9, 10, 0, 1, 0])
    }

    @Test("every pixel of an image has the class in planes of its own")
    func planes() throws {
        #expect(
            try joined([1, 2, 1], [5, 6, 7, 8], classes: [1, 0], of: 2) == [5, 0, 1, 6, 0, 1, 7, 1, 0, 8, 1, 0])
    }

    @Test("data without classes are refused, with those that have some")
    func classless() {
        let error = LayerError(
            Refusal(
                "`label` joins the class of an example, but the data have no classes",
                help: "`data ring`, `data moons` and `data digits` have some, and your own data with labels"), layerIndex: 0)
        #expect(throws: error) { try NetworkPlan(name: "test", layers: [Label()], inputSize: [2]) }
    }

    @Test("a network says whether what it makes depends on the class")
    func use() throws {
        #expect(try NetworkPlan(name: "test", layers: [Label(), Dense(1)], inputSize: [2], classCount: 3).usesLabels)
        #expect(try !NetworkPlan(name: "test", layers: [Dense(1)], inputSize: [2], classCount: 3).usesLabels)
    }

    @Test("no chain of PyTorch's modules takes a class")
    func pytorch() throws {
        let plan = try NetworkPlan(name: "test", layers: [Label(), Dense(1)], inputSize: [2], classCount: 3)
        #expect(throws: Refusal.self) { try PyTorchForm(plan) }
    }
}
