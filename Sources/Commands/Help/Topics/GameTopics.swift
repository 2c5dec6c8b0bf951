import Language

/// The game and its words.
let gameTopics: [Topic] = [
    Topic(
        "gan", words: ["vanilla", "vanilla gan", "original", "standard", "adversarial", "duel", "game", "goodfellow"],
        summary: "two networks in a duel: one makes fakes, the other tells them from real things",
        text: """
            The generator G turns random numbers z into fakes G(z); the discriminator D gives each thing a probability of being real. They \
            play min over G, max over D of E[ln D(x)] + E[ln(1 − D(G(z)))].

            That very game is `loss minimax`. The same paper trains G to maximise ln D(G(z)) instead, because its gradient does not vanish: \
            that is `loss non-saturating`, the default here and what most programs call the GAN loss.
            """,
        example: "data ring\ntrain 500\nplot samples",
        instead: "`minimax` is the game as it was written, `non-saturating` how it is played",
        source: "Goodfellow et al. 2014, Generative adversarial nets"),
    Topic(
        "cross-entropy", words: ["bce", "bceloss", "binary cross entropy", "log loss", "logistic", "bcewithlogits"],
        summary: "the loss of the discriminator that tells real from fake",
        text: """
            The binary cross-entropy between the discriminator's answers and the truth is its loss under `minimax` and `non-saturating` alike. \
            A generator that minimises it with its fakes labelled *real* plays `non-saturating`; this is what programs with a `BCELoss` do. \
            Scores are raw here: the sigmoid is inside the loss, where it cannot overflow.
            """,
        example: "data ring\nloss non-saturating\ntrain 20", instead: "`loss non-saturating` is binary cross-entropy with the fakes labelled real",
        source: "Goodfellow et al. 2014, Generative adversarial nets, section 3"),
    Topic(
        "equilibrium", words: ["nash", "nash equilibrium", "saddle", "saddle point", "balance of the game", "optimum"],
        summary: "where neither network can do better alone",
        text: """
            When the generator makes exactly the data, the best discriminator answers 1/2 everywhere. Then the discriminator's loss is \
            2 ln 2 = 1.386, the generator's ln 2 = 0.693 under `non-saturating` (under `minimax` −0.693). Those losses alone prove nothing: a \
            discriminator that has learned nothing has them too. Look at the samples and at `modes`, `quality`, `balance`.
            """,
        example: "data line\nloss minimax\ntrain 50\nmeasure score.real score.fake",
        source: "Goodfellow et al. 2014, Generative adversarial nets, theorem 1"),
    Topic(
        "local-minimum", words: ["local minima", "local optimum", "local nash", "bad minimum", "plateau"],
        summary: "a duel has no landscape to be stuck in: it has two, and each moves with the other's player",
        text: """
            One network alone descends in a landscape and may stop in a hollow. In a duel each step of one reshapes the landscape of the other: \
            what looks stuck is a collapse (`help mode collapse`), a generator without a gradient (`help vanishing gradient`) or a chase \
            in circles (`help oscillation`). `plot losses` and `plot gradients` tell them apart.
            """,
        example: "data ring\ntrain 100\nplot gradients"),
    Topic(
        "convergence",
        words: ["converge", "converged", "converges", "does not converge", "stuck", "not learning", "no progress", "when to stop", "early stopping"],
        summary: "there is no loss that ends: say yourself when a duel is good enough",
        text: """
            Losses of a duel do not fall to 0 when all is well. Stop at a measurement of the samples: `train 5000 until quality > 0.8`, or \
            `stop when …` for every training that follows. If nothing moves: a gradient near 0 is `help vanishing gradient`, \
            one mode is `help mode collapse`, swinging losses are `help oscillation`.
            """,
        example: "data ring\ntrain 100 until modes >= 7 every 50"),
    Topic(
        "wasserstein-distance", words: ["earth mover", "emd", "earth mover distance", "wasserstein distance", "lipschitz"],
        summary: "how far one heap must be carried to make the other",
        text: """
            The distance that a critic estimates when its slope is bounded by 1. It does not saturate where the heaps do not touch, so the \
            generator always knows which way to go. `loss wgan` bounds the slope by clipping weights, `loss wgan-gp` by a penalty.
            """,
        example: "data ring\nloss wgan-gp weight 1\ntrain 20", instead: "`loss wgan-gp` or `loss wgan`",
        source: "Arjovsky, Chintala, Bottou 2017, Wasserstein GAN"),
    Topic(
        "frechet-distance",
        words: ["fid", "frechet", "frechet inception distance", "inception score", "kid", "metric", "evaluation", "evaluate", "quality of samples"],
        summary: "how samples are measured here, where the truth is known",
        text: """
            FID and the Inception Score see pictures through a network that was trained on photographs; for points and small digits that says \
            little. Where the data are known heaps, count: `modes` (heaps reached), `quality` (share of samples at a heap), `balance` (how unequal \
            the shares are). A Fréchet distance on raw points cannot even see mode collapse: mean and covariance of half a ring are those of the whole.
            """,
        example: "data ring\ntrain 20\nmeasure modes quality balance", instead: "`measure modes quality balance`"),
]
