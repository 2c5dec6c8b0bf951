import Foundation
import Testing

@testable import Graphs

/// Compiled programs against what their graphs mean: every rewriting and every plan at once, and without each of them, on
/// random programs.
///
/// `GAN_RANDOM_PROGRAMS=20000 swift test --filter RandomProgramTests` runs as many.
@Suite struct RandomProgramTests {
    static let count = ProcessInfo.processInfo.environment["GAN_RANDOM_PROGRAMS"].flatMap(Int.init) ?? 24

    @Test("a compiled program computes what its graph means, with and without each stage, run after run", arguments: 0..<6)
    func meaning(part: Int) throws {
        for seed in stride(from: part, to: Self.count, by: 6) {
            let fault = try fault(UInt64(seed))
            #expect(fault == nil)
        }
    }

    /// Where a program differs from its meaning.
    private func fault(_ seed: UInt64) throws -> String? {
        let program = try RandomProgram(seed: seed, again: true)
        // Rewritten derivatives are measured against those of the graph as it was written.
        let plain = try RandomProgram(seed: seed, again: false)
        let ways = try self.ways(seed, program, plain)
        for run in 0..<2 {
            // Both have variables of their own, with the same numbers.
            let start = program.variables.map(\.values)
            plain.setVariables(start)
            let position = RandomPosition(seed: seed, step: UInt64(run))
            let exact = PlainEvaluation(position: position)
            let shaken = PlainEvaluation(
                variables: Dictionary(uniqueKeysWithValues: plain.variables.map { variable in
                    (variable, variable.values.enumerated().map { Double($1) * (1 + 1e-6 * Double(noise($0) - 0.5)) })
                }), rounds: true, position: position)
            // Training that diverges is beyond comparison: what of it overflows depends on the order of sums and products.
            let meant = (plain.outputs + plain.updates.map(\.1)).map { tensor in
                shaken.overflows(tensor) || exact.overflows(tensor) ? nil : (exact.values(tensor), shaken.values(tensor))
            }
            var first: [[Float]] = []
            // The complete compiler last: the next run begins with what it leaves.
            for way in ways.reversed() {
                way.source.setVariables(start)
                way.program.run(position)
                let found = way.source.outputs.indices.map { way.program.value($0) } + way.source.updates.map(\.0.values)
                for case (let number, let (exact, shaken)?) in meant.enumerated()
                where !isClose(found[number], exact, shaken) {
                    return "seed \(seed), run \(run), \(way.name): result \(number) of \(meant.count)"
                }
                guard way.keepsBits else { continue }
                if first.isEmpty { first = found }
                for (number, values) in found.enumerated() where values.map(\.bitPattern) != first[number].map(\.bitPattern) {
                    return "seed \(seed), run \(run), \(way.name): other bits in result \(number) of \(meant.count)"
                }
            }
        }
        return nil
    }

    /// A random program, compiled in one of several ways.
    private struct Way {
        let name: String
        let source: RandomProgram
        let program: Program
        /// Whether it does the same arithmetic as the complete compiler, in the same order.
        let keepsBits: Bool
    }

    private func ways(_ seed: UInt64, _ source: RandomProgram, _ plain: RandomProgram) throws -> [Way] {
        // Small work is cut into parts too, now and then.
        let options = seed % 2 == 1 ? CompilerOptions(leastCostShared: 0.001, fewestRows: 2) : CompilerOptions()
        let exact: Set<CompilerOptions.Stage> = [.segments, .updatesInPlace, .memoryReuse]
        func way(_ name: String, without stages: Set<CompilerOptions.Stage>, of source: RandomProgram) throws -> Way {
            let program = try Program(outputs: source.outputs, updates: source.updates, options: options.without(stages))
            return Way(name: name, source: source, program: program, keepsBits: stages.isSubset(of: exact))
        }
        var ways = [try way("complete", without: [], of: source)]
        for stage in CompilerOptions.Stage.allCases {
            ways.append(try way("without \(stage)", without: [stage], of: source))
        }
        ways.append(try way("without what keeps bits", without: exact, of: source))
        ways.append(try way("without any stage", without: Set(CompilerOptions.Stage.allCases), of: source))
        let written = try Program(outputs: plain.outputs, updates: plain.updates, options: options)
        ways.append(Way(name: "without the trilinear form", source: plain, program: written, keepsBits: false))
        return ways
    }

    /// As close as rounding allows: `shaken` is the same in floats, of inputs a little off. No number is close to none.
    private func isClose(_ found: [Float], _ exact: [Double], _ shaken: [Double]) -> Bool {
        let size = exact.map(abs).max() ?? 0
        let spread = zip(exact, shaken).map { abs($0 - $1) }.max() ?? 0
        let most = 2e-5 * size + 50 * spread + 1e-6
        return found.count == exact.count && zip(found, exact).allSatisfy { abs(Double($0) - $1) <= most }
    }

    @Test("what overflows on the way to a result is known, even where the result is a number")
    func overflow() throws {
        let two = Tensor.constant(2)
        let most = Variable("most", shape: [], values: [1e38]).tensor
        let (infinite, meant) = (PlainEvaluation(rounds: true), PlainEvaluation())
        let bounded = try (-(most * most)).softplus() + two
        #expect(infinite.values(bounded) == [2] && infinite.overflows(bounded))
        let lost = try Tensor.concatenate([two.reshaped(to: [1]), (most * most * 0).reshaped(to: [1])], axis: 0)
        #expect(infinite.values(lost)[1].isNaN && infinite.overflows(lost))
        #expect(meant.values(lost) == [2, 0] && meant.overflows(lost))
        #expect(!infinite.overflows(two * 1e17))
    }

    @Test("what is no number, or off by more than rounding, is not close")
    func closeness() {
        for lost in [Float.nan, .infinity] {
            #expect(!isClose([1, lost], [1, 2], [1, 2]))
            #expect(!isClose([lost, 1], [2, 1], [2, 1]))
        }
        #expect(isClose([1, 2.00003], [1, 2], [1, 2]))
        #expect(!isClose([1, 2.00005], [1, 2], [1, 2]))
        #expect(isClose([1, 2.00005], [1, 2], [1, 2.000002]))
    }
}

extension RandomProgram {
    fileprivate func setVariables(_ values: [[Float]]) {
        for (variable, numbers) in zip(variables, values) { variable.values = numbers }
    }
}
