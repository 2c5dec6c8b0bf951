import Declarations
import Graphs

/// Scores of points and how steep the discriminator is at each.
struct Slopes {
    /// `[batch, 1]`.
    let scores: Tensor
    /// ‖∇ₓ D(x)‖² at each point, over all numbers of the example, `[batch]`.
    let squares: Tensor

    /// √(Σ g² + 10⁻¹²): the small number keeps the derivative of the root finite where a gradient is 0, and training a term of
    /// the length needs exactly that derivative, a second-order one.
    var lengths: Tensor { (squares + 1e-12).sqrt() }

    /// The gradient of the *sum* of the scores is each example's own gradient in one sweep, since no example's score depends on
    /// another's point. It can be differentiated once more, by the discriminator's parameters.
    ///
    /// - Parameter points: `[batch] + size`, a node of their own, as `stopGradient` makes one: parameters that a look-ahead has
    ///   moved depend on the batch too, and the slope is the one at fixed parameters.
    init(of discriminator: (Tensor) throws -> Tensor, at points: Tensor) throws {
        scores = try discriminator(points)
        let slope = try gradient(of: scores.sum(), withRespectTo: [points], again: true)[0]
        squares = try slope.squared().sum(axes: Array(1..<slope.shape.count))
    }
}

extension Claim {
    /// Of all that ask something of the slope.
    static let holdsEachSlope = Claim.conflicts(
        "holds each example's slope, and a layer that mixes the batch leaves it none of its own",
        when: .trait(.batchCoupledDiscriminator), help: "`layer layernorm` looks at each example alone",
        source: "Gulrajani et al. 2017, section 4")
}
