import Graphs

/// What stands between the parameter that is stored and trained and the one that a layer uses.
///
/// Gradients go through it to the stored parameter, and to what it learns besides; whatever else it keeps are states, which
/// the network carries from application to application as it does running statistics.
public protocol Reparameterization: Sendable {
    /// What it learns for a parameter besides the stored one, named below it: the optimizer moves these too.
    func parameters(for parameter: ParameterSpecification) -> [ParameterSpecification]

    /// What it keeps for a parameter, named below it.
    func states(for parameter: ParameterSpecification) -> [StateSpecification]

    /// Makes of what was drawn what is stored at the start.
    ///
    /// - Parameter arrays: the parameter as its own initializer drew it, row-major, and behind it those of
    ///   `parameters(for:)`.
    func start(_ arrays: inout [[Float]], of parameter: ParameterSpecification)

    /// The parameter as the layer uses it, of the same shape.
    ///
    /// - Parameters:
    ///   - learned: those of `parameters(for:)`.
    ///   - states: those before this application; replaced by those after it.
    func used(
        _ stored: Tensor, learned: [Tensor], of parameter: ParameterSpecification, states: inout [Tensor], mode: ForwardMode
    ) throws -> Tensor
}

extension Reparameterization {
    public func parameters(for parameter: ParameterSpecification) -> [ParameterSpecification] { [] }
    public func states(for parameter: ParameterSpecification) -> [StateSpecification] { [] }
    public func start(_ arrays: inout [[Float]], of parameter: ParameterSpecification) {}
}
