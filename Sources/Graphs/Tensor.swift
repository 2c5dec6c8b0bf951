import Kernels

/// A symbolic tensor: what an operation will make of its inputs, known by its shape before anything is computed.
///
/// Tensors are immutable and cheap to copy; equality and hashing are by identity of the node (a
/// variable's value is one node, however often it is asked for). A `Program` computes
/// them. Every element is a 32-bit float; indices are floats that hold whole numbers (exact up to 2²⁴).
public struct Tensor: Hashable, Sendable {
    let node: Node

    /// The extents, outermost first.
    public var shape: Shape { node.shape }

    /// The number of elements.
    public var count: Int { shape.elementCount }

    public static func == (left: Tensor, right: Tensor) -> Bool { left.node.identity == right.node.identity }

    public func hash(into hasher: inout Hasher) { hasher.combine(node.identity) }

    /// Applies an operation whose shape rule may refuse the inputs.
    init(_ operation: any Operation, _ inputs: [Tensor]) throws(ShapeError) {
        node = Node(operation, inputs, shape: try operation.shape(of: inputs.map(\.shape)))
    }

    /// Applies an operation to inputs whose shapes are known to fit.
    init(_ operation: any Operation, _ inputs: [Tensor], shape: Shape) {
        node = Node(operation, inputs, shape: shape)
    }
}

/// One operation applied to its inputs. Nothing changes after `init`, until the last reference goes.
final class Node: @unchecked Sendable {
    let operation: any Operation
    private(set) var inputs: [Tensor]
    let shape: Shape
    /// Steps of the longest way here from a node without inputs: more than that of anything it depends on.
    let depth: Int

    init(_ operation: any Operation, _ inputs: [Tensor], shape: Shape) {
        self.operation = operation
        self.inputs = inputs
        self.shape = shape
        depth = inputs.reduce(0) { max($0, $1.node.depth + 1) }
    }

    /// Frees a chain of nodes in a loop. Left to themselves, nodes would free each other level by level, and a graph of
    /// ten thousand operations in a row would need more stack than a thread has.
    deinit {
        var loose = inputs
        inputs = []
        while var node = loose.popLast()?.node {
            if isKnownUniquelyReferenced(&node) {
                loose += node.inputs
                node.inputs = []
            }
        }
    }

    var identity: ObjectIdentifier {
        (operation as? VariableValue).map { ObjectIdentifier($0.variable) } ?? ObjectIdentifier(self)
    }
}
