import Language

/// Techniques under the names that papers and other programs give them.
let techniqueTopics: [Topic] = [
    Topic(
        "conditional", words: ["cgan", "conditional gan", "labels", "condition", "conditioning", "class label", "class labels", "supervised"],
        summary: "a generator that is told which class to make",
        text: """
            `layer label` joins the class of each example to what reaches it: as the first layer of the generator, and of the discriminator (behind \
            `layer flatten` for pictures of dense layers). Then `sample 10 class 3` draws threes. \
            `layer embedding` learns a vector for each class instead, `layer conditional-batchnorm` tells the class at every layer, and `layer projection` ends a discriminator \
            that is told it. The data must have classes: ring, grid, moons, digits, mnist, or a \
            table with a label.
            """,
        example: "data ring\ngenerator\n  layer label\n  layer dense 64 relu\n  layer dense data\ndiscriminator\n  layer label\n  layer dense 64 relu\n  layer dense 1\ntrain 5\nsample 10 class 3",
        instead: "`layer label` makes a network conditional"),
    Topic(
        "infogan", words: ["info gan", "disentangled", "disentanglement", "disentangle", "recognition", "third network", "q network"],
        summary: "codes in the noise that come to mean something",
        text: """
            `latent codes 2 categorical 8` puts codes into the noise, `trick mutual-information` adds a network that must read them from the samples, and pays \
            the generator for being read. `measure mutual-information` says how much of them arrives, `plot codes` what they change.
            """,
        example: "data ring\nlatent codes 2 categorical 8\ntrick mutual-information\ntrain 5\nmeasure mutual-information",
        instead: "`trick mutual-information` reads codes of the noise"),
    Topic(
        "spectral-normalization",
        words: ["spectral normalisation", "spectral norm", "sn gan", "power iteration", "singular value"],
        summary: "weights divided by their largest singular value",
        text: """
            `trick spectral-norm` uses W / σ(W) in place of every weight W of the discriminator, so that no layer stretches its input. It costs little and bounds \
            the slope; `help spectral-norm` says how.
            """,
        example: "data ring\ntrick spectral-norm\nloss hinge\ntrain 5", instead: "`trick spectral-norm` divides by it"),
    Topic(
        "weight-normalization", words: ["weight normalisation", "weight norm", "wn", "weightnorm", "reparameterization"],
        summary: "the length of weights learned apart from their direction",
        text: """
            `trick weight-norm` learns one length for each output of a layer beside the direction of its weights, so that training hangs less on how large they are. \
            Unlike `layer batchnorm` it leaves every example to itself.
            """,
        example: "data ring\ntrick weight-norm\ntrain 5", instead: "`trick weight-norm` parts length and direction"),
    Topic(
        "equalized-learning-rate",
        words: ["equalised learning rate", "equalized lr", "equalised lr", "equalized", "equalised", "runtime scaling", "pggan", "progan"],
        summary: "weights stored at one size, so that all learn at one speed",
        text: """
            `trick equalised-rate` stores every weight at size 1 and scales it where it is used. An optimizer that moves every number alike, such as `adam`, then moves wide and \
            narrow layers by the same share of their weights. Rates of 0.001 and above suit it.
            """,
        example: "data ring\ntrick equalised-rate\noptimizer adam rate 0.002 beta1 0\ntrain 5",
        instead: "`trick equalised-rate` does it"),
    Topic(
        "style", words: ["stylegan", "style gan", "style based", "style-based", "mapping network", "styles", "noise injection"],
        summary: "a generator that takes its noise at every layer",
        text: """
            A mapping network of dense layers makes a style of the noise, `as w` names it, `layer constant 4x4x64` begins the picture anew, and `layer adain w` behind each layer \
            normalises it and lets the style choose scale and shift. `layer noise` adds fine chance, `layer pixelnorm` as the first layer puts the noise on a sphere.
            """,
        example: "data ring\ngenerator\n  layer pixelnorm\n  layer dense 16 leaky-relu as w\n  layer constant 2x2x8\n  layer noise\n  layer adain w\n  layer leaky-relu\n"
            + "  layer flatten\n  layer dense data\ntrain 5",
        instead: "`layer adain NAME` takes the style that an earlier layer makes"),
    Topic(
        "skip-connections",
        words: ["skip connection", "skip", "unet", "u-net", "shortcut"],
        summary: "layers that reach what an earlier one made",
        text: """
            A layer gets a name by `as`: `layer dense 64 relu as first`. Further on `layer add first` adds what it made, `layer concat first` joins it. What is added \
            must have the size that it is added to. For images `layer residual 64` is a whole block with its shortcut.
            """,
        example: "data ring\ngenerator\n  layer dense 64 relu as first\n  layer dense 64 relu\n  layer add first\n  layer dense data\ntrain 5",
        instead: "`layer add NAME` adds what the layer of that name made"),
    Topic(
        "residual-networks", words: ["residual block", "residual blocks", "resnet", "res net", "residual network", "resblock"],
        summary: "networks of blocks, each with a shortcut past it",
        text: """
            `layer residual 64 up` doubles an image, `layer residual 64 down` halves it, `layer residual 64` keeps its size: two convolutions beside a shortcut. \
            A generator takes `layer residual 64 up normalization batchnorm`, a discriminator none; the block that the image itself reaches is \
            `layer residual 64 down first`, and a `layer relu` follows the last one.
            """,
        example: "data digits\ndiscriminator\n  layer residual 4 down first\n  layer residual 8 down\n  layer relu\n  layer flatten\n  layer dense 1\ntrain 2",
        instead: "`layer residual 64 down` is a block"),
    Topic(
        "self-attention", words: ["self attention", "sagan", "sa gan", "non-local", "nonlocal", "transformer", "attention layer"],
        summary: "places of an image that look at all others",
        text: """
            `layer attention` lets every place of an image take in what lies far from it. It begins without any effect and gains weight as it proves useful. Put it where \
            images are 8x8 to 32x32, in both networks, with `trick spectral-norm network both`: it costs the square of the number of places.
            """,
        example: "data digits\ndiscriminator\n  layer conv 8 stride 2\n  layer leaky-relu\n  layer attention\n  layer flatten\n  layer dense 1\ntrick spectral-norm network both\ntrain 2",
        instead: "`layer attention` looks at all places"),
    Topic(
        "minibatch-layers",
        words: [
            "minibatch", "mini-batch", "minibatch discrimination", "batch discrimination", "minibatch standard deviation", "minibatch stddev",
            "stddev", "minibatch std",
        ],
        summary: "a discriminator that sees how alike the samples of a batch are",
        text: """
            `layer minibatch-discrimination` in the discriminator joins how close each example lies to the others of its batch, `layer minibatch-deviation` how \
            much the batch differs as a whole. Real and generated examples come in batches of their own, so that lack of variety shows.

            Outside of training there is no batch: plots of the discriminator and scores of single points take the mean that batches had in training in its place.
            """,
        example: "data ring\ndiscriminator\n  layer dense 64 relu\n  layer minibatch-discrimination\n  layer dense 1\ntrain 5",
        instead: "`layer minibatch-discrimination` compares a batch's examples"),
    Topic(
        "averaging",
        words: ["ema", "exponential moving average", "moving average", "averaged generator", "weight averaging", "polyak", "swa"],
        summary: "samples from the running average of the generator's weights",
        text: """
            `trick average decay 0.999` keeps a running average of the generator's weights and draws samples with it. Training goes on with the weights themselves; only looking changes.
            """,
        example: "data ring\ntrick average decay 0.99\ntrain 5", instead: "`trick average` samples from the averaged generator"),
    Topic(
        "schedules",
        words: [
            "schedule", "learning rate schedule", "lr schedule", "scheduler", "lr scheduler", "lr decay", "learning rate decay", "rate decay",
            "annealing", "anneal", "decay",
        ],
        summary: "numbers that change while training",
        text: """
            A rate may fall: `optimizer adam rate 0.001 to 0.0001 over 5000`, counted in training steps since the weights were fresh; *cosine* or *geometric* \
            behind it chooses another way. Other numbers may too, such as the deviation of `trick instance-noise`; `help` says which.
            """,
        example: "data ring\noptimizer adam rate 0.001 to 0.0001 over 100 cosine\ntrain 5",
        instead: "`rate 0.001 to 0.0001 over 5000` changes while training"),
    Topic(
        "zero-centered-gradient-penalty",
        words: [
            "zero-centered gradient penalty", "zero-centred gradient penalty", "zero centered gradient penalty", "r1 regularization",
            "r1 regularisation", "r2 regularization", "lazy regularization", "lazy regularisation", "lazy penalty",
        ],
        summary: "a discriminator that is flat where the examples lie",
        text: """
            `penalty r1 gamma 1` adds γ/2 times the mean square of the slope at real examples, `penalty r2` at generated ones. Programs differ by the half: \
            StyleGAN's γ is this one, GAN_stability's 10 is `gamma 20` here. `interval 16` computes the term at every 16th step only, 16 times as strong, and \
            saves its time at the others.
            """,
        example: "data ring\npenalty r1 gamma 1 interval 4\ntrain 8", instead: "`penalty r1` holds the discriminator flat at real examples"),
    Topic(
        "smoothing",
        words: [
            "label smoothing", "smooth labels", "one-sided", "one sided", "soft labels", "noisy labels", "two-sided", "label flipping",
            "flipped labels", "flip the labels",
        ],
        summary: "real examples need not be called real with certainty",
        text: """
            `trick label-smoothing real 0.9` asks the discriminator for 0.9 instead of 1 on real examples, so that it does not grow sure of itself without bound. \
            Generated examples keep 0: a target above it would make the generator stay where it is. `real 0.7..1.2` draws one for each example, \
            `trick flip-labels 0.05` swaps labels now and then, `trick label-noise 0.1` lets targets tremble. To flip labels when the *generator* \
            trains is nothing else than `loss non-saturating`.
            """,
        example: "data ring\ntrick label-smoothing real 0.9\ntrain 5", instead: "`trick label-smoothing real 0.9` does it on one side"),
    Topic(
        "data-augmentation",
        words: ["augmentation", "diffaugment", "diff augment", "differentiable augmentation", "ada", "adaptive augmentation", "stylegan2-ada"],
        summary: "changes by chance of all that the discriminator is shown",
        text: """
            `trick augment translation cutout brightness` moves, covers and brightens real and generated images alike before they are judged, and \
            lets the generator's gradient through: a discriminator then cannot learn a few pictures by heart. `target 0.6` lets the probability \
            follow how sure it is.
            """,
        example: "data ring\ntrick augment\ntrain 5", instead: "`trick augment` changes what the discriminator is shown"),
    Topic(
        "experience-replay",
        words: ["experience replay", "replay buffer", "image pool", "image buffer", "image history", "old samples", "past samples"],
        summary: "old samples shown to the discriminator again",
        text: """
            `trick replay size 1024` keeps samples that the generator once made, and shows the discriminator half of them in its own turn, so that \
            it does not forget what it has seen through.
            """,
        example: "data ring\ntrick replay\ntrain 5", instead: "`trick replay` keeps old samples"),
    Topic(
        "packing",
        words: ["packed discriminator", "packs", "pac gan", "several samples at once"],
        summary: "a discriminator that judges several samples at once",
        text: """
            `trick pack 2` joins samples in packs: D(x₁, x₂) against D(G(z₁), G(z₂)). Where the generator repeats itself, a pack shows it. The batch \
            must be whole packs, and should be as many times larger.
            """,
        example: "data ring\ntrick pack 2\ntrain 5", instead: "`trick pack 2` shows the discriminator two at once"),
]
