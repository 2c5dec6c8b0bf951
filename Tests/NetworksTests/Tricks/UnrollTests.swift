import Declarations
import Graphs
import Testing

@testable import Networks

@Suite("Unroll")
struct UnrollTests {
    /// The loss ½ (θ − c)²: plain descent at rate r gives θᵏ = c + (1 − r)ᵏ (θ⁰ − c), so ∂θᵏ/∂c = 1 − (1 − r)ᵏ.
    @Test("k plain steps on a bowl land where geometry says, and carry its derivative")
    func bowl() throws {
        let centre = Variable("centre", shape: [1], values: [3]).tensor
        let ahead = try Unroll(steps: 4, rate: 0.25).lookAhead(
            parameters: [Variable("theta", shape: [1], values: [1]).tensor], slots: [], step: UpdateStep(.constant(1)),
            optimizer: Adam()
        ) { try ($0[0] - centre).squared().sum() * 0.5 }
        let derivative = try gradient(of: ahead[0].sum(), withRespectTo: [centre])[0]
        let values = try evaluate([ahead[0], derivative])
        expectEqual(values[0], [3 - 2 * 0.31640625])
        expectEqual(values[1], [1 - 0.31640625])
    }

    @Test("steps through the own optimizer are the very steps that training would take")
    func ownOptimizer() throws {
        let optimizer = Adam(rate: 0.1, beta1: 0.5)
        let parameter = Variable("theta", shape: [2], values: [1, -1])
        let slots = optimizer.makeSlots(for: [parameter])
        let step = Variable("step", shape: [], values: [1])
        let loss: ([Tensor]) throws -> Tensor = { try (($0[0] - 3).squared() * $0[0].softplus()).sum() }
        let ahead = try Unroll(steps: 3).lookAhead(
            parameters: [parameter.tensor], slots: slots.map(\.tensor), step: UpdateStep(step.tensor), optimizer: optimizer,
            loss: loss)
        let imagined = try evaluate(ahead[0])

        let own = parameter.tensor
        let next = try optimizer.update(
            parameters: [own], gradients: gradient(of: loss([own]), withRespectTo: [own]), slots: slots.map(\.tensor),
            step: UpdateStep(step.tensor))
        let training = try Program(
            updates: [(parameter, next.parameters[0]), (step, step.tensor + 1)] + zip(slots, next.slots))
        for _ in 0..<3 { training.run() }
        expectEqual(imagined, parameter.values.map(Double.init), tolerance: 1e-6)
        #expect(imagined != [1, -1])
    }

    @Test("a dead unit, whose gradient has always been 0, leaves the look-ahead through Adam finite")
    func deadUnit() throws {
        let optimizer = Adam(rate: 0.01)
        let parameter = Variable("theta", shape: [2], values: [-1, 1])
        let other = Variable("other", shape: [2], values: [0.5, 0.5]).tensor
        let ahead = try Unroll(steps: 2).lookAhead(
            parameters: [parameter.tensor], slots: optimizer.makeSlots(for: [parameter]).map(\.tensor),
            step: UpdateStep(.constant(1)),
            optimizer: optimizer
        ) { try ($0[0].relu() * other).squared().sum() }
        let derivative = try gradient(of: ahead[0].sum(), withRespectTo: [other])[0]
        let values = try evaluate([ahead[0], derivative])
        #expect(values[0][0] == -1)
        #expect(values.allSatisfy { $0.allSatisfy { $0.isFinite } })
        #expect(values[1][0] == 0)
    }

    @Test("a penalty's bound holds after every imagined step")
    func constrained() throws {
        let clip = WeightClipping(limit: 0.5)
        let ahead = try Unroll(steps: 3, rate: 1).lookAhead(
            parameters: [Variable("theta", shape: [1], values: [0]).tensor], slots: [], step: UpdateStep(.constant(1)),
            optimizer: Adam(),
            constrained: clip.constrained
        ) { try ($0[0] - 3).squared().sum() }
        #expect(try evaluate(ahead[0]) == [0.5])
    }

    @Test("options choose the path, and contradictions are refused with the way out")
    func options() throws {
        func make(_ given: [String: OptionValue]) throws -> Unroll {
            try Unroll(OptionValues(Unroll.declaration, given))
        }
        #expect(try make([:]) == Unroll(steps: 5))
        #expect(try make(["steps": .number(3), "through": .word("optimizer")]) == Unroll(steps: 3))
        #expect(try make(["rate": .number(0.1)]) == Unroll(steps: 5, rate: 0.1))
        #expect(try make(["through": .word("sgd"), "rate": .number(0.1)]) == Unroll(steps: 5, rate: 0.1))
        #expect(throws: Refusal("`through sgd` needs a learning rate", help: "add `rate 0.01`")) {
            try make(["through": .word("sgd")])
        }
        #expect(throws: Refusal.self) { try make(["through": .word("optimizer"), "rate": .number(0.1)]) }
    }
}
