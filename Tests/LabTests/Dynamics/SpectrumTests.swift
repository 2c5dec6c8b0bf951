import Datasets
import Declarations
import Foundation
import Networks
import Testing

@testable import Lab

/// Closed forms of the Dirac-GAN at its equilibrium (0, 0), f(t) = −log(1 + e^−t): Mescheder, Geiger, Nowozin 2018, section 2 and
/// appendix; consensus: Mescheder, Nowozin, Geiger 2017; symplectic: Balduzzi et al. 2018.
@Suite("The eigenvalues of a game")
struct SpectrumTests {
    private func recipe(at start: (generator: Float, discriminator: Float) = (0, 0), rule: any StepRule = Simultaneous()) throws -> Recipe {
        var recipe = try DiracTests.recipe(rule: rule)
        recipe.loss = Minimax()
        recipe.chosenLayers[.generator] = specify([ConstantLayer([1], start: start.generator)])
        recipe.chosenLayers[.discriminator] = specify([
            Dense(1, weights: WeightOptions(initializer: ConstantInitializer(start.discriminator), hasBias: false))
        ])
        return recipe
    }

    private func expect(_ recipe: Recipe, _ real: Double, _ imaginary: Double, within tolerance: Double = 1e-5) throws {
        let spectrum = try Experiment(recipe).spectrum()
        #expect(spectrum.isWhole && spectrum.count == 2)
        for (value, sign) in zip(spectrum.values, [1.0, -1]) {
            #expect(abs(value.real - real) < tolerance && abs(value.imaginary - sign * imaginary) < tolerance, "\(spectrum.values)")
        }
    }

    @Test("plain losses turn for ever: ±i f′(0), and ±i under an unclipped critic")
    func turning() throws {
        try expect(try recipe(), 0, 0.5)
        var recipe = try recipe()
        recipe.loss = NonSaturating()
        try expect(recipe, 0, 0.5)
        recipe.loss = Wasserstein()
        recipe.chosenPenalties = []
        try expect(recipe, 0, 1)
    }

    @Test("a penalty on the slope turns it inwards: −γ/2 ± √(γ²/4 − ¼)", arguments: [0.3, 0.8])
    func slope(gamma: Double) throws {
        var recipe = try recipe()
        recipe.chosenPenalties = [RealSlopePenalty(gamma: Schedule(gamma))]
        try expect(recipe, -gamma / 2, (0.25 - gamma * gamma / 4).squareRoot())
    }

    @Test("beyond γ = 1 nothing turns any more, and the slower of two real ones decides")
    func overdamped() throws {
        var recipe = try recipe()
        recipe.chosenPenalties = [RealSlopePenalty(gamma: 2)]
        let root = (1 - 0.25).squareRoot()
        let values = try Experiment(recipe).spectrum().values
        #expect(abs(values[0].real - (-1 + root)) < 1e-5 && abs(values[1].real - (-1 - root)) < 1e-5)
        #expect(values.allSatisfy { $0.imaginary == 0 })
    }

    @Test("consensus and symplectic updates have the eigenvalues of their own field, −¼ ± ½i")
    func rules() throws {
        try expect(try recipe(rule: Consensus(weight: 1)), -0.25, 0.5)
        try expect(try recipe(rule: Symplectic(weight: 1)), -0.25, 0.5)
    }

    /// −σ²/4 ± √(σ⁴/16 − ¼); the noise of 16 batches of 1024 is what is left.
    @Test("instance noise turns it inwards as well")
    func instanceNoise() throws {
        var recipe = try recipe()
        recipe.chosenBatch = 1024
        recipe.tricks = [InstanceNoise(deviation: 0.7)]
        try expect(recipe, -0.1225, 0.4848, within: 0.01)
    }

    /// By hand, as in `DiracTests.consensus`: trace σ′(ψ² − θ²), determinant (σ + σ′ψθ)² − σ′²ψ²θ² of the descent's Jacobian.
    @Test("are taken where the game stands")
    func elsewhere() throws {
        let (theta, psi) = (0.5, -1.5)
        let sigma = 1 / (1 + exp(-theta * psi))
        let slope = sigma * (1 - sigma)
        let trace = slope * (psi * psi - theta * theta)
        let determinant = pow(sigma + slope * psi * theta, 2) - slope * slope * psi * psi * theta * theta
        let root = trace * trace / 4 - determinant
        let values = try Experiment(try recipe(at: (Float(theta), Float(psi)))).spectrum().values
        let (real, imaginary) = root > 0 ? (trace / 2 + root.squareRoot(), 0) : (trace / 2, (-root).squareRoot())
        #expect(abs(values[0].real - real) < 1e-5)
        #expect(abs(values[0].imaginary - imaginary) < 1e-5)
    }

    @Test("the outermost of a larger game are among all of it")
    func outermost() throws {
        var recipe = try ringRecipe()
        recipe.chosenBatch = 64
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 30)
        let found = try experiment.spectrum()
        #expect(!found.isWhole && found.values.count >= 2 && found.count == 91)
        let field = try GameField(of: experiment)
        let rows = (0..<field.count).flatMap { row in
            field.transposedProduct(with: (0..<field.count).map { $0 == row ? 1 : 0 }).map(Double.init)
        }
        let all = try #require(eigenvalues(of: rows, order: field.count))
        let radius = all.map(\.length).max() ?? 0
        #expect(abs((found.values.map(\.length).max() ?? 0) - radius) < 0.01 * radius)
        for value in found.values {
            #expect(all.contains { hypot($0.real - value.real, $0.imaginary - value.imaginary) < 0.02 * radius }, "\(value)")
        }
    }

    @Test("looking leaves the experiment as it is, and training goes on as without it")
    func leavesNothing() throws {
        let (looked, other) = (try Experiment(try ringRecipe()), try Experiment(try ringRecipe()))
        for experiment in [looked, other] { try experiment.train(steps: 5) }
        _ = try looked.spectrum()
        _ = try looked.dualityGap(steps: 3)
        #expect(looked.bits == other.bits && looked.step == 5 && looked.history == other.history)
        for experiment in [looked, other] { try experiment.train(steps: 5) }
        #expect(looked.bits == other.bits)
    }

    @Test("as measurements they are of games whose eigenvalues are all known")
    func measurements() throws {
        let small = try Experiment(try recipe())
        #expect(abs(try #require(measurement(named: "eigenvalue.real")).value(of: small)) < 1e-6)
        #expect(abs(try #require(measurement(named: "eigenvalue.imaginary")).value(of: small) - 0.5) < 1e-5)
        let reason = measurement(named: "eigenvalue.real")?.unavailability(in: try ringRecipe())
        #expect(reason == "the players have 91 numbers, and all eigenvalues are found for up to 64; `plot eigenvalues` shows the outermost")
    }
}
