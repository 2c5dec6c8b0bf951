import Declarations
import Lab

// Samples that reach a part of the data only.

let modeCollapse = Sabotage(
    .modeCollapse,
    Sabotage.Way(
        on: [.heaps, .denseNetworks],
        "the generator pays much for samples beside the data and nothing for modes that it leaves out, and no penalty keeps the discriminator from driving all of them to one place",
        source: "Arjovsky, Bottou 2017, Towards principled methods for training generative adversarial networks, theorem 2.5",
        benches: [["data ring", "loss wgan-gp weight 1"]], steps: 2000, cureSteps: 1000, shown: { "modes <= \(max(1, $0.modeCount / 4)) and spread < 0.5" }
    ) { _ in plainDuel(loss: "non-saturating", generator: adam("0.001")) },
    Sabotage.Way(
        on: [.digits, .denseNetworks],
        "five updates at ten times the generator's rate bring the discriminator near its best, where a smudge costs the generator more than a digit that it leaves out",
        source: "Arjovsky, Bottou 2017, Towards principled methods for training generative adversarial networks, theorem 2.5",
        benches: [["data digits"]], steps: 1500, cureSteps: 1000, shown: "classes < 3"
    ) { _ in plainDuel(loss: "non-saturating", generator: adam("0.0001"), discriminator: adam("0.001"), ratio: 5) })

let modeHopping = Sabotage(
    .modeHopping,
    Sabotage.Way(
        on: [.heaps, .denseNetworks],
        "the discriminator learns at a twentieth of the generator's rate: when it has seen where the samples are, they leave for the next mode, which wide modes let them reach",
        source: "Metz, Poole, Pfau, Sohl-Dickstein 2017, Unrolled generative adversarial networks, section 3.1",
        benches: [["data ring"]], steps: 1500, cureSteps: 1500, shown: "modes.hops >= 5 and modes.turnover > 0.5"
    ) { recipe in
        ["data " + recipe.dataset.statementText(without: ["deviation"]) + " deviation 0.2"]
            + plainDuel(loss: "non-saturating", generator: adam("0.001"), discriminator: adam("0.00005"))
    })

extension Recipe {
    /// How many modes the data have; 1 where nobody knows.
    fileprivate var modeCount: Int { knownModes?.centres.count ?? 1 }
}
