import Declarations
import Graphs

/// How parameters follow their gradients, as pure expressions: old values in, new values out.
///
/// Because nothing is stored, an update can be one step of training or one of many imagined steps that a trick looks
/// ahead through and differentiates.
public protocol Optimizer: Declared {
    /// What is kept for each parameter between steps, by name: `first-moment`. Every slot has the parameter's shape
    /// and starts at 0.
    var slotNames: [String] { get }

    /// The share of the last step that goes on, 0 without momentum.
    var momentum: Double { get }

    /// The same at another rate; itself where it has no rate that suits the data.
    func withRate(_ rate: Schedule) -> Self

    /// Its rate may be left to the data: see `withRate`.
    static var hasUsualRate: Bool { get }

    /// One parameter after the step.
    /// - Parameters:
    ///   - slots: in the order of `slotNames`.
    ///   - step: when the update happens. Formulas of it stay scalar, so that they cost nothing for each element.
    func updated(
        _ parameter: Tensor, gradient: Tensor, slots: [Tensor], step: UpdateStep
    ) throws -> (parameter: Tensor, slots: [Tensor])
}

/// When an update of a network happens, as scalars of a program.
public struct UpdateStep {
    /// The number of this update of its network, 1 at the first.
    public var number: Tensor
    /// Training steps made before this one, 0 at the first.
    public var trainingStep: Tensor

    /// - Parameter trainingStep: one less than the number where a training step is one update.
    public init(_ number: Tensor, trainingStep: Tensor? = nil) {
        self.number = number
        self.trainingStep = trainingStep ?? number - 1
    }

    /// The step of an imagined update, `count` further on.
    public func later(by count: Int) -> UpdateStep {
        UpdateStep(number + Float(count), trainingStep: trainingStep)
    }
}

extension Optimizer {
    public var momentum: Double { 0 }
    public func withRate(_ rate: Schedule) -> Self { self }
    public static var hasUsualRate: Bool { false }

    /// All parameters after one step. `slots` holds each parameter's slots one after the other, as `makeSlots` lays
    /// them out.
    public func update(
        parameters: [Tensor], gradients: [Tensor], slots: [Tensor], step: UpdateStep
    ) throws -> (parameters: [Tensor], slots: [Tensor]) {
        precondition(parameters.count == gradients.count, "an optimizer needs one gradient for each parameter")
        precondition(
            slots.count == parameters.count * slotNames.count, "an optimizer needs all slots of each parameter")
        var newParameters: [Tensor] = []
        var newSlots: [Tensor] = []
        for (index, parameter) in parameters.enumerated() {
            let own = Array(slots[index * slotNames.count..<(index + 1) * slotNames.count])
            let next = try updated(parameter, gradient: gradients[index], slots: own, step: step)
            newParameters.append(next.parameter)
            newSlots += next.slots
        }
        return (newParameters, newSlots)
    }

    /// Variables for the slots of `parameters`, at 0, named after them: `generator.0.weight.first-moment`.
    public func makeSlots(for parameters: [Variable]) -> [Variable] {
        parameters.flatMap { parameter in
            slotNames.map { Variable("\(parameter.name).\($0)", shape: parameter.shape) }
        }
    }
}

/// Added under a square root of squared gradients, so that its derivative is finite where a gradient has always been 0.
///
/// Unrolling differentiates an update once: d√v/dv = 1 / (2√v) meets dv/dg = 2(1 − β)g, and at g = v = 0 that would
/// be ∞ · 0, not a number. With the floor it is 0. √floor = 10⁻¹² is far below what the denominator has anyway, ε of 10⁻⁸ and in
/// Adam's first step 3·10⁻¹⁰, so that updates do not change.
let squareRootFloor: Float = 1e-24
