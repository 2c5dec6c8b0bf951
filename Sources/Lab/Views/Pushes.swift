import Declarations
import Graphs
import Networks

/// Where the generator's loss would have its examples go: x ↦ −∂L_G/∂x, the slope of each example's own part of the loss.
///
/// It is the first piece of the generator's gradient, before it passes through the generator: where it is zero, nothing is learned
/// from this example, however wrong it is. The part is that of the loss alone, of scores in sampling mode; penalties and tricks that
/// minimise more do not depend on one example.
/// Source: Goodfellow et al. 2014, figure 1: the gradient of D guides G(z) to regions that are more likely classified as data.
public struct Pushes: Sendable, Equatable {
    /// The examples that are pushed, `[count, …size]` row-major.
    public let points: [Float]
    /// One number for each of theirs.
    public let directions: [Float]
    /// The numbers of one example.
    public let length: Int

    /// How hard each example is pushed: the Euclidean length of its direction.
    public var lengths: [Double] {
        stride(from: 0, to: directions.count, by: length).map { start in
            directions[start..<start + length].reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
        }
    }
}

extension Recipe {
    /// Why scores do not tell where examples are pushed; `nil` where they do.
    public var pushRefusal: Refusal? {
        if let scoreRefusal { return scoreRefusal }
        guard tricks.contains(where: { type(of: $0).declaration.name == FeatureMatching.declaration.name }) else { return nil }
        return Refusal("under `trick feature-matching` the generator does not follow the scores")
    }
}

extension Experiment {
    /// Where generated examples are pushed, at the step that stands; throws `pushRefusal` of the recipe.
    ///
    /// - Parameter label: the class of the samples and what a conditional discriminator takes them for, 0 where it is `nil`.
    public func pushes(count: Int, ofClass label: Int? = nil) throws -> Pushes {
        try pushes(on: samples(count: count, ofClass: label), ofClass: label ?? 0)
    }

    /// Where given examples `[count, …size]` would be pushed if the generator had made them.
    public func pushes(on points: [Float], ofClass label: Int = 0) throws -> Pushes {
        if let refusal = recipe.pushRefusal { throw refusal }
        let length = recipe.dataset.size.elementCount
        let count = points.count / length
        guard count > 0 else { return Pushes(points: [], directions: [], length: length) }
        let slope = try views.slopes.value(count) { try Slope(count: count, recipe: recipe, discriminator: discriminator()) }
        let real = recipe.loss.comparesSides ? try realExamples(count: count) : []
        let values = slope.values(at: points, real: real, ofClass: label, position: drawingPosition())
        return Pushes(points: points, directions: values.map { -$0 }, length: length)
    }
}

/// The derivative of the generator's loss by the examples it made.
final class Slope {
    private let program: Program
    private let points: Variable
    private let real: Variable?
    private let labels: Variable?

    init(count: Int, recipe: Recipe, discriminator: Network) throws {
        points = Variable("points", shape: [count] + discriminator.inputSize)
        real = recipe.loss.comparesSides ? Variable("real", shape: [count] + discriminator.inputSize) : nil
        labels = recipe.dataset.classCount.map { _ in Variable("labels", shape: [count]) }
        let labels = labels?.tensor
        func scores(_ examples: Tensor, _ stream: RandomStream) throws -> Tensor {
            try discriminator.apply(examples, mode: .sampling, stream: stream, labels: labels).output
        }
        let loss = try recipe.loss.generatorLoss(
            real: real.map { try scores($0.tensor, .examples.discriminator.real) }, fake: scores(points.tensor, .examples.discriminator))
        // A mean over the batch: each example's own part is so many times its share of it.
        program = try Program(outputs: [gradient(of: loss * Float(count), withRespectTo: [points.tensor])[0]])
    }

    func values(at examples: [Float], real others: [Float], ofClass label: Int, position: RandomPosition) -> [Float] {
        points.values = examples
        real?.values = others
        if let labels { labels.values = [Float](repeating: Float(label), count: labels.shape[0]) }
        program.run(position)
        return program.value(0)
    }
}
