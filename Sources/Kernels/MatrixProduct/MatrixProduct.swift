import COneDNN

/// result[b] = activation(left[b] · right[b] + bias): a batch of matrix products of fixed sizes, prepared once and run many times.
///
/// | array | shape | with `transpose…` | with `shared…` |
/// |---|---|---|---|
/// | left | [batch, rows, inner] | [batch, inner, rows] | no batch axis |
/// | right | [batch, inner, columns] | [batch, columns, inner] | no batch axis |
/// | bias | [columns], added to every row | | |
/// | result | [batch, rows, columns] | | |
///
/// All arrays are dense and row-major. A transposed operand is read in place through its steps, never copied.
/// `run` allocates nothing; one object must not run on two threads at once.
public final class MatrixProduct {
    private let method: Method

    private enum Method {
        case thin(ThinMatrixProduct)
        case divided(DividedMatrixProduct)
        case library(OneDNNMatrixProduct)
    }

    /// - Throws: `KernelError` when a size is below 1 or oneDNN rejects the sizes.
    public init(
        batch: Int, rows: Int, columns: Int, inner: Int, transposeLeft: Bool = false, transposeRight: Bool = false,
        sharedLeft: Bool = false, sharedRight: Bool = false, bias: Bool = false, activation: FusedActivation = .none
    ) throws(KernelError) {
        guard batch > 0, rows > 0, columns > 0, inner > 0 else {
            throw KernelError(
                message: "expected sizes of at least 1 in a matrix product, found batch \(batch), rows \(rows), columns \(columns), inner \(inner)")
        }
        var sizes = MatrixProductSizes(
            batch: batch, rows: rows, columns: columns, inner: inner, transposeLeft: transposeLeft, transposeRight: transposeRight,
            sharedLeft: sharedLeft || batch == 1, sharedRight: sharedRight || batch == 1, bias: bias, activation: activation)
        sizes.flattenBatch()
        if let thin = ThinMatrixProduct(sizes) {
            method = .thin(thin)
        } else if let divided = try DividedMatrixProduct(sizes) {
            method = .divided(divided)
        } else {
            method = .library(try OneDNNMatrixProduct(sizes))
        }
    }

    public func run(
        left: UnsafePointer<Float>, right: UnsafePointer<Float>, bias: UnsafePointer<Float>? = nil, result: UnsafeMutablePointer<Float>
    ) {
        switch method {
        case .thin(let product): product.run(left: left, right: right, bias: bias, result: result)
        case .divided(let product): product.run(left: left, right: right, bias: bias, result: result)
        case .library(let product): product.run(left: left, right: right, bias: bias, result: result)
        }
    }

    /// Which code computes the product, for diagnostics and benchmarks.
    public var implementationName: String {
        switch method {
        case .thin(let product): product.name
        case .divided(let product): product.name
        case .library(let product): product.name
        }
    }
}

/// The sizes of a product and what happens to its result.
struct MatrixProductSizes {
    var batch: Int
    var rows: Int
    var columns: Int
    var inner: Int
    var transposeLeft: Bool
    var transposeRight: Bool
    var sharedLeft: Bool
    var sharedRight: Bool
    var bias: Bool
    var activation: FusedActivation
    /// Fewer rows or columns, for a part of the result: the steps stay the whole product's.
    var partRows: Int?
    var partColumns: Int?

    /// When every member of the batch meets the same right matrix, the batch is just more rows: one large product is faster than many small ones.
    mutating func flattenBatch() {
        if batch > 1, sharedRight, !transposeLeft, !sharedLeft {
            rows *= batch
            batch = 1
            sharedLeft = true
        }
    }

    // The distance in elements between neighbours along each axis of the operands.
    var leftRowStep: Int { transposeLeft ? 1 : inner }
    var leftInnerStep: Int { transposeLeft ? rows : 1 }
    var leftBatchStep: Int { sharedLeft ? 0 : rows * inner }
    var rightInnerStep: Int { transposeRight ? 1 : columns }
    var rightColumnStep: Int { transposeRight ? inner : 1 }
    var rightBatchStep: Int { sharedRight ? 0 : inner * columns }
}
