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
struct TrilinearForm {
    private let hidden: Tensor
    private let weights: Tensor
    private let bias: Tensor?
    private let output: Tensor
    private let mask: Tensor
    private let isTransposed: Bool

    /// Recognises an output; `nil` for every other node, and where the scaled copy of W would outweigh what is saved.
    init?(_ node: Node) {
        guard let last = node.operation as? MatrixMultiplication, !last.transposeLeft, !last.transposeRight,
            node.shape.count == 2, node.shape[1] == 1,
            let rectifier = node.inputs[0].node.operation as? LeakyRectifier, rectifier.slope >= 0
        else { return nil }
        var sum = node.inputs[0].node.inputs[0].node
        var bias: Tensor?
        if sum.operation is Addition, sum.inputs[1].node.operation is Broadcast {
            bias = sum.inputs[1].node.inputs[0]
            sum = sum.inputs[0].node
        }
        guard let product = sum.operation as? MatrixMultiplication, !product.transposeLeft, sum.shape.count == 2,
            sum.inputs[1].count <= sum.shape.elementCount, bias.map({ $0.count == sum.shape[1] }) ?? true
        else { return nil }
        (hidden, weights, output) = (sum.inputs[0], sum.inputs[1], node.inputs[1])
        self.bias = bias
        isTransposed = product.transposeRight
        mask = Tensor(
            RectifierGate(slope: rectifier.slope), [node.inputs[0], .constant(1, shape: sum.shape)], shape: sum.shape)
    }

    /// The output in this form, `[n, 1]`.
    func tensor() throws(ShapeError) -> Tensor {
        let scaled = try weights * (isTransposed ? output : output.reshaped(to: [1, -1]))
        let slopes = try mask.matrixProduct(scaled, transposeRight: !isTransposed)
        let form = try (hidden * slopes).sum(axes: [1], keepingDimensions: true)
        guard let bias else { return form }
        return try form + mask.matrixProduct(bias.reshaped(to: [-1, 1]) * output)
    }
}

extension Tensor {
    /// The same expression with every output that can be written as a trilinear form written so.
    func withTrilinearForms() throws(ShapeError) -> Tensor {
        var rewritten: [Tensor: Tensor] = [:]
        for tensor in topologicalOrder([self]) {
            let node = tensor.node
            if let form = TrilinearForm(node) {
                rewritten[tensor] = try form.tensor()
            } else if node.inputs.contains(where: { rewritten[$0] != nil }) {
                rewritten[tensor] = Tensor(node.operation, node.inputs.map { rewritten[$0] ?? $0 }, shape: node.shape)
            }
        }
        return rewritten[self] ?? self
    }
}
