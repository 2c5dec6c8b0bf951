import Language

/// Words of other programs, and what they are here.
let practiceTopics: [Topic] = [
    Topic(
        "learning-rate", words: ["lr", "step size", "learning rates", "alpha", "warmup"],
        summary: "how large a step each network takes",
        text: """
            `rate` is an option of the optimizer: one for both networks, or one for each. A discriminator that learns too fast leaves the \
            generator without a gradient; one that is too slow is fooled by garbage. Two different rates are the *two time-scale* rule.
            """,
        example: "data ring\noptimizer adam rate 0.001 beta1 0.5\noptimizer discriminator adam rate 0.002 beta1 0.5\ntrain 20",
        instead: "`optimizer adam rate 0.001` sets it"),
    Topic(
        "starting-noise", words: ["noise", "z", "nz", "z dim", "zdim", "latent space", "latent size", "latent dim", "noise vector", "code", "input noise"],
        summary: "the random numbers that a generator starts from",
        text: """
            Each sample starts from a vector z of independent standard normal numbers; `latent 64` says how many. Where the generator is smooth, \
            near z make near samples. More numbers than the data need do no harm; too few may not fill the data.
            """,
        example: "data ring\nlatent 16\ntrain 20", instead: "`latent 64` says how many random numbers the generator starts from"),
    Topic(
        "epoch", words: ["epochs", "iteration", "iterations", "n epochs", "num epochs", "niter", "fit", "run", "go", "start", "learn"],
        summary: "training counts steps, not passes over the data",
        text: """
            One step is one update of each network (or as many as `ratio` says), each on a fresh batch. For points every batch is new, so there is no epoch; \
            for pictures an epoch is the number of examples divided by `batch`.
            """,
        example: "data ring\ntrain 100", instead: "`train 500` makes 500 steps"),
    Topic(
        "dataset", words: ["datasets", "data set", "training data", "real data", "dataloader"],
        summary: "what the real examples are",
        text: "`data ?` lists the sets: points whose modes are known, and handwritten digits.",
        example: "data ring\nshow data", instead: "`data ring`, for example"),
    Topic(
        "logging", words: ["log", "logs", "logger", "csv", "tensorboard", "tracking", "monitor"],
        summary: "how numbers of a run are kept",
        text: """
            Losses, gradients and scores of every step are kept: `plot losses`, `show history`. `record "runs.csv" rate modes` adds a row to a \
            file, `table "runs.csv"` shows it. The natural logarithm is `log(x)` in an expression.
            """,
        example: "data ring\ntrain 20\nrecord \"runs.csv\" step modes\nshow history",
        instead: "`record` keeps numbers in a file, `show history` shows them; the logarithm is `log(x)`"),
    Topic(
        "picture", words: ["image", "images", "png", "svg", "pdf", "figure", "draw", "visualize", "visualise", "view", "display"],
        summary: "how to see what is going on",
        text: """
            `plot samples` draws real and generated examples, `plot critic` what the discriminator thinks of every place, `plot losses` the curves. Each goes to the \
            terminal and to a file (`.png`, `.svg`, `.pdf`). `watch samples every 50` redraws while training.
            """,
        example: "data ring\ntrain 20\nplot samples \"samples.png\"", instead: "`plot samples`, `plot losses`, `plot critic`"),
    Topic(
        "regularization", words: ["regularisation", "regularizer", "gp", "weight decay", "l2", "gradient clipping", "clipping", "clip"],
        summary: "terms that keep a network tame",
        text: """
            `penalty gradient-penalty weight 1` asks the discriminator's slope to be 1 between real and generated examples, `penalty r1` asks it to be flat at real \
            ones, `penalty clip` bounds its weights, `penalty weight-decay` draws them towards 0. `penalty ?` lists them; a loss may bring its own along, which a \
            chosen penalty replaces. `trick gradient-clipping` bounds gradients.
            """,
        example: "data ring\npenalty gradient-penalty weight 1\ntrain 20", instead: "`penalty ?` lists what holds a discriminator back"),
    Topic(
        "networks", words: ["architecture", "topology", "hidden layers", "neurons", "units", "mlp", "net"],
        summary: "how the two networks are built",
        text: """
            `generator` and `discriminator` begin a network, `layer` lines build it, `show model` prints it with its sizes. Without them two hidden layers suit \
            the data; `model dcgan` writes a convolutional pair, `model wgan-gp` a published recipe with its loss and optimizers.
            """,
        example: "data ring\ngenerator\n  layer dense 128 relu\n  layer dense data\nshow model",
        instead: "`generator` or `discriminator` begins one, `layer` lines build it"),
    Topic(
        "normalization", words: ["normalisation", "batch norm", "batchnorm2d", "bn", "layer norm", "instance norm"],
        summary: "layers that keep activations in range",
        text: """
            `layer batchnorm` normalises over the batch (not in a critic with a gradient penalty), `layernorm` over one example, `instancenorm` over one channel of one image, \
            `pixelnorm` over the channels of one pixel. `virtual-batchnorm` compares each example with a batch that stays the same, `conditional-batchnorm` has a scale for each \
            class, `adain` takes its scale from an earlier layer. `trick weight-norm` and `trick spectral-norm` normalise weights instead.
            """,
        example: "data ring\ngenerator\n  layer dense 64 relu\n  layer batchnorm\n  layer dense data\ntrain 5",
        instead: "`batchnorm`, `layernorm` or `instancenorm`"),
    Topic(
        "reproducibility", words: ["random", "random seed", "random state", "reproducible", "manual seed", "determinism", "deterministic"],
        summary: "the same seed makes the same run, bit for bit",
        text: "`seed 7` decides the start weights and every draw. Run several before you believe a result: one seed may be lucky.",
        example: "seed 7\ndata ring\ntrain 20", instead: "`seed 7`"),
    Topic(
        "gpu", words: ["cuda", "device", "mps", "cpu", "accelerator"],
        summary: "everything runs on the processor's own cores",
        text: "The networks here are small, and the core is written for them; `gan doctor` shows how many threads are in use.",
        instead: "there is nothing to choose: it runs on this processor's cores"),
    Topic(
        "hyperparameters", words: ["hyperparameter", "parameters", "config", "configuration", "settings", "options", "defaults"],
        summary: "everything that decides a run",
        text: "`show settings` prints the whole recipe as a script, and says what is a default.",
        example: "data ring\nshow settings", instead: "`show settings` prints them all"),
    Topic(
        "tips", words: ["tip", "advice", "ganhacks", "hacks", "best practice", "best practices", "rules of thumb", "guidelines"],
        summary: "what papers advise, and what it did here",
        text: """
            The page `lessons/TIPS.md` has the advice of five places, each tip as a statement with what it did to a ring and to digits. `model dcgan \
            without batchnorm` breaks a guideline of the DCGAN, to see what it is good for; `model wgan-gp`, `model sngan` and `model lsgan` are \
            recipes as they were published.
            """,
        example: "data digits\nmodel dcgan width 8 without strides, batchnorm\nbatch 8\ntrain 1"),
]
