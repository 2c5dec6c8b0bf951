import COneDNN

/// A matrix product by oneDNN's primitive.
final class OneDNNMatrixProduct {
    private let handle: OpaquePointer
    /// Where the result lies, for the rectifier that the library does not make.
    private let rectified: (rows: Int, columns: Int, step: Int)?

    init(_ sizes: MatrixProductSizes) throws(KernelError) {
        var shape = gan_matmul_shape()
        shape.batch = sizes.batch
        shape.rows = sizes.partRows ?? sizes.rows
        shape.columns = sizes.partColumns ?? sizes.columns
        shape.inner = sizes.inner
        shape.result_row_step = sizes.columns
        shape.left_batch_step = sizes.leftBatchStep
        shape.left_row_step = sizes.leftRowStep
        shape.left_inner_step = sizes.leftInnerStep
        shape.right_batch_step = sizes.rightBatchStep
        shape.right_inner_step = sizes.rightInnerStep
        shape.right_column_step = sizes.rightColumnStep
        shape.has_bias = sizes.bias
        // For slope 0 the library takes max(x, 0), which turns not-a-number into 0 and so hides it.
        let isFlat = sizes.activation.slope == 0
        rectified = isFlat ? (sizes.batch * shape.rows, shape.columns, sizes.columns) : nil
        shape.has_rectifier = sizes.activation != .none && !isFlat
        shape.negative_slope = sizes.activation.slope
        var created: OpaquePointer?
        try check(
            gan_matmul_create(&created, &shape),
            building: "a matrix product of [\(sizes.batch), \(sizes.rows), \(sizes.inner)] by [\(sizes.batch), \(sizes.inner), \(sizes.columns)]")
        handle = created!
    }

    deinit { gan_matmul_destroy(handle) }

    var name: String { gan_matmul_implementation(handle).map { String(cString: $0) } ?? "" }

    func run(
        left: UnsafePointer<Float>, right: UnsafePointer<Float>, bias: UnsafePointer<Float>?, result: UnsafeMutablePointer<Float>
    ) {
        requireSuccess(gan_matmul_run(handle, left, right, bias, result))
        guard let rectified else { return }
        for row in 0..<rectified.rows {
            let numbers = result + row &* rectified.step
            for column in 0..<rectified.columns {
                // Not-a-number is not below 0, and stays.
                let number = numbers[column]
                numbers[column] = number <= 0 ? 0 : number
            }
        }
    }
}
