import Kernels

/// One fold for each part of the rows: `[n, …]` gives `[parts, …]` without the folded axes.
struct PartialFold: ReductionOperation, PartialOperation {
    let axes: [Int]
    let reduction: TileReduction
    let parts: Int

    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape {
        [parts] + inputs[0].removing(axes)
    }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        preconditionFailure("folds are split when a program is compiled, after every derivative was taken")
    }
}

/// Aᵀ B for each part of the rows: `[n, m]` and `[n, k]` give `[parts, m, k]`.
struct PartialProduct: RowOperation, PartialOperation {
    let product: MatrixMultiplication
    let parts: Int

    func shape(of inputs: [Shape]) throws(ShapeError) -> Shape { try [parts] + product.shape(of: inputs) }

    func derivative(of inputs: [Tensor], output: Tensor, gradient: Tensor) throws(ShapeError) -> [Tensor?] {
        preconditionFailure("products are split when a program is compiled, after every derivative was taken")
    }

    func cost(inputs: [Shape], output: Shape) -> Double {
        product.cost(inputs: inputs, output: Array(output.dropFirst()))
    }

    func needsSameRows(inputs: [Shape], output: Shape) -> [Bool]? { [true, true] }

    func kernel(inputs: [Shape], output: Shape) throws -> any GraphKernel {
        try product.kernel(inputs: inputs, output: Array(output.dropFirst()))
    }
}

extension Plan {
    /// Cuts every fold over rows into one for each part of them, and adds up: threads that share the rows of a batch
    /// then fold their own, and whoever reads the result adds the few partial ones as it goes.
    mutating func splitFolds() {
        rebuild { plan, entry in
            let shapes = entry.inputs.map { plan.entries[$0].shape }
            guard let rows = shapes.first?.first else { return nil }
            let parts = plan.rowParts.parts(rows)
            guard parts > 1 else { return nil }
            if let fold = entry.reduction, fold.axes.contains(0) {
                let partial = PartialFold(axes: fold.axes, reduction: fold.reduction, parts: parts)
                return plan.combined(partial, entry, fold.reduction == .sum ? Addition() : Extreme(isMaximum: true))
            }
            if let product = entry.operation as? MatrixMultiplication, product.transposeLeft, !product.transposeRight,
                entry.shape.count == 2, rows >= parts * plan.options.fewestRows {
                return plan.combined(PartialProduct(product: product, parts: parts), entry, Addition())
            }
            return nil
        }
    }

    /// Appends the partial results and what combines them; the number of the entry that holds all.
    private mutating func combined(
        _ partial: any PartialOperation, _ entry: Entry, _ combine: any ElementwiseOperation
    ) -> Int {
        let base = append(partial, entry.inputs, [partial.parts] + entry.shape)
        let views = (0..<partial.parts).map { part in
            append(
                Slice(axis: 0, start: part, count: 1, step: 1), [base],
                layout: Layout(
                    shape: entry.shape, strides: entry.shape.contiguousStrides, offset: part * entry.shape.elementCount))
        }
        return views.dropFirst().reduce(views[0]) { append(combine, [$0, $1], entry.shape) }
    }
}

/// What computes one result for each part of the rows.
protocol PartialOperation: Operation {
    var parts: Int { get }
}
