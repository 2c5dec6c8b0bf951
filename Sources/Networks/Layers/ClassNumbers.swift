import Declarations
import Graphs

// What layers that take the class of an example have in common.

extension LayerContext {
    /// The row of each example's class in a table `[classes, numbers]`, as `[batch, 1, …, numbers]`: broadcast, the same at every pixel
    /// of an input of `input`'s shape.
    ///
    /// A product with one-hot rows, so that derivatives of any order reach the table.
    func numbersOfClass(_ table: Tensor, like input: Tensor) throws -> Tensor {
        guard let labels else { throw Refusal.needsClasses("layer", to: "takes the class of an example") }
        let rows = try labels.oneHot(count: table.shape[0]).matrixProduct(table)
        let places = input.shape.dropFirst().dropLast().map { _ in 1 }
        return try rows.reshaped(to: [input.shape[0]] + places + [table.shape[1]])
    }
}

/// What layers that take the class claim alike.
enum ClassNumbers {
    /// The class in the generator alone.
    static let unheldGenerator = Claim.risks(
        .ignoredClass, "tells the generator the class, and nothing in the discriminator holds it to that",
        when: .all([.stands(in: "generator"), .not(.uses(.layer, layers, in: "discriminator"))]),
        help: "`layer label` or `layer projection` in the discriminator too", source: "Mirza, Osindero 2014, section 3.2")

    /// Layers of a discriminator that take the class.
    static let layers = ["label", "embedding", "projection", "conditional-batchnorm"]
}

extension Refusal {
    /// A layer takes the class of an example, and the data have none.
    static func needsClasses(_ layer: String, to purpose: String) -> Refusal {
        Refusal(
            "`\(layer)` \(purpose), but the data have no classes",
            help: "`data ring`, `data moons` and `data digits` have some, and your own data with labels")
    }
}
