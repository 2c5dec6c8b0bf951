/// The gradient that reaches the last hidden layer of a network with one output: Σₖ uₖ vₖᵀ behind a rectifier,
/// `mask ∘ Σₖ uₖ vₖᵀ` with mask `[n, m]` of slopes, uₖ `[n, 1]` and vₖ `[1, m]`.
///
/// Products with it need only the mask, because scaling rows and columns commutes with them:
///
///     (mask ∘ u vᵀ) Bᵀ = u ∘ (mask (B ∘ vᵀ)ᵀ)      Aᵀ (mask ∘ u vᵀ) = ((u ∘ A)ᵀ mask) ∘ vᵀ
///
/// Written so, a first derivative costs the same; but the mask is flat, so that the derivative of that derivative
/// has no product for it, and of the products that remain some were computed already. A step of an unrolled discriminator
/// 2-128-128-1 then takes seven large products instead of nine.
struct GatedOuterProduct {
    let mask: Tensor
    let terms: [Term]

    struct Term {
        /// `[n, 1]`; `nil` for ones.
        var column: Tensor?
        /// `[1, m]`
        var row: Tensor
    }

    /// Recognises one; `nil` for every other gradient.
    init?(_ gradient: Tensor) {
        guard let gate = gradient.node.operation as? RectifierGate, gradient.shape.count == 2,
            let terms = Self.terms(gradient.node.inputs[1]), terms.count <= 2
        else { return nil }
        self.terms = terms
        mask = Tensor(gate, [gradient.node.inputs[0], .constant(1, shape: gradient.shape)], shape: gradient.shape)
    }

    private static func terms(_ sum: Tensor) -> [Term]? {
        let inputs = sum.node.inputs
        switch sum.node.operation {
        case is Addition:
            guard let left = terms(inputs[0]), let right = terms(inputs[1]) else { return nil }
            return left + right
        case is Multiplication:
            guard let a = repeated(inputs[0]), let b = repeated(inputs[1]) else { return nil }
            if a.shape[1] == 1 && b.shape[0] == 1 { return [Term(column: a, row: b)] }
            return a.shape[0] == 1 && b.shape[1] == 1 ? [Term(column: b, row: a)] : nil
        case is Broadcast:
            guard let row = repeated(sum), row.shape[0] == 1 else { return nil }
            return [Term(column: nil, row: row)]
        default:
            return nil
        }
    }

    /// The matrix of one row or one column under a broadcast.
    private static func repeated(_ tensor: Tensor) -> Tensor? {
        guard tensor.node.operation is Broadcast, tensor.node.inputs[0].shape.count == 2 else { return nil }
        let source = tensor.node.inputs[0]
        return source.shape[0] == 1 || source.shape[1] == 1 ? source : nil
    }
}
