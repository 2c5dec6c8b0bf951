import Datasets
import Foundation
import Graphs
import Networks
import Testing

@testable import Lab

/// The smallest game there is: all data at 0, a generator that is one number θ, a discriminator D(x) = ψ x.
///
/// The figures are the lengths of (θ, ψ) after 500 steps of plain gradient descent at rate 0.2 from (1, −1), recomputed in double
/// precision from the update equations of Mescheder et al. 2018, section 2 and appendix; each is held to its printed digits.
/// Alternating updates begin with the generator there; a penalty's weight is half of theirs, as a derivative of a square.
@Suite("The Dirac-GAN")
struct DiracTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var name: String
        var loss: any Loss
        var penalties: [any Penalty]?
        /// Simultaneous, alternating 1:1, alternating 5:1.
        var lengths: [String]

        var testDescription: String { name }
    }

    static let rows: [Row] = [
        Row(name: "minimax", loss: Minimax(), lengths: ["3.10", "1.42", "1.85"]),
        Row(name: "non-saturating", loss: NonSaturating(), lengths: ["0.640", "0.284", "0.139"]),
        Row(name: "wgan, clip 1", loss: Wasserstein(clip: 1), lengths: ["1.00", "1.02", "0.917"]),
        Row(
            name: "wgan-gp, weight 0.35, target 1", loss: WassersteinGradientPenalty(penalty: .init(weight: 0.35)),
            lengths: ["1.80", "1.22", "0.716"]),
        Row(
            name: "R1, γ 0.3", loss: Minimax(), penalties: [GradientPenalty(weight: 0.15, target: 0)],
            lengths: ["2.6e-06", "2.3e-07", "9e-34"]),
        Row(
            name: "penalty r1, γ 0.3", loss: Minimax(), penalties: [RealSlopePenalty(gamma: 0.3)],
            lengths: ["2.6e-06", "2.3e-07", "9e-34"]),
        Row(
            name: "penalty r1, γ 1", loss: Minimax(), penalties: [RealSlopePenalty(gamma: 1)],
            lengths: ["1e-21", "7e-17", "5e-12"]),
        // A linear discriminator has one slope everywhere.
        Row(
            name: "penalty r2, γ 0.3", loss: Minimax(), penalties: [GeneratedSlopePenalty(gamma: 0.3)],
            lengths: ["2.6e-06", "2.3e-07", "9e-34"]),
        Row(
            name: "R1, γ 1", loss: Minimax(), penalties: [GradientPenalty(weight: 0.5, target: 0)],
            lengths: ["1e-21", "7e-17", "5e-12"]),
    ]

    static func recipe(rule: any StepRule, ratio: Int = 1) throws -> Recipe {
        var recipe = Recipe(dataset: try dataset(PointDataset.self))
        recipe.chosenLatent = NormalLatent(1)
        recipe.chosenBatch = 4
        recipe.chosenLayers[.generator] = specify([ConstantLayer([1], start: 1)])
        recipe.chosenLayers[.discriminator] = specify([
            Dense(1, weights: WeightOptions(initializer: ConstantInitializer(-1), hasBias: false))
        ])
        for network in Adversarial.networks { recipe.chosenOptimizers[network] = GradientDescent(rate: 0.2) }
        recipe.rule = rule
        recipe.ratio = .init(discriminator: ratio)
        return recipe
    }

    static func length(_ experiment: Experiment) -> Double {
        experiment.networks.flatMap { $0.parameters }.flatMap(\.values).reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    }

    @Test("goes where its equations say, under every rule", arguments: rows)
    func table(row: Row) throws {
        let rules: [(any StepRule, Int)] = [(Simultaneous(), 1), (Alternating(first: .generator), 1), (Alternating(first: .generator), 5)]
        for ((rule, ratio), expected) in zip(rules, row.lengths) {
            var recipe = try Self.recipe(rule: rule, ratio: ratio)
            recipe.loss = row.loss
            recipe.chosenPenalties = row.penalties
            let experiment = try Experiment(recipe)
            try experiment.train(steps: 500)
            let digits = expected.filter { $0.isNumber && $0 != "0" }.isEmpty ? 0 : expected.contains("e")
                ? expected.split(separator: "e")[0].count { $0.isNumber } - 1 : expected.split(separator: ".")[1].count
            let format = expected.contains("e") ? "%.\(digits)e" : "%.\(digits)f"
            #expect(String(format: format, Self.length(experiment)) == expected, "\(rule.name) \(ratio):1")
        }
    }

    /// The noise of the batches keeps it from standing still; about 0.02, 0.02 and 0.03 with 256 examples each.
    @Test("comes close to its end under instance noise of deviation 0.7, where minimax alone spirals away")
    func instanceNoise() throws {
        let rules: [(any StepRule, Int)] = [(Simultaneous(), 1), (Alternating(first: .generator), 1), (Alternating(first: .generator), 5)]
        for (rule, ratio) in rules {
            var recipe = try Self.recipe(rule: rule, ratio: ratio)
            recipe.loss = Minimax()
            recipe.chosenBatch = 256
            recipe.tricks = [InstanceNoise(deviation: 0.7)]
            let experiment = try Experiment(recipe)
            try experiment.train(steps: 500)
            #expect((0.001...0.06).contains(Self.length(experiment)), "\(rule.name) \(ratio):1: \(Self.length(experiment))")
        }
    }

    /// One step by hand. v_D = σ(ψθ) θ and v_G = −σ(ψθ) ψ; with σ' = σ (1 − σ) their derivatives are
    /// ∂v_D/∂ψ = σ' θ², ∂v_D/∂θ = σ + σ' ψθ, ∂v_G/∂ψ = −σ − σ' ψθ, ∂v_G/∂θ = −σ' ψ².
    @Test("consensus adds the gradient of half the squared length of the field", arguments: [Float(0), 1, 2.5])
    func consensus(weight: Float) throws {
        var recipe = try Self.recipe(rule: Consensus(weight: weight))
        recipe.loss = Minimax()
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 1)
        let (theta, psi) = (1.0, -1.0)
        let sigma = 1 / (1 + exp(-psi * theta))
        let slope = sigma * (1 - sigma)
        let (fieldD, fieldG) = (sigma * theta, -sigma * psi)
        let pullD = fieldD * slope * theta * theta + fieldG * (-sigma - slope * psi * theta)
        let pullG = fieldD * (sigma + slope * psi * theta) + fieldG * -slope * psi * psi
        let expected = [theta - 0.2 * (fieldG + Double(weight) * pullG), psi - 0.2 * (fieldD + Double(weight) * pullD)]
        for (network, value) in zip(experiment.networks, expected) {
            #expect(abs(Double(network.parameters[0].values[0]) - value) < 1e-6)
        }
    }

    @Test(
        "consensus of one side pulls to where its gradient is small, and on one side only that side",
        arguments: [NetworkScope.discriminator, .generator, .both], [NetworkScope.discriminator, .generator, .both])
    func sides(source: NetworkScope, target: NetworkScope) throws {
        let weight = 1.5
        var recipe = try Self.recipe(rule: Consensus(weight: Float(weight), of: source, on: target))
        recipe.loss = Minimax()
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 1)
        let (theta, psi) = (1.0, -1.0)
        let sigma = 1 / (1 + exp(-psi * theta))
        let slope = sigma * (1 - sigma)
        let (fieldD, fieldG) = (sigma * theta, -sigma * psi)
        let (ofD, ofG) = (source == .generator ? 0 : fieldD, source == .discriminator ? 0 : fieldG)
        let pullD = target == .generator ? 0 : ofD * slope * theta * theta + ofG * (-sigma - slope * psi * theta)
        let pullG = target == .discriminator ? 0 : ofD * (sigma + slope * psi * theta) + ofG * -slope * psi * psi
        let expected = [theta - 0.2 * (fieldG + weight * pullG), psi - 0.2 * (fieldD + weight * pullD)]
        for (network, value) in zip(experiment.networks, expected) {
            #expect(abs(Double(network.parameters[0].values[0]) - value) < 1e-6)
        }
    }

    /// γ ψ every k-th step, k times as strong: simulated in double precision, beside the program.
    @Test("R1 at intervals follows its own equations and converges", arguments: [2, 4, 16])
    func interval(_ interval: Int) throws {
        var recipe = try Self.recipe(rule: Simultaneous())
        recipe.loss = Minimax()
        recipe.chosenPenalties = [RealSlopePenalty(gamma: 0.3, interval: interval)]
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 100)
        var (theta, psi) = (1.0, -1.0)
        for step in 0..<100 {
            let sigma = 1 / (1 + exp(-psi * theta))
            let pull = step.isMultiple(of: interval) ? 0.3 * Double(interval) * psi : 0
            (theta, psi) = (theta + 0.2 * sigma * psi, psi - 0.2 * (sigma * theta + pull))
        }
        for (network, value) in zip(experiment.networks, [theta, psi]) {
            #expect(abs(Double(network.parameters[0].values[0]) - value) < 1e-5)
        }
        #expect(Self.length(experiment) < 0.2)
    }

    /// Eigenvalues −¼ ± ½i: each step of rate 0.2 multiplies the distance by √(0.95² + 0.1²) = 0.95525 near the equilibrium.
    @Test("consensus spirals inwards where simultaneous updates spiral outwards")
    func spiral() throws {
        var recipe = try Self.recipe(rule: Consensus(weight: 1))
        recipe.loss = Minimax()
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 200)
        let before = Self.length(experiment)
        try experiment.train(steps: 50)
        #expect(before < 0.01)
        #expect(abs(pow(Self.length(experiment) / before, 1.0 / 50) - 0.95525) < 1e-4)
    }

    @Test("rules that move all networks at once refuse a ratio")
    func ratio() throws {
        for rule in [Simultaneous(), Consensus()] as [any StepRule] {
            #expect(throws: RecipeError.self) { try RecipeCheck(Self.recipe(rule: rule, ratio: 2)) }
        }
    }

    @Test("simultaneous updates are each network's own update on the old weights of the other")
    func simultaneous() throws {
        var recipe = try ringRecipe()
        let apart = try Experiment(recipe)
        recipe.rule = Simultaneous()
        let together = try Experiment(recipe)
        try together.train(steps: 1)
        let (_, turns) = try apart.plannedTurns()
        let stores = turns.map { apart.memory.stores(of: $0) }
        // Both turns read the start weights: the second program must run on a copy of them.
        let start = apart.snapshot()
        var after: [[Float]] = []
        for (turn, network) in zip(stores, [NetworkID.discriminator, .generator]) {
            try apart.restore(start)
            try Program(updates: turn).run(apart.position)
            after.append(apart.trained(network).network.parameters.flatMap(\.values))
        }
        for (values, network) in zip(after, [NetworkID.discriminator, .generator]) {
            for (a, b) in zip(values, together.trained(network).network.parameters.flatMap(\.values)) { #expect(abs(a - b) < 1e-6) }
        }
    }
}
