/// ∂scalar/∂t for each t in `targets`, as expressions of the same graph: they can be differentiated again.
///
/// Reverse accumulation: from the scalar back, each node's gradient is the sum of what its users pass to it, and each
/// operation passes gradients to its inputs by its own derivative rule. Only nodes between the targets and the scalar
/// take part. A target that the scalar does not depend on gets zeros.
///
/// - Parameters:
///   - scalar: shape `[]` (or one element).
///   - targets: any nodes, not only variables: the gradient penalty differentiates by a data point.
///   - again: whether the result will be differentiated once more. Gradients then pass through the form that makes that
///     cheap wherever there is one, see `TrilinearForm`.
/// - Throws: `ShapeError` when `scalar` has more than one element.
public func gradient(
    of scalar: Tensor, withRespectTo targets: [Tensor], again: Bool = false
) throws(ShapeError) -> [Tensor] {
    guard scalar.count == 1 else {
        throw ShapeError("a gradient is taken of a scalar, found \(scalar.shape.sizeText)")
    }
    let path = try DerivativePath(from: targets, to: scalar, again: again)
    var gradients: [Tensor: Tensor] = [scalar: .constant(1, shape: scalar.shape)]
    for tensor in path.order.reversed() {
        guard let gradient = gradients[tensor] else { continue }
        for (input, contribution) in try path.passed(by: tensor, gradient: gradient) {
            precondition(contribution.shape == input.shape, "a derivative has its input's shape")
            if let sum = gradients[input] {
                gradients[input] = try sum + contribution
            } else {
                gradients[input] = contribution
            }
        }
    }
    return targets.map { gradients[$0] ?? .constant(0, shape: $0.shape) }
}

/// The nodes between the targets of a gradient and its scalar, and what each passes back.
private struct DerivativePath {
    /// Inputs before users.
    private(set) var order: [Tensor]
    private var members: Set<Tensor>
    /// Outputs that pass their gradient to another form of themselves. Nothing else changes: no node is copied, so that
    /// whoever holds one, as a target of this gradient or of a later one, holds what takes part.
    private let forms: [Tensor: Tensor]

    init(from targets: [Tensor], to scalar: Tensor, again: Bool) throws(ShapeError) {
        // A node that depends on a target is deeper than it. So the walk ends where the targets' own history begins, and
        // differentiating update after update costs no more for the later ones.
        let least = targets.map(\.node.depth).min() ?? .max
        order = topologicalOrder([scalar], leastDepth: least)
        members = DerivativePath.members(order, targets) { $0.node.inputs }
        forms = try TrilinearForm.forms(in: order, of: members, besides: targets, again: again)
        if !forms.isEmpty {
            let forms = forms
            func inputs(_ tensor: Tensor) -> [Tensor] { forms[tensor].map { [$0] } ?? tensor.node.inputs }
            order = topologicalOrder([scalar], leastDepth: least, inputs: inputs)
            members = DerivativePath.members(order, targets, inputs)
        }
        order.removeAll { [members] in !members.contains($0) }
    }

    private static func members(_ order: [Tensor], _ targets: [Tensor], _ inputs: (Tensor) -> [Tensor]) -> Set<Tensor> {
        var members = Set(targets)
        for tensor in order where inputs(tensor).contains(where: members.contains) { members.insert(tensor) }
        return members
    }

    /// What a node passes to those of its inputs that lead to a target.
    func passed(by tensor: Tensor, gradient: Tensor) throws(ShapeError) -> [(Tensor, Tensor)] {
        if let form = forms[tensor] { return [(form, gradient)] }
        let inputs = tensor.node.inputs
        guard inputs.contains(where: members.contains) else { return [] }
        let passed = try tensor.node.operation.derivative(of: inputs, output: tensor, gradient: gradient)
        return zip(inputs, passed).compactMap { input, contribution in
            guard let contribution, members.contains(input) else { return nil }
            return (input, contribution)
        }
    }
}

/// Every node that the roots depend on, inputs before users. Iterative, so that a long chain needs no deep stack.
/// - Parameters:
///   - leastDepth: nodes of less depth are left out, with all that they depend on.
///   - inputs: what each node is taken to depend on.
func topologicalOrder(
    _ roots: [Tensor], leastDepth: Int = 0, inputs: (Tensor) -> [Tensor] = { $0.node.inputs }
) -> [Tensor] {
    var order: [Tensor] = []
    var seen: Set<Tensor> = []
    var stack: [(tensor: Tensor, inputs: [Tensor], next: Int)] = []
    func enter(_ tensor: Tensor) {
        guard tensor.node.depth >= leastDepth, seen.insert(tensor).inserted else { return }
        stack.append((tensor, inputs(tensor), 0))
    }
    for root in roots {
        enter(root)
        while let (tensor, inputs, next) = stack.last {
            if next < inputs.count {
                stack[stack.count - 1].next += 1
                enter(inputs[next])
            } else {
                order.append(tensor)
                stack.removeLast()
            }
        }
    }
    return order
}
