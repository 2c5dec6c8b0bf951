import Declarations
import Foundation
import Graphs

extension Schedule {
    /// The value at a training step, a scalar: an expression of the step, so that a program is compiled once for all of it.
    ///
    /// Formula: with u = min(t / steps, 1) for t steps made before,
    ///
    ///     linear      first + (last − first) u
    ///     cosine      last + (first − last) (1 + cos πu) / 2
    ///     geometric   first · (last / first)^u
    ///
    /// Source of the cosine: Loshchilov, Hutter 2017, "SGDR", equation 5.
    public func value(at trainingStep: Tensor) throws -> Tensor {
        guard !isConstant else { return .constant(Float(first)) }
        let part = try minimum(trainingStep * (1 / Float(steps)), .constant(1))
        let (first, last) = (Float(first), Float(last))
        switch course {
        case .linear:
            return part * (last - first) + first
        case .cosine:
            let wave = (part * Float.pi).cosine() + 1
            return wave * ((first - last) / 2) + last
        case .geometric:
            return (part * log(last / first)).exp() * first
        }
    }
}
