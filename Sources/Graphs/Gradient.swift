/// ∂scalar/∂t for each t in `targets`, as expressions of the same graph: they can be differentiated again.
///
/// Reverse accumulation: from the scalar back, each node's gradient is the sum of what its users pass to it, and each
/// operation passes gradients to its inputs by its own derivative rule. Only nodes between the targets and the scalar
/// take part. A target that the scalar does not depend on gets zeros.
///
/// - Parameters:
///   - scalar: shape `[]` (or one element).
///   - targets: any nodes, not only variables: the gradient penalty differentiates by a data point.
///   - again: whether the result will be differentiated once more. The scalar is then written in the form that makes
///     that cheap, see `withTrilinearForms`.
/// - Throws: `ShapeError` when `scalar` has more than one element.
public func gradient(
    of scalar: Tensor, withRespectTo targets: [Tensor], again: Bool = false
) throws(ShapeError) -> [Tensor] {
    guard scalar.count == 1 else {
        throw ShapeError("a gradient is taken of a scalar, found \(scalar.shape.sizeText)")
    }
    let scalar = again ? try scalar.withTrilinearForms() : scalar
    let order = topologicalOrder([scalar])
    var leadsToTarget = Set(targets)
    for tensor in order where tensor.node.inputs.contains(where: leadsToTarget.contains) {
        leadsToTarget.insert(tensor)
    }

    var gradients: [Tensor: Tensor] = [scalar: .constant(1, shape: scalar.shape)]
    for tensor in order.reversed() where leadsToTarget.contains(tensor) {
        guard let gradient = gradients[tensor], !tensor.node.inputs.isEmpty else { continue }
        let passed = try tensor.node.operation.derivative(
            of: tensor.node.inputs, output: tensor, gradient: gradient)
        for (input, contribution) in zip(tensor.node.inputs, passed) {
            guard let contribution, leadsToTarget.contains(input) else { continue }
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

/// Every node that the roots depend on, inputs before users. Iterative, so that a long chain needs no deep stack.
func topologicalOrder(_ roots: [Tensor]) -> [Tensor] {
    var order: [Tensor] = []
    var seen: Set<Tensor> = []
    var stack: [(tensor: Tensor, next: Int)] = []
    for root in roots where seen.insert(root).inserted {
        stack.append((root, 0))
        while let (tensor, next) = stack.last {
            let inputs = tensor.node.inputs
            if next < inputs.count {
                stack[stack.count - 1].next += 1
                if seen.insert(inputs[next]).inserted { stack.append((inputs[next], 0)) }
            } else {
                order.append(tensor)
                stack.removeLast()
            }
        }
    }
    return order
}
