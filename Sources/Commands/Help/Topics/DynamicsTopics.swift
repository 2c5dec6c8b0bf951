import Language

/// How a game moves: time scales, circles, growing.
let dynamicsTopics: [Topic] = [
    Topic(
        "ttur",
        words: [
            "two time scale update rule", "two time scales", "two timescale", "two-time-scale", "two learning rates", "different learning rates",
            "imbalanced learning rate",
        ],
        summary: "a learning rate for each network",
        text: """
            Each network has an optimizer of its own: `optimizer discriminator adam rate 0.0004` and `optimizer generator adam rate 0.0001`. \
            A discriminator that learns faster stays near its best without more updates, which the proof of convergence to a local equilibrium asks for, \
            and a step costs less than with `ratio discriminator 5`.
            """,
        example: "data ring\noptimizer discriminator adam rate 0.0004 beta1 0\noptimizer generator adam rate 0.0001 beta1 0\ntrain 5",
        instead: "`optimizer discriminator adam rate 0.0004`, `optimizer generator adam rate 0.0001`",
        source: "Heusel, Ramsauer, Unterthiner, Nessler, Hochreiter 2017, GANs trained by a two time-scale update rule"),
    Topic(
        "optimism",
        words: ["optimistic", "optimistic gradient", "optimistic gradient descent", "omd", "optimistic mirror descent", "extra gradient", "extraadam", "extra-adam"],
        summary: "steps that foresee what the opponent does next",
        text: """
            Plain descent of both networks circles around an equilibrium. `optimizer optimistic-adam` steps against the gradient that will be, guessed from the \
            last two; `updates extragradient` takes a step to see it, which costs twice. `updates symplectic` and `updates consensus` take the \
            rotation out by second derivatives, `trick lookahead` goes back along the chord of the circle.
            """,
        example: "data ring\noptimizer optimistic-adam\ntrain 5", instead: "`optimizer optimistic-adam` or `updates extragradient`",
        source: "Daskalakis et al. 2018, Training GANs with optimism; Gidel et al. 2019"),
    Topic(
        "negative-momentum", words: ["negative momentum", "momentum", "nesterov"],
        summary: "a share of the last step is taken back",
        text: """
            `optimizer sgd momentum -0.3` under `updates alternating`: what one network did a step ago is what it must undo once the other has answered. \
            Momentum above 0 drives a game outwards. Adam's is called *beta1*: 0.5 or 0 for duels.
            """,
        example: "data ring\noptimizer sgd rate 0.1 momentum -0.3\ntrain 5", instead: "`optimizer sgd momentum -0.3`, or `optimizer adam beta1 0`",
        source: "Gidel et al. 2019, Negative momentum for improved game dynamics"),
    Topic(
        "progressive-growing",
        words: ["progressive growing", "progressive gan", "fade in", "fading", "grow", "growing", "curriculum", "curriculum learning"],
        summary: "data become harder while the networks keep what they learned",
        text: """
            More classes of the same data keep all weights: `data digits classes 0, 1`, `train 500`, `data digits`, `train 500`. For larger pictures \
            `generator grow` and `discriminator grow` describe the networks with more layers, and layers of the same name keep their weights. `layer from NAME` \
            begins a second way, `layer fade NAME over 1000` goes over from the old way to the new one, so that a grown network makes at \
            first what it made before.
            """,
        example: "data ring\ngenerator\n  layer dense 32 relu as body\n  layer dense data as small\ntrain 5\ngenerator grow\n  layer dense 32 relu as body\n  layer dense data as small\n  layer from body\n  layer dense 32 relu\n  layer dense data\n  layer fade small over 10\ntrain 5",
        instead: "`generator grow` adds layers, `layer fade NAME over 1000` lets them in slowly",
        source: "Karras, Aila, Laine, Lehtinen 2018, Progressive growing of GANs"),
    Topic(
        "balancing",
        words: ["adaptive ratio", "balance losses", "balancing losses", "loss balancing", "dynamic ratio", "n critic", "n_critic", "critic iterations", "k steps"],
        summary: "how many updates each network gets",
        text: """
            `ratio discriminator 5` makes five updates of the discriminator for one of the generator. \
            `ratio discriminator 1..5 while loss.discriminator > 0.6` lets a condition decide, and `updates.discriminator` says how many it was. Losses of a duel \
            say little about who is ahead: most who tried to balance by them found no schedule that lasts.
            """,
        example: "data ring\nratio discriminator 1..5 while loss.discriminator > 0.6\ntrain 5",
        instead: "`ratio discriminator 5`, or `ratio discriminator 1..5 while loss.discriminator > 0.6`",
        source: "Chintala et al. 2016, How to train a GAN; Goodfellow 2016, NIPS tutorial"),
]
