import Testing

@testable import Graphs

@Suite struct CompilerOptionsTests {
    /// What the stages change about a program.
    private struct Form: Equatable {
        let fusedProducts: Int
        let segments: Int
        let steps: Int
        let parts: Int
        let copies: Int
        let bytes: Int

        init(_ options: CompilerOptions) throws {
            let x = Variable("x", shape: [512, 32], values: (0..<512 * 32).map { noise($0) - 0.5 })
            let w = Variable("w", shape: [32, 48], values: (0..<32 * 48).map { noise($0 + 5) - 0.5 })
            let b = Variable("b", shape: [48])
            let square = Variable("square", shape: [48, 48], values: (0..<48 * 48).map { noise($0 + 9) - 0.5 })
            func hidden() throws -> Tensor {
                let first = try (x.tensor.matrixProduct(w.tensor) + b.tensor).relu()
                return try (0..<3).reduce(first) { value, _ in try value.matrixProduct(square.tensor).tanh() }
            }
            let loss = try hidden().tanh().mean() + hidden().sigmoid().mean()
            let slopes = try gradient(of: loss, withRespectTo: [w.tensor, b.tensor])
            let updates = [(w, try w.tensor - slopes[0] * 0.1), (b, try b.tensor - slopes[1] * 0.1)]
            let plan = Plan(outputs: [loss], updates: updates, options: options)
            let schedule = try Schedule(Fusion(plan), isCancelled: { false })
            fusedProducts = plan.entries.count { $0.operation is FusedProduct }
            segments = schedule.segments.count
            steps = schedule.segments.reduce(0) { $0 + $1.units.count }
            parts = schedule.segments.map(\.parts).max() ?? 0
            copies = schedule.copied.count
            bytes = try Program(outputs: [loss], updates: updates, options: options).memoryBytes
        }
    }

    @Test("every stage changes the form of a training step", arguments: CompilerOptions.Stage.allCases)
    func leavesOut(_ stage: CompilerOptions.Stage) throws {
        // What one segment writes is alive at one time, and shares nothing.
        let options = CompilerOptions().without(stage == .memoryReuse ? [.segments] : [])
        let (complete, without) = (try Form(options), try Form(options.without([stage])))
        switch stage {
        case .commonSubexpressions, .loopFusion: #expect(without.steps > complete.steps)
        case .productFusion: #expect(complete.fusedProducts == 1 && without.fusedProducts == 0)
        case .rowParts: #expect(complete.parts > 1 && without.parts == 1)
        case .foldSplitting: #expect(without != complete)
        case .segments: #expect(without.segments == without.steps && complete.segments < complete.steps)
        case .updatesInPlace: #expect(complete.copies == 0 && without.copies == 2)
        case .memoryReuse: #expect(without.bytes > complete.bytes && without.steps == complete.steps)
        }
    }
}
