import Declarations
import Lab

// Samples that are the training examples, or carry a pattern of the network that made them.

let memorising = Sabotage(
    .memorising,
    Sabotage.Way(
        on: [.digits, .denseNetworks],
        "twenty examples are so few that the generator learns each of them by heart",
        source: "Karras et al. 2020, Training generative adversarial networks with limited data, section 2",
        benches: [["data digits"]], steps: 1000, cureSteps: 500, shown: "nearest < 0.5"
    ) { recipe in
        ["data " + recipe.dataset.statementText(without: ["examples"]) + " examples 20"] + plainDuel(loss: "non-saturating", generator: adam("0.001"))
    })

let checkerboard = Sabotage(
    .checkerboard,
    Sabotage.Way(
        on: [.enlargedImages],
        "a kernel of 3 at stride 2 paints every other pixel twice as often as its neighbours",
        source: "Odena, Dumoulin, Olah 2016, Deconvolution and checkerboard artifacts",
        benches: [["data digits"]], steps: 60, shown: "checkerboard > 0.1"
    ) { recipe in
        let sides = recipe.dataset.size.prefix(2).map { $0 / 4 }
        return ["generator", "  layer dense \(sides[0])x\(sides[1])x32 relu", "  layer deconv 16 kernel 3 stride 2 relu", "  layer deconv data kernel 3 stride 2 tanh"]
            + plainDuel(loss: "non-saturating", generator: adam("0.001"))
    })
