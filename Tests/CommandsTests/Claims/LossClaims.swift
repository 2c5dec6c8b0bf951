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
    ]
}
