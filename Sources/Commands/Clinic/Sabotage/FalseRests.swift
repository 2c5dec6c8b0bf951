import Declarations
import Lab
import Networks

// Trainings that go round, or rest where nothing is good.

let oscillation = Sabotage(
    .oscillation,
    Sabotage.Way(
        on: [.smallestGame],
        "each player pushes the other along a circle around the point where both would rest, and nothing draws them in",
        source: "Mescheder, Geiger, Nowozin 2018, Which training methods for GANs do actually converge?, section 2",
        benches: [Habitat.smallestGame.wayThere], steps: 1000, shown: "swing(loss.generator, 200) > 1"
    ) { _ in plainDuel(loss: "wgan", generator: "sgd rate 0.1") + ["penalty none"] })

let falseEquilibrium = Sabotage(
    .falseEquilibrium,
    Sabotage.Way(
        on: [.heaps, .denseNetworks], plainReason, source: plainSource, benches: [["data ring"]], steps: 1500, cureSteps: 500,
        shown: "abs(score.fake - 0.5) < 0.05 and quality < 0.02"
    ) { _ in plainDuel(loss: "non-saturating", generator: "sgd rate 0.02") + ["discriminator", "  layer dense 1"] },
    Sabotage.Way(
        on: [.digits, .denseNetworks], plainReason, source: plainSource, benches: [["data digits"]], steps: 1000, cureSteps: 300,
        shown: "abs(score.fake - 0.5) < 0.05 and quality < 0.05"
    ) { _ in plainDuel(loss: "non-saturating", generator: "sgd rate 0.02") + ["discriminator", "  layer flatten", "  layer dense 1"] })

private let plainReason = "a discriminator without hidden layers sees nothing but means: where those agree it says ½ to everything, and the duel rests"
private let plainSource = "Arora et al. 2017, Generalization and equilibrium in generative adversarial nets, section 3"

let batchCoupling = Sabotage(
    .batchCoupling,
    coupled(on: .heaps, begins: [], benches: [["data ring"]], steps: 1000, cureSteps: 2000),
    coupled(on: .digits, begins: ["  layer flatten"], benches: [["data digits"]], steps: 300, cureSteps: 600))

private func coupled(on habitat: Habitat, begins: [String], benches: [[String]], steps: Int, cureSteps: Int) -> Sabotage.Way {
    Sabotage.Way(
        on: [habitat, .denseNetworks],
        "real and generated batches are normalised apart: the discriminator tells whole batches from each other and learns nothing that holds for a single sample",
        source: "Salimans et al. 2016, Improved techniques for training GANs, section 3.5",
        benches: benches, steps: steps, cureSteps: cureSteps, shown: "quality < 0.02"
    ) { _ in
        let block = ["  layer dense 128", "  layer batchnorm", "  layer relu"]
        return plainDuel(loss: "non-saturating", generator: adam("0.001")) + ["discriminator"] + begins + block + block + ["  layer dense 1"]
    }
}

let deadUnits = Sabotage(
    .deadUnits,
    Sabotage.Way(
        on: [.denseNetworks],
        "steps a hundred times too large throw the generator's units to where no example reaches them, and a unit that is 0 everywhere has no gradient to come back by",
        source: "Maas, Hannun, Ng 2013, Rectifier nonlinearities improve neural network acoustic models, section 2",
        benches: [["data ring"], ["data digits"]], steps: 200, shown: "dead.generator > 0.1"
    ) { recipe in
        plainDuel(loss: "non-saturating", generator: adam("0.1"), discriminator: adam("0.001"))
            + ["generator", "  layer dense 128 relu", "  layer dense 128 relu", "  layer dense data" + (recipe.dataset.isImage ? " tanh" : "")]
    })
