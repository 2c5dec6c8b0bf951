/// A matrix product as products of parts of its result, which threads share: members of the batch, rows or columns.
///
/// No part adds to another's numbers.
final class DividedMatrixProduct {
    private let parts: [Part]

    private struct Part {
        let product: OneDNNMatrixProduct
        let left: Int
        let right: Int
        let column: Int
        let result: Int
    }

    private enum Axis { case batch, rows, columns }

    // Stretches end where tiles of the library do.
    private static let grain = 16

    /// Nothing where one part is enough.
    init?(_ sizes: MatrixProductSizes) throws(KernelError) {
        let axis: Axis = sizes.batch > 1 ? .batch : sizes.rows >= sizes.columns ? .rows : .columns
        let (count, grain) = switch axis {
        case .batch: (sizes.batch, 1)
        case .rows: (sizes.rows, Self.grain)
        case .columns: (sizes.columns, Self.grain)
        }
        let terms = sizes.batch * sizes.rows * sizes.columns * sizes.inner
        let number = Division.parts(cost: Division.cost(terms: terms), most: (count + grain - 1) / grain)
        guard number > 1 else { return nil }
        var parts: [Part] = []
        for part in 0..<number {
            let range = Division.range(part, of: number, count: count, grain: grain)
            let first = range.lowerBound
            var own = sizes
            switch axis {
            case .batch:
                own.batch = range.count
                parts.append(
                    Part(
                        product: try OneDNNMatrixProduct(own), left: first * sizes.leftBatchStep, right: first * sizes.rightBatchStep,
                        column: 0, result: first * sizes.rows * sizes.columns))
            case .rows:
                own.partRows = range.count
                parts.append(
                    Part(
                        product: try OneDNNMatrixProduct(own), left: first * sizes.leftRowStep, right: 0, column: 0,
                        result: first * sizes.columns))
            case .columns:
                own.partColumns = range.count
                parts.append(
                    Part(
                        product: try OneDNNMatrixProduct(own), left: 0, right: first * sizes.rightColumnStep, column: first,
                        result: first))
            }
        }
        self.parts = parts
    }

    var name: String { "\(parts[0].product.name), \(parts.count) parts" }

    func run(
        left: UnsafePointer<Float>, right: UnsafePointer<Float>, bias: UnsafePointer<Float>?, result: UnsafeMutablePointer<Float>
    ) {
        parallel(parts.count) { number in
            let part = parts[number]
            part.product.run(
                left: left + part.left, right: right + part.right, bias: bias.map { $0 + part.column }, result: result + part.result)
        }
    }
}
