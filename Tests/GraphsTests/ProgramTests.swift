import Testing

@testable import Graphs

@Suite struct ProgramTests {
    @Test("every update sees the values from before the run")
    func updatesReadOldValues() throws {
        let a = Variable("a", shape: [3], values: [1, 2, 3])
        let b = Variable("b", shape: [3], values: [10, 20, 30])
        // A swap cannot be made in place: each overwrites what the other reads.
        let program = try Program(updates: [(a, b.tensor + 1), (b, a.tensor * 2)])
        program.run()
        #expect(a.values == [11, 21, 31])
        #expect(b.values == [2, 4, 6])
        program.run()
        #expect(a.values == [3, 5, 7])
        #expect(b.values == [22, 42, 62])
    }

    @Test("an update that reads its variable in another order is not made in place")
    func transposedUpdate() throws {
        let a = Variable("a", shape: [2, 2], values: [1, 2, 3, 4])
        let program = try Program(updates: [(a, try a.tensor.transposed([1, 0]) + a.tensor)])
        program.run()
        #expect(a.values == [2, 5, 5, 8])
    }

    @Test("an output shows the value from before its variable's update")
    func outputOfUpdatedVariable() throws {
        let a = Variable("a", shape: [2], values: [1, 2])
        let program = try Program(outputs: [a.tensor, a.tensor * 3], updates: [(a, a.tensor + 1)])
        program.run()
        #expect(program.value(0) == [1, 2])
        #expect(program.value(1) == [3, 6])
        #expect(a.values == [2, 3])
    }

    @Test("a sum beside an update in place adds the old values")
    func foldOfUpdatedVariable() throws {
        let a = Variable("a", shape: [1000], values: [Float](repeating: 1, count: 1000))
        let program = try Program(outputs: [a.tensor.sum()], updates: [(a, a.tensor * 2)])
        program.run()
        #expect(program.scalar(0) == 1000)
        program.run()
        #expect(program.scalar(0) == 2000)
    }

    @Test("an expression built on a new value reads it, not the old one")
    func chainedUpdates() throws {
        let a = Variable("a", shape: [], values: [1])
        let b = Variable("b", shape: [], values: [1])
        let next = a.tensor + 1
        let program = try Program(updates: [(a, next), (b, try b.tensor + next * 10)])
        program.run()
        program.run()
        #expect(a.values == [3])
        #expect(b.values == [1 + 20 + 30])
    }

    @Test("equal expressions are computed once")
    func commonSubexpressions() throws {
        let x = Variable("x", shape: [4, 4])
        func build() throws -> Tensor { try x.tensor.matrixProduct(x.tensor).tanh().sum() }
        let once = try Program(outputs: [build()])
        let twice = try Program(outputs: [build(), build()])
        #expect(once.stepCount == twice.stepCount)
    }

    @Test("buffers that are not alive at the same time share memory")
    func memoryIsShared() throws {
        let x = Variable("x", shape: [1024, 1024])
        var value = x.tensor
        for _ in 0..<20 { value = try value.matrixProduct(x.tensor) }
        let program = try Program(outputs: [value])
        #expect(program.memoryBytes <= 3 * 1024 * 1024 * 4)
    }

    @Test("draws depend on the position only")
    func draws() throws {
        let stream = RandomStream("3")
        let other = RandomStream("4")
        let program = try Program(outputs: [
            .randomNormal([1000], stream: stream), .randomNormal([1000], stream: other),
            .randomNormal([10], stream: stream),
        ])
        program.run(RandomPosition(seed: 5, step: 7))
        let first = program.value(0)
        #expect(first != program.value(1))
        #expect(Array(first.prefix(10)) == program.value(2))
        program.run(RandomPosition(seed: 5, step: 8))
        #expect(first != program.value(0))
        program.run(RandomPosition(seed: 5, step: 7))
        #expect(first == program.value(0))
    }

    @Test("a dense layer in one pass of the library equals its parts", arguments: [1, 2, 5, 33])
    func fusedProduct(columns: Int) throws {
        let x = Variable("x", shape: [7, 9], values: (0..<63).map { noise($0) - 0.5 })
        let w = Variable("w", shape: [9, columns], values: (0..<9 * columns).map { noise($0 + 900) - 0.5 })
        let b = Variable("b", shape: [columns], values: (0..<columns).map { noise($0 + 77) - 0.5 })
        let product = try x.tensor.matrixProduct(w.tensor)
        let fused = try Program(outputs: [(product + b.tensor).leakyRelu(slope: 0.25)])
        // The product is an output of its own here, so nothing is fused.
        let parts = try Program(outputs: [(product + b.tensor).leakyRelu(slope: 0.25), product])
        fused.run()
        parts.run()
        #expect(fused.stepCount == 1)
        #expect(zip(fused.value(0), parts.value(0)).allSatisfy { abs($0 - $1) < 1e-6 })
    }

    @Test("a sum is rounded the same way at every run")
    func sumsRepeat() throws {
        let x = Tensor.randomNormal([300, 1000], stream: RandomStream("1"))
        let program = try Program(outputs: [x.squared().sum(), x.sum(axes: [0]), x.sum(axes: [1])])
        program.run()
        let first = (0..<3).map { program.value($0) }
        program.run()
        #expect(first == (0..<3).map { program.value($0) })
        #expect(abs(first[0][0] / 300_000 - 1) < 0.02)
    }

    @Test("a chain of fifty thousand operations is built, compiled, run and freed")
    func longChain() throws {
        let x = Variable("x", shape: [3], values: [1, 2, 3])
        var value = x.tensor
        for _ in 0..<50_000 { value = value + 1 }
        let program = try Program(outputs: [value])
        program.run()
        #expect(program.value(0) == [50_001, 50_002, 50_003])
    }

    @Test("a program compiles in well under a tenth of a second")
    func manyNodes() throws {
        let x = Variable("x", shape: [8, 8])
        var value = x.tensor
        for step in 0..<500 { value = try (value + Float(step)).tanh() * x.tensor }
        let slope = try gradient(of: value.sum(), withRespectTo: [x.tensor])
        let program = try Program(outputs: slope)
        program.run()
        let isFinite = program.value(0).allSatisfy { $0.isFinite }
        #expect(isFinite)
    }
}
