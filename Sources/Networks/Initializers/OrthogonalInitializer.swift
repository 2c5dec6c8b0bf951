import Declarations

/// Weights that turn the input without stretching it: the columns are orthonormal, times a gain.
///
/// Formula: W = gain · Q, where Q is the orthonormal factor of a matrix of normal draws. The parameter is read as a
/// matrix [all axes but the last, last axis]; of a wide matrix the rows are orthonormal instead.
/// Gram–Schmidt leaves a positive diagonal in the triangular factor, so Q is uniform over all rotations. It runs in
/// `Double` and twice over each vector, which is enough to keep the result orthogonal to `Float` precision.
/// Source: Saxe, McClelland, Ganguli 2014, "Exact solutions to the nonlinear dynamics of learning in deep linear neural
/// networks"; used with gain 1.4 by Metz et al. 2017, Unrolled GAN.
public struct OrthogonalInitializer: Initializer, Hashable {
    public static let declaration = Declaration(
        "orthogonal", summary: "orthonormal weights times a gain: a layer that turns and does not stretch",
        options: [
            OptionDeclaration("gain", .positive, default: .number(1), summary: "length of every column")
        ],
        example: "generator\n  layer dense 128 tanh initializer orthogonal gain 1.4",
        source: "Saxe, McClelland, Ganguli 2014, Exact solutions to the nonlinear dynamics of learning")

    public let gain: Float

    public init(gain: Float = 1) {
        self.gain = gain
    }

    public init(_ values: OptionValues) throws(Refusal) {
        gain = Float(values.number("gain"))
    }

    public var optionValues: OptionValues {
        OptionValues(["gain": .number(of: gain)])
    }

    public func values(shape: [Int], fan: Fan, draws: StartDraws) -> [Float] {
        let columns = shape.last ?? 1
        let rows = shape.dropLast().saturatingCount
        let length = max(rows, columns)
        let count = min(rows, columns)
        let basis = orthonormal(count: count, length: length, draws: draws)
        return (0..<rows * columns).map { element in
            let (row, column) = element.quotientAndRemainder(dividingBy: columns)
            return gain * Float(rows >= columns ? basis[column * length + row] : basis[row * length + column])
        }
    }

    /// `count` orthonormal vectors of `length` numbers each, one after the other.
    private func orthonormal(count: Int, length: Int, draws: StartDraws) -> [Double] {
        var basis = draws.normals(count * length).map(Double.init)
        basis.withUnsafeMutableBufferPointer { vectors in
            for current in 0..<count {
                let start = current * length
                for _ in 0..<2 {
                    for earlier in 0..<current {
                        var projection = 0.0
                        for i in 0..<length { projection += vectors[earlier * length + i] * vectors[start + i] }
                        for i in 0..<length { vectors[start + i] -= projection * vectors[earlier * length + i] }
                    }
                }
                var squares = 0.0
                for i in 0..<length { squares += vectors[start + i] * vectors[start + i] }
                let scale = 1 / squares.squareRoot()
                for i in 0..<length { vectors[start + i] *= scale }
            }
        }
        return basis
    }
}
