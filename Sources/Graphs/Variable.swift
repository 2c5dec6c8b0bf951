import Kernels

/// A named tensor that keeps its numbers between runs: a weight, a running mean, a step counter, a data set.
public final class Variable: Hashable, @unchecked Sendable {
    public let name: String
    public let shape: Shape
    /// The numbers, row-major. Programs that use the variable read and write here.
    public let storage: Storage

    /// Starts with `values`, or with zeros.
    public init(_ name: String, shape: Shape, values: [Float]? = nil) {
        precondition(values.map { $0.count == shape.elementCount } ?? true, "`\(name)` needs one value for every element")
        self.name = name
        self.shape = shape
        storage = values.map { Storage($0) } ?? Storage(count: shape.elementCount)
    }

    /// A copy of the numbers.
    public var values: [Float] {
        get { storage.values }
        set {
            precondition(newValue.count == storage.count, "`\(name)` needs one value for every element")
            newValue.withUnsafeBufferPointer { storage.pointer.update(from: $0.baseAddress!, count: $0.count) }
        }
    }

    /// Copies of the numbers of many, made by all threads: the system takes longer to hand out the memory than it takes to copy.
    public static func values(of variables: [Variable]) -> [[Float]] {
        [[Float]](unsafeUninitializedCapacity: variables.count) { copies, count in
            count = variables.count
            guard let first = copies.baseAddress else { return }
            parallel(count) { (first + $0).initialize(to: variables[$0].values) }
        }
    }

    /// The variable's value as the run finds it.
    public var tensor: Tensor { Tensor(VariableValue(variable: self), [], shape: shape) }

    public static func == (left: Variable, right: Variable) -> Bool { left === right }

    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// The numbers of a variable at the start of the run.
struct VariableValue: Operation {
    let variable: Variable

    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape { variable.shape }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] { [] }
}
