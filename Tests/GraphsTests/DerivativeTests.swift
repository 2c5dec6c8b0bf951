import Testing

@testable import Graphs

/// Derivatives against central differences along random directions, over the whole catalogue.
///
/// L(x) = Σ r · f(x) with fixed random r, so that no symmetry hides an error. With float32 values and steps of 1/64 the
/// difference quotient is good to about 1e-3 relative.
@Suite struct DerivativeTests {
    @Test("the first derivative is the slope of the function", arguments: operationCatalogue)
    func first(_ operation: OperationCase) throws {
        try check(operation) { inputs in
            let result = try operation.make(inputs)
            return try (result * pattern(result.shape)).sum()
        }
    }

    @Test("the second derivative is the slope of the first", arguments: operationCatalogue)
    func second(_ operation: OperationCase) throws {
        try check(operation) { inputs in
            let result = try operation.make(inputs)
            // Squared, so that linear operations have a second derivative too.
            let scalar = try (result.squared() * pattern(result.shape)).sum()
            let free = inputs.indices.filter { !operation.fixed.contains($0) }
            let slopes = try gradient(of: scalar, withRespectTo: free.map { inputs[$0] })
            return try slopes.enumerated().reduce(Tensor.constant(0)) { sum, slope in
                try sum + (slope.element * pattern(slope.element.shape, shift: Float(slope.offset))).sum()
            }
        }
    }

    private func check(_ operation: OperationCase, _ scalar: ([Tensor]) throws -> Tensor) throws {
        let start = operation.inputs.enumerated().map { number, input in
            (0..<input.shape.elementCount).map { place -> Float in
                let unit = noise(place + 977 * number)
                return input.range.lowerBound + unit * (input.range.upperBound - input.range.lowerBound)
            }
        }
        let variables = zip(operation.inputs, start).map { Variable("input", shape: $0.shape, values: $1) }
        let value = try scalar(variables.map(\.tensor))
        let free = variables.indices.filter { !operation.fixed.contains($0) }
        let slopes = try gradient(of: value, withRespectTo: free.map { variables[$0].tensor })
        let program = try Program(outputs: [value] + slopes)
        program.run()
        let exact = slopes.indices.map { program.value($0 + 1) }
        let isFinite = exact.joined().allSatisfy { $0.isFinite }
        #expect(isFinite)

        let step: Float = 1.0 / 64
        for attempt in 0..<3 {
            var expected: Double = 0
            var scale: Double = 0
            var sides: [Double] = []
            let directions = free.map { input in start[input].indices.map { noise($0 + 31 * input + 7001 * attempt + 5) - 0.5 } }
            for (slope, direction) in zip(exact, directions) {
                for (a, b) in zip(slope, direction) {
                    expected += Double(a) * Double(b)
                    scale += abs(Double(a) * Double(b))
                }
            }
            for sign in [Float(1), -1, 0.5, -0.5] {
                for (input, direction) in zip(free, directions) {
                    variables[input].values = zip(start[input], direction).map { $0 + sign * step * $1 }
                }
                program.run()
                sides.append(Double(program.scalar(0)))
            }
            // Richardson's extrapolation of two central differences.
            let wide = (sides[0] - sides[1]) / Double(2 * step)
            let narrow = (sides[2] - sides[3]) / Double(step)
            let measured = (4 * narrow - wide) / 3
            #expect(
                abs(measured - expected) <= 4e-3 * (scale + abs(sides[0])) + 1e-4,
                "along direction \(attempt): slope \(measured), derivative \(expected)")
        }
    }
}

/// A fixed irregular number in 0 ..< 1 for each place.
func noise(_ place: Int) -> Float {
    var bits = UInt64(bitPattern: Int64(place)) &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1
    bits ^= bits >> 30
    bits = bits &* 0xBF58_476D_1CE4_E5B9
    bits ^= bits >> 27
    return Float(bits >> 40) / Float(1 << 24)
}

/// A fixed irregular constant of a shape.
private func pattern(_ shape: Shape, shift: Float = 0) -> Tensor {
    .constant((0..<shape.elementCount).map { noise($0 + 4211 + Int(shift) * 97) - 0.3 }, shape: shape)
}
