import Foundation
import Testing

@testable import Graphs

/// Compiled programs against what their graphs mean: every rewriting and every plan at once, on random programs.
///
/// `GAN_RANDOM_PROGRAMS=20000 swift test --filter RandomProgramTests` runs as many.
@Suite struct RandomProgramTests {
    static let count = ProcessInfo.processInfo.environment["GAN_RANDOM_PROGRAMS"].flatMap(Int.init) ?? 24

    @Test("a compiled program computes what its graph means, run after run", arguments: 0..<6)
    func meaning(part: Int) throws {
        for seed in stride(from: part, to: Self.count, by: 6) {
            let fault = try fault(UInt64(seed))
            #expect(fault == nil)
        }
    }

    /// Where a program differs from its meaning.
    func fault(_ seed: UInt64) throws -> String? {
        let program = try RandomProgram(seed: seed, again: true)
        // Rewritten derivatives are measured against those of the graph as it was written.
        let plain = try RandomProgram(seed: seed, again: false)
        var options = CompilerOptions()
        // Small work is cut into parts too, now and then.
        if seed % 2 == 1 { options = CompilerOptions(leastCostShared: 0.001, fewestRows: 2) }
        let compiled = try Program(outputs: program.outputs, updates: program.updates, options: options)
        for run in 0..<2 {
            // Both have variables of their own, with the same numbers.
            for (own, other) in zip(program.variables, plain.variables) { other.values = own.values }
            let position = RandomPosition(seed: seed, step: UInt64(run))
            let exact = PlainEvaluation(position: position)
            let shaken = PlainEvaluation(
                variables: Dictionary(uniqueKeysWithValues: plain.variables.map { variable in
                    (variable, variable.values.enumerated().map { Double($1) * (1 + 1e-6 * Double(noise($0) - 0.5)) })
                }), rounds: true, position: position)
            compiled.run(position)
            for number in plain.outputs.indices {
                let isRight = compare(
                    compiled.value(number), exact.values(plain.outputs[number]), shaken.values(plain.outputs[number]))
                if !isRight { return "seed \(seed), run \(run), output \(number)" }
            }
            for (number, update) in plain.updates.enumerated() {
                let isRight = compare(
                    program.updates[number].0.values, exact.values(update.1), shaken.values(update.1))
                if !isRight { return "seed \(seed), run \(run), update \(number)" }
            }
        }
        return nil
    }

    /// As close as rounding allows: `shaken` is the same in floats, of inputs a little off.
    private func compare(_ found: [Float], _ exact: [Double], _ shaken: [Double]) -> Bool {
        let size = exact.map(abs).max() ?? 0
        let spread = zip(exact, shaken).map { abs($0 - $1) }.max() ?? 0
        guard size.isFinite, spread.isFinite else { return true }
        let most = 2e-5 * size + 50 * spread + 1e-6
        return found.count == exact.count && zip(found, exact).allSatisfy { abs(Double($0) - $1) <= most }
    }
}
