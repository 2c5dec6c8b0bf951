import Graphs

/// What stands between the parameter that is stored and trained and the one that a layer uses.
///
/// Gradients go through it to the stored parameter; whatever else it keeps are states, which the network carries from
/// application to application as it does running statistics.
public protocol Reparameterization: Sendable {
    /// What it keeps for a parameter, named below it.
    func states(for parameter: ParameterSpecification) -> [StateSpecification]

    /// The parameter as the layer uses it, of the same shape.
    ///
    /// - Parameter states: those before this application; replaced by those after it.
    func used(
        _ stored: Tensor, of parameter: ParameterSpecification, states: inout [Tensor], mode: ForwardMode
    ) throws -> Tensor
}
