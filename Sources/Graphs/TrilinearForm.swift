/// The last hidden layer and the one output of a network, `o = f(h W + b) w` with a rectifier f, as a form that is linear in
/// each of h, W and w:
///
///     mask = slopes of f at h W + b, which are flat      Q = mask (W ∘ wᵀ)ᵀ      oᵢ = Σₖ hᵢₖ Qᵢₖ + Σⱼ maskᵢⱼ bⱼ wⱼ
///
/// with h `[n, k]`, W `[k, m]`, b `[m]`, w `[m, 1]`, mask `[n, m]`, Q `[n, k]`.
///
/// A first derivative takes as many large products in either form: Q is itself the derivative by h. But the derivative
/// of a derivative finds in this form what it needs computed already, or added up before it is multiplied. Differentiating
/// through an update of a discriminator 2-128-128-1 takes five products of `[n, 128]` by `[128, 128]`, instead of nine.
///
/// Values stay as they were written. It is the gradient of o that goes to this form of o, and from there to h, W, b and w.
/// Since the form is the same function of them, every derivative by h, W, b, w and whatever they depend on is that of the
/// plain expression, however nodes are shared. What lies between, f(h W + b) and its sum, is passed by.
struct TrilinearForm {
    private let hidden: Tensor
    private let weights: Tensor
    private let bias: Tensor?
    private let output: Tensor
    private let mask: Tensor
    private let isTransposed: Bool
    /// The nodes that the form goes round.
    let passedBy: [Tensor]
    /// The nodes that it is written over.
    var inputs: [Tensor] { [hidden, weights, output, mask.node.inputs[0]] + (bias.map { [$0] } ?? []) }

    /// Recognises an output; `nil` for every other node, and where the scaled copy of W would outweigh what is saved.
    init?(_ node: Node) {
        guard let last = node.operation as? MatrixMultiplication, !last.transposeLeft, !last.transposeRight,
            node.shape.count == 2, node.shape[1] == 1,
            let rectifier = node.inputs[0].node.operation as? LeakyRectifier, rectifier.slope >= 0
        else { return nil }
        var passedBy = [node.inputs[0], node.inputs[0].node.inputs[0]]
        var sum = node.inputs[0].node.inputs[0].node
        var bias: Tensor?
        if sum.operation is Addition, sum.inputs[1].node.operation is Broadcast {
            bias = sum.inputs[1].node.inputs[0]
            passedBy += sum.inputs
            sum = sum.inputs[0].node
        }
        guard let product = sum.operation as? MatrixMultiplication, !product.transposeLeft, sum.shape.count == 2,
            sum.inputs[1].count <= sum.shape.elementCount,
            bias.map({ $0.count == sum.shape[1] && $0.shape.last == sum.shape[1] }) ?? true
        else { return nil }
        (hidden, weights, output) = (sum.inputs[0], sum.inputs[1], node.inputs[1])
        self.bias = bias
        self.passedBy = passedBy
        isTransposed = product.transposeRight
        mask = Tensor(
            RectifierGate(slope: rectifier.slope), [node.inputs[0], .constant(1, shape: sum.shape)], shape: sum.shape)
    }

    /// Q, `[n, k]`.
    func slopes() throws(ShapeError) -> Tensor {
        let scaled = try weights * (isTransposed ? output : output.reshaped(to: [1, -1]))
        return try mask.matrixProduct(scaled, transposeRight: !isTransposed)
    }

    /// The output in this form, `[n, 1]`, on Q.
    func tensor(_ slopes: Tensor) throws(ShapeError) -> Tensor {
        let form = try (hidden * slopes).sum(axes: [1], keepingDimensions: true)
        guard let bias else { return form }
        return try form + mask.matrixProduct(bias.reshaped(to: [-1, 1]) * output)
    }
}

extension TrilinearForm {
    /// The outputs among `members` of a graph that pass their gradient to a form, each with it.
    ///
    /// Those are all that can be written so, when the gradient will be differentiated `again`. Otherwise those for which a
    /// gradient inside the graph did so: what meets at Q is then added up before it is multiplied.
    static func forms(
        in order: [Tensor], of members: Set<Tensor>, besides targets: [Tensor], again: Bool
    ) throws(ShapeError) -> [Tensor: Tensor] {
        let found = order.compactMap { tensor -> (Tensor, TrilinearForm)? in
            guard members.contains(tensor), let form = TrilinearForm(tensor.node),
                members.contains(form.hidden) || members.contains(form.weights) else { return nil }
            return (tensor, form)
        }
        if found.isEmpty { return [:] }
        var graph = SharedApplications(order)
        for (_, form) in found { graph.add(form.inputs) }
        let targets = Set(targets)
        var forms: [Tensor: Tensor] = [:]
        for (tensor, form) in found {
            let slopes = graph.shared(try form.slopes())
            guard again || slopes.wasKnown else { continue }
            let isPassingByTarget = form.passedBy.contains(where: targets.contains)
            precondition(
                !slopes.wasKnown || !isPassingByTarget, "a gradient that was taken `again` has passed by this target")
            if !isPassingByTarget { forms[tensor] = graph.shared(try form.tensor(slopes.tensor)).tensor }
        }
        return forms
    }
}
