import Foundation
import Graphs
import Networks

/// The field along which gradient descent moves all players of a game at once, as a function of their parameters.
///
/// Formula: v(θ) = −(∇_D L_D, ∇_G L_G), or what the step rule of the recipe puts in its place (`FieldRule`): the direction of a step
/// of vanishing rate. Optimizers are left out: what Adam makes of the directions has no field of its own. It is a mean over
/// batches drawn for looking.
///
/// It works on a copy of the experiment, whose parameters it may set as it likes.
final class GameField {
    /// In the order of the field's coordinates.
    let parameters: [Variable]
    /// Whose each is.
    let movers: [NetworkID]
    private let copy: Experiment
    private let values: Program
    /// The direction u of a product.
    private let direction: [Variable]
    /// Jᵀu.
    private let product: Program
    private let trainingStep: Variable

    init(of experiment: Experiment) throws {
        let copy = try experiment.replica()
        self.copy = copy
        trainingStep = Variable("training-step", shape: [])
        trainingStep.values = [Float(copy.step)]
        let field = try JointField(of: copy.game(trainingStep: trainingStep.tensor))
        let descent = try field.direction(under: copy.recipe.rule).map { -$0 }
        movers = field.movers
        parameters = copy.recipe.movers.flatMap { id in copy.network(id)?.parameters ?? [] }
        precondition(movers.count == parameters.count, "every parameter of the game moves")
        direction = parameters.map { Variable("direction.\($0.name)", shape: $0.shape) }
        values = try Program(outputs: descent)
        let along = try innerProduct(descent, direction.map(\.tensor))
        product = try Program(outputs: gradient(of: along, withRespectTo: field.parameters))
    }

    /// How many numbers the players have in all.
    var count: Int { parameters.reduce(0) { $0 + $1.shape.elementCount } }

    /// All players' numbers in one row.
    var point: [Float] {
        get { parameters.flatMap(\.values) }
        set { Self.put(newValue, into: parameters) }
    }

    /// v at the point, a mean of so many batches.
    func value(batches: Int = 1) -> [Float] { mean(of: values, batches: batches) }

    /// Jᵀu for the Jacobian J = ∂v/∂θ at the point.
    func transposedProduct(with vector: [Float], batches: Int = 1) -> [Float] {
        Self.put(vector, into: direction)
        return mean(of: product, batches: batches)
    }

    private func mean(of program: Program, batches: Int) -> [Float] {
        var sum: [Double] = []
        for batch in 1...batches {
            program.run(copy.drawingPosition(pass: batch))
            let values = parameters.indices.flatMap { program.value($0) }
            if batches == 1 { return values }
            if sum.isEmpty { sum = values.map(Double.init) } else { for place in sum.indices { sum[place] += Double(values[place]) } }
        }
        return sum.map { Float($0 / Double(batches)) }
    }

    private static func put(_ values: [Float], into variables: [Variable]) {
        var rest = values[...]
        for variable in variables {
            variable.values = Array(rest.prefix(variable.shape.elementCount))
            rest = rest.dropFirst(variable.shape.elementCount)
        }
    }
}

/// A rule whose players go along another field than their gradients.
protocol FieldRule: StepRule {
    /// What every player moves against, in the order of the field.
    func direction(in field: JointField) throws -> [Tensor]
}

extension JointField {
    /// What a rule's players move against where their steps are small: their gradients, unless the rule says otherwise.
    func direction(under rule: any StepRule) throws -> [Tensor] {
        try (rule as? any FieldRule)?.direction(in: self) ?? values
    }
}

extension Experiment {
    /// The game as the next step finds it.
    func game(trainingStep: Tensor) -> Game {
        Game(recipe, data: source, start: memory.state, trainingStep: trainingStep)
    }
}
