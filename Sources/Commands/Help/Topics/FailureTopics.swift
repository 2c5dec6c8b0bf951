import Language

/// What goes wrong in a duel: how it looks, why, and what to type.
let failureTopics: [Topic] = [
    Topic(
        "failures", words: ["problem", "trouble", "unstable", "instability", "stability", "failure mode", "broken", "pathology"],
        summary: "how a duel goes wrong, and where to read on",
        text: """
            - All samples look alike, modes are missing: `help mode collapse`; the mode changes all the time: `help mode hopping`
            - The discriminator is always right and the samples stand still: `help vanishing gradient`
            - Losses fall, samples are garbage: `help discriminator too weak`
            - A loss grows without bound: `help exploding gradient`; it is no number any more: `help not a number`
            - Both losses swing and never settle: `help oscillation`
            - Half of a network learns nothing: `help dead units`
            - Samples copy the data: `help memorisation`; a fine grid lies over pictures: `help checkerboard`

            `break` makes one of them on purpose, `fix` cures it, and `mystery` makes one without saying which.
            """),
    Topic(
        "mode-collapse",
        words: ["collapse", "collapsed", "collapsing", "mode dropping", "same samples", "all the same", "diversity", "no variety"],
        summary: "the generator makes few kinds of things, and makes them well",
        text: """
            The generator is paid for each fake that passes, and nobody pays it for variety: it may put everything in the one place where the \
            discriminator is weakest. `modes` shows how many heaps of the data are reached, `balance` how unequal their shares are.

            What helps: a critic that measures a distance (`loss wgan-gp`), or a penalty on the discriminator's slope (`penalty \
            gradient-penalty weight 1`). Lesson 2 shows it. Looking ahead (`trick unroll 5`) helped on its authors' ring; on this one, with \
            the networks that nobody chose, it collapses all the same.
            """,
        example: "data ring\ntrain 2000\nmeasure modes quality balance\nloss wgan-gp weight 1\nreset\ntrain 3000",
        source: "Goodfellow 2016, NIPS tutorial: Generative adversarial networks, section 5.1.1"),
    Topic(
        "mode-hopping", words: ["hopping", "rotating modes", "mode rotation", "jumping"],
        summary: "the generator's one heap wanders from mode to mode",
        text: """
            The discriminator learns where the fakes are, the generator leaves for the next mode, and so on: each picture shows a collapse, \
            but never the same. It happens where the discriminator is slow to answer. Look often: `watch samples every 50`.

            What helps: a faster discriminator (`optimizer discriminator adam rate 0.001`, `ratio discriminator 2`) and a penalty on its slope.
            """,
        example: "data ring\nwatch samples every 50\ntrain 200",
        source: "Metz, Poole, Pfau, Sohl-Dickstein 2017, Unrolled generative adversarial networks, section 3.1"),
    Topic(
        "vanishing-gradient",
        words: ["vanishing", "saturation", "saturated", "no gradient", "zero gradient", "strong discriminator", "discriminator wins", "generator does not learn"],
        summary: "the discriminator is so sure that the generator feels nothing",
        text: """
            Under `loss minimax` the generator's gradient is scaled by D(G(z)): where the discriminator is sure of every fake, that is 0, and \
            nothing says which way to go. You see `accuracy.real` and `accuracy.fake` at 1 and `gradient.generator` near 0.

            What helps: `loss non-saturating` (its gradient is scaled by 1 − D(G(z)) instead), a critic that never saturates (`loss wgan-gp`), \
            a slower discriminator.
            """,
        example: "data digits\nloss minimax\ntrain 50\nmeasure gradient.generator accuracy.real accuracy.fake",
        source: "Arjovsky, Bottou 2017, Towards principled methods for training generative adversarial networks, section 2"),
    Topic(
        "discriminator-too-weak",
        words: ["weak discriminator", "generator wins", "good losses bad samples", "garbage", "bad samples", "noisy samples"],
        summary: "the losses look fine and the samples are garbage",
        text: """
            A discriminator that is too small, too slow or switched off is pleased by anything: `loss.generator` falls, `score.fake` rises \
            towards 1, and the samples stay bad. A loss tells who is ahead, not how good the samples are: look at them, and at `quality`.

            What helps: more or wider hidden layers in the discriminator, equal rates for both, `ratio discriminator 2`.
            """,
        example: "data ring\ntrain 100\nmeasure loss.generator score.fake quality"),
    Topic(
        "exploding-gradient",
        words: ["explosion", "exploding", "diverge", "divergence", "diverging", "blow up"],
        summary: "losses and gradients grow until they are no numbers",
        text: """
            Steps that are too large, or a critic whose slope nothing bounds (`loss wgan` with `penalty none`), feed themselves. When something \
            stops being a number, training stops at that step and goes back to the last weights that were sound. `plot losses` and `plot gradients` show the way there.

            What helps: a smaller rate, `loss wgan-gp` in place of an unbounded critic, normalisation between layers.
            """,
        example: "data ring\nloss wgan-gp weight 1\noptimizer adam rate 0.0002 beta1 0.5\ntrain 20"),
    Topic(
        "not-a-number", words: ["nan", "inf", "infinity", "overflow"], summary: "a loss, a gradient or a weight is no finite number any more",
        text: """
            Training stops at that step, says in which layer it began and by which operation, and goes back to the last weights that were sound. \
            Steps that are too large are nearly always why.

            What helps: a smaller rate, `loss wgan-gp` in place of an unbounded critic, normalisation between layers.
            """,
        example: "data ring\noptimizer adam rate 0.0002 beta1 0.5\ntrain 20"),
    Topic(
        "oscillation",
        words: ["oscillate", "oscillating", "cycle", "cycling", "circling", "rotation", "swing", "spiral of losses"],
        summary: "the two networks chase each other in circles",
        text: """
            Each network's best step depends on where the other stands. Near a saddle point two players that follow their gradients turn \
            around it: both losses swing, and more steps change nothing.

            What helps: a penalty on the discriminator's slope (`penalty r1 gamma 0.2`), looking ahead (`trick unroll 5`), \
            smaller rates late in training.
            """,
        example: "data ring\npenalty r1 gamma 0.2\ntrain 20\nplot losses",
        source: "Mescheder, Geiger, Nowozin 2018, Which training methods for GANs do actually converge?"),
    Topic(
        "memorisation", words: ["memorization", "memorise", "memorize", "overfitting", "overfit", "copying", "training set copies"],
        summary: "the samples are the training examples",
        text: """
            With few examples and many weights the discriminator learns the examples by heart, and the generator can only please it by \
            repeating them. Compare samples with the data side by side; more data, a smaller discriminator or a gradient penalty help.
            """,
        example: "data digits classes 0\ntrain 20\nplot samples"),
    Topic(
        "dead-units", words: ["dead relu", "dying relu", "dead neurons"],
        summary: "units that are 0 whatever comes, and learn nothing any more",
        text: """
            A `relu` passes no gradient where it is 0. One large step can throw a unit to where no example reaches it, and there it stays: \
            `dead.generator` and `dead.discriminator` are the shares of such units, `plot activations` shows them layer by layer.

            What helps: a smaller rate from the beginning, or `layer leaky-relu`.
            """,
        example: "data ring\nbreak dead-units\ntrain 100\nmeasure dead.generator",
        source: "Maas, Hannun, Ng 2013, Rectifier nonlinearities improve neural network acoustic models, section 2"),
    Topic(
        "checkerboard", words: ["checkerboard artifacts", "artifact", "artefact", "grid pattern"],
        summary: "a fine grid lies over generated pictures",
        text: """
            A `deconv` whose kernel is no multiple of its stride covers some pixels more often than others. Use `kernel 4 stride 2`, \
            or `upsample` followed by `conv`. It is worst early in training.
            """,
        source: "Odena, Dumoulin, Olah 2016, Deconvolution and checkerboard artifacts, Distill"),
]
