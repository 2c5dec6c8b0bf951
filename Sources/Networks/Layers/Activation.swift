import Declarations
import Graphs

/// A layer that applies one function to every number: it takes and keeps any size and learns nothing.
public protocol Activation: Layer {
    func activate(_ input: Tensor) -> Tensor

    /// The module of PyTorch that does the same.
    var pytorchModule: PyTorchModule { get }
}

extension Activation {
    public func outputSize(for input: [Int]) throws(Refusal) -> [Int] { input }

    public func apply(_ input: Tensor, parameters: [Tensor], context: inout LayerContext) throws -> Tensor {
        activate(input)
    }

    public var isActivation: Bool { true }

    public func pytorchModules(_ context: PyTorchContext) -> [PyTorchModule] { [pytorchModule] }
}
