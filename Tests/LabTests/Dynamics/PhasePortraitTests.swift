import Declarations
import Foundation
import Networks
import Testing

@testable import Lab

@Suite("The phase portrait")
struct PhasePortraitTests {
    private func experiment(steps: Int) throws -> Experiment {
        var recipe = try DiracTests.recipe(rule: Simultaneous())
        recipe.loss = Minimax()
        let experiment = try Experiment(recipe)
        try experiment.train(steps: steps)
        return experiment
    }

    @Test("has the way from the start to where training stands, step by step")
    func way() throws {
        let experiment = try experiment(steps: 130)
        let before = experiment.bits
        let portrait = try experiment.phasePortrait()
        #expect(portrait.path.map(\.step) == Array(0...130))
        let (first, last) = (portrait.path[0], portrait.path[130])
        #expect(first.x == 1 && first.y == -1)
        #expect(Float(last.x) == experiment.network(.generator)?.parameters[0].values[0])
        #expect(Float(last.y) == experiment.network(.discriminator)?.parameters[0].values[0])
        #expect(portrait.names == (x: "generator.0.value", y: "discriminator.0.weight"))
        #expect(portrait.path.allSatisfy { portrait.range.x.contains($0.x) && portrait.range.y.contains($0.y) })
        #expect(experiment.bits == before && experiment.step == 130)
    }

    /// v = (−σ(ψθ) θ, σ(ψθ) ψ) for (ψ, θ).
    @Test("has arrows where gradient descent leads")
    func arrows() throws {
        let portrait = try experiment(steps: 40).phasePortrait(columns: 5, rows: 4)
        #expect(portrait.arrows.count == 20)
        for arrow in portrait.arrows {
            let sigma = 1 / (1 + exp(-arrow.x * arrow.y))
            let expected = (x: sigma * arrow.y, y: -sigma * arrow.x)
            #expect(abs(arrow.toX - expected.x) < 1e-5)
            #expect(abs(arrow.toY - expected.y) < 1e-5)
        }
    }

    @Test("stands around a game that has not moved, and shows a long way in parts")
    func lengths() throws {
        let still = try experiment(steps: 0).phasePortrait(columns: 2, rows: 2)
        #expect(still.path.count == 1 && still.range.x == 0...2 && still.range.y == -2...0)
        let long = try experiment(steps: 2500).phasePortrait(columns: 2, rows: 2)
        #expect((500...1001).contains(long.path.count) && long.path.last?.step == 2500)
    }

    @Test("refuses other games, and names the smallest one")
    func refusal() throws {
        let refusal = #expect(throws: Refusal.self) { try ringRecipe().requireTwoNumbers() }
        #expect(refusal?.message == "`plot phase` draws a game of two numbers, one of each player, found 58 of the generator and 33 of the discriminator")
        #expect(refusal?.help?.contains("`layer dense 1 no-bias initializer ones`") == true)
    }
}
