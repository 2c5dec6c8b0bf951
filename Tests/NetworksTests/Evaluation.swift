import Graphs
import Testing

@testable import Networks

/// The numbers of a tensor, computed by a program of its own.
func evaluate(_ tensor: Tensor, at position: RandomPosition = RandomPosition(seed: 1, step: 0)) throws -> [Float] {
    let program = try Program(outputs: [tensor])
    program.run(position)
    return program.value(0)
}

/// The numbers of several tensors, computed together.
func evaluate(_ tensors: [Tensor], at position: RandomPosition = RandomPosition(seed: 1, step: 0)) throws -> [[Float]] {
    let program = try Program(outputs: tensors)
    program.run(position)
    return tensors.indices.map { program.value($0) }
}

/// Every number equals the expected one within `tolerance`, relative to the larger of it and `scale`.
func expectEqual(
    _ found: [Float], _ expected: [Double], tolerance: Double = 1e-5, scale: Double = 1, _ what: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(found.count == expected.count, "\(what)", sourceLocation: sourceLocation)
    for (index, (left, right)) in zip(found, expected).enumerated() {
        let distance = abs(Double(left) - right)
        #expect(
            distance <= tolerance * max(scale, abs(right)), "\(what) number \(index): expected \(right), found \(left)",
            sourceLocation: sourceLocation)
    }
}

/// Deterministic numbers between about −1 and 1 without pattern, for tests that need some input.
func wave(_ count: Int, frequency: Double = 1.7) -> [Float] {
    (0..<count).map { index in
        let phase = (Double(index) * frequency).truncatingRemainder(dividingBy: 1.9) - 0.95
        return Float(phase * 1.03 + 0.003 * Double(index % 7))
    }
}
