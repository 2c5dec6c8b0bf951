import Declarations
import Graphs
import Networks
import Testing

@testable import Lab

/// Puts a number in the place of the generator's loss.
private struct Replacing: Trick {
    static let declaration = Declaration("replacing", summary: "a loss of 5", example: "trick replacing", source: "this test")

    init() {}
    init(_ values: OptionValues) throws(Refusal) {}

    func loss(of network: NetworkID, _ loss: Tensor, in duel: Duel) throws -> Tensor {
        network == .generator ? try duel.fakeScores.mean() * 0 + 5 : loss
    }

    func check(_ networks: [NetworkPlan]) throws(Refusal) {
        guard networks.map(\.name) == ["generator", "discriminator"], networks[1].layers.count == 3 else {
            throw Refusal("other networks", help: "three layers")
        }
    }

    var extraApplications: Int { 10 }
}

/// Adds 2 to the generator's loss.
private struct Adding: Penalty {
    static let declaration = Declaration("adding", summary: "adds 2", example: "penalty adding", source: "this test")

    init() {}
    init(_ values: OptionValues) throws(Refusal) {}

    func term(for network: NetworkID, in duel: Duel, stream: RandomStream) throws -> Tensor? {
        network == .generator ? .constant(2) : nil
    }
}

@Suite("What a trick changes of a game")
struct TrickOrderTests {
    @Test("penalties come on top of another loss in the loss's place")
    func penalties() throws {
        var recipe = try ringRecipe()
        recipe.tricks = [Replacing()]
        recipe.chosenPenalties = [Adding()]
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 1)
        #expect(experiment.history.value(.generatorLoss, atStep: 1) == 7)
    }

    @Test("it sees the networks before anything is allocated, and what it says of them is said of the trick")
    func check() throws {
        var recipe = try ringRecipe()
        recipe.tricks = [Replacing()]
        #expect(throws: Never.self) { try RecipeCheck(recipe) }
        recipe.chosenLayers[.discriminator] = specify([Dense(1)])
        #expect(throws: RecipeError(.trick, "other networks", help: "three layers")) { try RecipeCheck(recipe) }
    }

    @Test("its applications of the discriminator count in the estimate of memory")
    func memory() throws {
        var recipe = try ringRecipe()
        let plain = try RecipeCheck(recipe)
        recipe.tricks = [Replacing()]
        let plan = try #require(plain.network(.discriminator)).plan
        let more = plan.trainingBytes(batch: 16, applications: 13) - plan.trainingBytes(batch: 16, applications: 3)
        #expect(try RecipeCheck(recipe).memory.bytes == plain.memory.bytes + Double(more))
    }
}
