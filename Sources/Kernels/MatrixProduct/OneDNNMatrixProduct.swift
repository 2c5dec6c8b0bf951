import COneDNN

/// A matrix product by oneDNN's primitive.
final class OneDNNMatrixProduct {
    private let handle: OpaquePointer

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
        shape.has_rectifier = sizes.activation != .none
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
    }
}
