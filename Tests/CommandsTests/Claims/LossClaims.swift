extension ClaimCase {
    static let ofLoss: [ClaimCase] = [
        ClaimCase(
            "loss wgan", "wants a critic near its best", holds: "loss wgan\noptimizer rmsprop rate 0.0005",
            not: "loss wgan\noptimizer rmsprop rate 0.0005\nratio discriminator 5"),
        ClaimCase(
            "loss wgan", "wants a critic without momentum", holds: "loss wgan\nratio discriminator 5",
            not: "loss wgan\nratio discriminator 5\noptimizer discriminator rmsprop rate 0.0005"),
        ClaimCase(
            "penalty gradient-penalty", "holds each example's slope",
            holds: "penalty gradient-penalty\ndiscriminator\nlayer dense 8\nlayer batchnorm\nlayer relu\nlayer dense 1",
            not: "penalty gradient-penalty\ndiscriminator\nlayer dense 8\nlayer layernorm\nlayer relu\nlayer dense 1"),
        ClaimCase(
            "loss wgan-gp", "holds each example's slope",
            holds: "loss wgan-gp\ndiscriminator\nlayer dense 8\nlayer batchnorm\nlayer relu\nlayer dense 1",
            not: "loss wgan-gp\nratio discriminator 5"),
        ClaimCase(
            "penalty dragan", "holds each example's slope",
            holds: "penalty dragan\ndiscriminator\nlayer dense 8\nlayer batchnorm\nlayer relu\nlayer dense 1",
            not: "penalty dragan\ndiscriminator\nlayer dense 8\nlayer layernorm\nlayer relu\nlayer dense 1"),
        ClaimCase(
            "penalty r1", "holds each example's slope",
            holds: "penalty r1\ndiscriminator\nlayer dense 8\nlayer batchnorm\nlayer relu\nlayer dense 1",
            not: "penalty r1\ndiscriminator\nlayer dense 8\nlayer layernorm\nlayer relu\nlayer dense 1"),
        ClaimCase(
            "penalty r2", "holds each example's slope",
            holds: "penalty r2\ndiscriminator\nlayer dense 8\nlayer batchnorm\nlayer relu\nlayer dense 1",
            not: "penalty r2\ndiscriminator\nlayer dense 8\nlayer layernorm\nlayer relu\nlayer dense 1"),
        ClaimCase(
            "penalty roth", "holds each example's slope",
            holds: "penalty roth\ndiscriminator\nlayer dense 8\nlayer batchnorm\nlayer relu\nlayer dense 1",
            not: "penalty roth\ndiscriminator\nlayer dense 8\nlayer layernorm\nlayer relu\nlayer dense 1"),
        ClaimCase(
            "loss wgan-lp", "holds each example's slope",
            holds: "loss wgan-lp\ndiscriminator\nlayer dense 8\nlayer batchnorm\nlayer relu\nlayer dense 1",
            not: "loss wgan-lp\ndiscriminator\nlayer dense 8\nlayer layernorm\nlayer relu\nlayer dense 1"),
        ClaimCase(
            "loss wgan", "means something only for a critic of bounded slope",
            holds: "loss wgan\npenalty weight-decay",
            not: "loss wgan\npenalty weight-decay\npenalty r1"),
        ClaimCase(
            "loss wgan-gp", "means something only for a critic of bounded slope",
            holds: "loss wgan-gp\npenalty weight-decay",
            not: "loss wgan-gp\npenalty weight-decay\npenalty r1"),
        ClaimCase(
            "loss wgan-lp", "means something only for a critic of bounded slope",
            holds: "loss wgan-lp\npenalty weight-decay",
            not: "loss wgan-lp\npenalty weight-decay\npenalty r1"),
        ClaimCase(
            "loss wgan-gp", "with a large weight",
            holds: "loss wgan-gp weight 10",
            not: "data digits\nloss wgan-gp weight 10"),
        ClaimCase(
            "penalty gradient-penalty", "with a large weight",
            holds: "penalty gradient-penalty weight 10",
            not: "penalty gradient-penalty weight 10 one-sided"),
        ClaimCase(
            "loss wgan", "clips weights so close",
            holds: "loss wgan clip 0.001",
            not: "loss wgan clip 0.01"),
        ClaimCase(
            "loss wgan", "clips weights so far",
            holds: "loss wgan clip 1",
            not: "loss wgan clip 0.1"),
        ClaimCase(
            "penalty clip", "bounds weights so close",
            holds: "penalty clip limit 0.001",
            not: "penalty clip limit 0.01"),
        ClaimCase(
            "penalty clip", "bounds weights so far",
            holds: "penalty clip limit 1",
            not: "penalty clip limit 0.1"),
        ClaimCase(
            "loss minimax", "loses the generator",
            holds: "loss minimax\nratio discriminator 2",
            not: "loss minimax\nratio discriminator 1"),
        ClaimCase(
            "loss lsgan", "squares scores",
            holds: "loss lsgan\noptimizer sgd rate 0.01",
            not: "loss lsgan\noptimizer sgd rate 0.003"),
        ClaimCase(
            "loss relativistic", "compares pairs",
            holds: "loss relativistic\nbatch 4",
            not: "loss relativistic\nbatch 64"),
        ClaimCase(
            "loss relativistic-average", "compares with the average",
            holds: "loss relativistic-average\nbatch 4",
            not: "loss relativistic-average\nbatch 64"),
        ClaimCase(
            "penalty r1", "comes as a jerk",
            holds: "penalty r1 interval 64",
            not: "penalty r1 interval 16"),
        ClaimCase(
            "penalty r2", "comes as a jerk",
            holds: "penalty r2 interval 64",
            not: "penalty r2 interval 16"),
        ClaimCase(
            "penalty roth", "stands for noise",
            holds: "penalty roth\ntrick instance-noise",
            not: "penalty roth\ntrick average"),
        ClaimCase(
            "penalty orthogonal", "holds the lengths",
            holds: "penalty orthogonal lengths one\ntrick spectral-norm",
            not: "penalty orthogonal lengths free\ntrick spectral-norm"),
        ClaimCase(
            "penalty weight-decay", "shrinks weights",
            holds: "penalty weight-decay\ntrick spectral-norm",
            not: "penalty weight-decay\ntrick average"),
    ]
}
