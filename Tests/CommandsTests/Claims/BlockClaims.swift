extension ClaimCase {
    private static let imagesJudgedBy = "data digits\ndiscriminator\n"
    private static let end = "\nlayer flatten\nlayer dense 1"

    static let ofBlock: [ClaimCase] = [
        ClaimCase(
            "layer attention", "has a slope without a bound", holds: imagesJudgedBy + "layer attention" + end,
            not: "trick spectral-norm network both\n" + imagesJudgedBy + "layer attention" + end),
        ClaimCase(
            "layer residual", "divides by the deviation of each batch",
            holds: "trick spectral-norm\n" + imagesJudgedBy + "layer residual 4 down normalization batchnorm" + end,
            not: "trick spectral-norm\n" + imagesJudgedBy + "layer residual 4 down normalization layernorm" + end),
        ClaimCase(
            "layer minibatch-discrimination", "compares the examples of a batch",
            holds: "generator\nlayer dense 8\nlayer minibatch-discrimination\nlayer dense data",
            not: "discriminator\nlayer dense 8\nlayer minibatch-discrimination\nlayer dense 1"),
        ClaimCase(
            "layer minibatch-deviation", "compares the examples of a batch",
            holds: "generator\nlayer dense 8\nlayer minibatch-deviation\nlayer dense data",
            not: "discriminator\nlayer dense 8\nlayer minibatch-deviation\nlayer dense 1"),
        ClaimCase(
            "trick feature-matching", "makes means agree", holds: "data digits\ntrick feature-matching",
            not: "trick feature-matching"),
        ClaimCase("trick unroll", "imagines an update for every step ahead", holds: "trick unroll 20", not: "trick unroll 10"),
    ]
}
