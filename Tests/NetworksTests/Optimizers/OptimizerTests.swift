import Declarations
import Graphs
import Testing

@testable import Networks

@Suite("Optimizers")
struct OptimizerTests {
    static let start: [Float] = [1, -2, 0.5]
    static let gradients: [[Float]] = [[0.1, -0.5, 0], [0.3, 0.25, -0.001]]

    /// Parameters after each of two steps: torch.optim of PyTorch 2.15 in double precision. With an ε of 0.01 its place beside the
    /// corrected √v shows.
    static let figures: [(optimizer: any Optimizer, steps: [[Double]])] = [
        (
            Adam(rate: 0.01, beta1: 0.5, beta2: 0.999),
            [[0.990000001, -1.99, 0.5], [0.979567105, -1.99, 0.5094256]]
        ),
        (
            Adam(rate: 0.01, beta1: 0.5, beta2: 0.999, epsilon: 0.01),
            [[0.990909091, -1.99019608, 0.5], [0.98092271, -1.99019608, 0.500622629]]
        ),
        (GradientDescent(rate: 0.1), [[0.99, -1.95, 0.5], [0.96, -1.975, 0.5001]]),
        (GradientDescent(rate: 0.1, momentum: 0.9), [[0.99, -1.95, 0.5], [0.951, -1.93, 0.5001]]),
        (
            RootMeanSquare(rate: 0.01, decay: 0.9),
            [[0.968377233, -1.96837723, 0.5], [0.938226102, -1.98312142, 0.531621777]]
        ),
        // torch.optim has none of these: their formulas in double precision.
        (GradientDescent(rate: 0.1, momentum: -0.4), [[0.99, -1.95, 0.5], [0.964, -1.995, 0.5001]]),
        (OptimisticGradientDescent(rate: 0.1), [[0.98, -1.9, 0.5], [0.93, -2, 0.5002]]),
        (OptimisticAdam(rate: 0.01), [[0.980000002, -1.98, 0.5], [0.969134209, -1.99, 0.5188512]]),
        (
            OptimisticAdam(rate: 0.01, epsilon: 0.01),
            [[0.981818182, -1.98039216, 0.5], [0.970936328, -1.99019608, 0.501245258]]
        ),
    ]

    @Test("two steps agree with torch.optim", arguments: figures.indices)
    func twoSteps(index: Int) throws {
        let (optimizer, expected) = Self.figures[index]
        let parameter = Variable("parameter", shape: [3], values: Self.start)
        let gradient = Variable("gradient", shape: [3])
        let step = Variable("step", shape: [])
        let slots = optimizer.makeSlots(for: [parameter])
        let next = try optimizer.update(
            parameters: [parameter.tensor], gradients: [gradient.tensor], slots: slots.map(\.tensor), step: UpdateStep(step.tensor))
        let program = try Program(updates: [(parameter, next.parameters[0])] + zip(slots, next.slots))
        for (number, values) in Self.gradients.enumerated() {
            gradient.values = values
            step.values = [Float(number + 1)]
            program.run()
            expectEqual(parameter.values, expected[number], tolerance: 2e-6, "step \(number + 1)")
        }
    }

    @Test("figures cover the catalogue")
    func coverage() {
        #expect(Set(Self.figures.map(\.optimizer.name)) == Set(optimizerCatalogue.map { $0.declaration.name }))
    }

    @Test("slots are named after their parameter and start at 0")
    func slots() {
        let parameters = [Variable("generator.0.weight", shape: [2, 3]), Variable("generator.0.bias", shape: [3])]
        let slots = Adam().makeSlots(for: parameters)
        #expect(
            slots.map(\.name) == [
                "generator.0.weight.first-moment", "generator.0.weight.second-moment",
                "generator.0.bias.first-moment", "generator.0.bias.second-moment",
            ])
        #expect(slots.map(\.shape) == [[2, 3], [2, 3], [3], [3]])
        #expect(slots.allSatisfy { $0.values.allSatisfy { $0 == 0 } })
        #expect(GradientDescent().makeSlots(for: parameters).isEmpty)
        #expect(GradientDescent(momentum: 0.5).makeSlots(for: parameters).count == 2)
        #expect(GradientDescent(momentum: -0.5).makeSlots(for: parameters).count == 2)
    }

    @Test("an update is differentiable where a gradient has always been 0", arguments: figures.indices)
    func derivativeAtZero(index: Int) throws {
        let optimizer = Self.figures[index].optimizer
        let parameter = Variable("parameter", shape: [2], values: [1, 2])
        let slope = Variable("slope", shape: [2], values: [0, 0.5]).tensor
        let slots = optimizer.makeSlots(for: [parameter]).map(\.tensor)
        let next = try optimizer.update(
            parameters: [parameter.tensor], gradients: [slope], slots: slots, step: UpdateStep(.constant(1)))
        let derivative = try gradient(of: next.parameters[0].sum(), withRespectTo: [slope])[0]
        #expect(try evaluate(derivative).allSatisfy { $0.isFinite })
    }

    @Test("Adam without memory of the mean works")
    func zeroBeta() throws {
        let next = try Adam(rate: 0.1, beta1: 0, beta2: 0).updated(
            .constant([1, 1], shape: [2]), gradient: .constant([3, -2], shape: [2]),
            slots: [.constant(0, shape: [2]), .constant(0, shape: [2])], step: UpdateStep(.constant(1)))
        expectEqual(try evaluate(next.parameter), [0.9, 1.1])
    }
}
