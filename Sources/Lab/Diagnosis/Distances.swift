import Graphs

/// Euclidean distances of every point to every example, squared, `[points, examples]` row-major.
///
/// Points of a few numbers are compared number by number; longer ones by one matrix product, |a − b|² = |a|² + |b|² − 2 a·b,
/// about the examples' mean, which keeps the rounding small beside the distances.
struct Distances {
    let squares: [Float]
    let rows: Int
    let columns: Int

    private static let mostDirect = 8

    /// - Parameter length: numbers of a point; both lists are whole points.
    init(from points: [Float], to examples: [Float], length: Int) throws {
        precondition(points.count % length == 0 && examples.count % length == 0, "points are whole rows")
        (rows, columns) = (points.count / length, examples.count / length)
        guard rows > 0, columns > 0 else {
            squares = []
            return
        }
        squares = try length <= Self.mostDirect
            ? Self.direct(points, examples, length) : Self.byProduct(points, examples, length, rows, columns)
    }

    /// The distances from one point to all examples, squared.
    func row(_ row: Int) -> ArraySlice<Float> { squares[row * columns..<(row + 1) * columns] }

    private static func direct(_ points: [Float], _ examples: [Float], _ length: Int) -> [Float] {
        var squares: [Float] = []
        squares.reserveCapacity(points.count / length * examples.count / length)
        points.withUnsafeBufferPointer { points in
            examples.withUnsafeBufferPointer { examples in
                for start in stride(from: 0, to: points.count, by: length) {
                    for other in stride(from: 0, to: examples.count, by: length) {
                        var sum: Float = 0
                        for axis in 0..<length {
                            let difference = points[start + axis] - examples[other + axis]
                            sum += difference * difference
                        }
                        squares.append(sum)
                    }
                }
            }
        }
        return squares
    }

    private static func byProduct(
        _ points: [Float], _ examples: [Float], _ length: Int, _ rows: Int, _ columns: Int
    ) throws -> [Float] {
        let left = Variable("points", shape: [rows, length], values: points).tensor
        let right = Variable("examples", shape: [columns, length], values: examples).tensor
        let centre = try right.mean(axes: [0], keepingDimensions: true)
        let (a, b) = try (left - centre, right - centre)
        let lengths = try (a * a).sum(axes: [1], keepingDimensions: true) + (b * b).sum(axes: [1]).reshaped(to: [1, columns])
        let program = try Program(outputs: [maximum(lengths - 2 * a.matrixProduct(b, transposeRight: true), .constant(0))])
        program.run()
        return program.value(0)
    }
}
