extension ClaimCase {
    private static let mixingJudge = "\ndiscriminator\nlayer dense 8\nlayer batchnorm\nlayer relu\nlayer dense 1"

    static let ofShown: [ClaimCase] = [
        ClaimCase(
            "trick instance-noise", "hides all detail", holds: "trick instance-noise deviation 2",
            not: "trick instance-noise deviation 0.5 to 0 over 5000"),
        ClaimCase(
            "trick label-smoothing", "with the targets of generated examples smoothed too",
            holds: "trick label-smoothing real 0.9 generated 0.1 insist", not: "trick label-smoothing real 0.9"),
        ClaimCase(
            "trick label-smoothing", "with a target this far below 1", holds: "trick label-smoothing real 0.4..0.7",
            not: "trick label-smoothing real 0.7..1.2"),
        ClaimCase("trick flip-labels", "with labels swapped this often", holds: "trick flip-labels 0.3", not: "trick flip-labels 0.1"),
        ClaimCase("trick label-noise", "with noise this large", holds: "trick label-noise 0.5", not: "trick label-noise 0.2"),
        ClaimCase("trick pack", "leaves few judgements", holds: "trick pack 2\nbatch 16", not: "trick pack 2\nbatch 32"),
        ClaimCase("trick replay", "with a buffer this large", holds: "trick replay size 100000", not: "trick replay size 2048"),
        ClaimCase("trick augment", "moves points as far", holds: "trick augment reach 1.5", not: "trick augment reach 0.2"),
        ClaimCase(
            "trick augment", "waits for a discriminator that knows the data by heart", holds: "trick augment target 0.6",
            not: "data digits\ntrick augment target 0.6"),
        ClaimCase("trick top-k", "with so few examples that count", holds: "trick top-k share 0.1", not: "trick top-k share 0.5"),
        ClaimCase(
            "trick top-k", "chooses among scores", holds: "trick top-k\ntrick feature-matching", not: "trick top-k\ntrick average"),
        ClaimCase(
            "trick mixed-batch", "lets the discriminator tell", holds: "trick mixed-batch" + mixingJudge, not: "trick mixed-batch"),
        ClaimCase(
            "trick mixed-batch", "changes nothing", holds: "trick mixed-batch", not: "trick mixed-batch" + mixingJudge),
        ClaimCase(
            "layer maxout", "has as many times the weights", holds: "discriminator\nlayer maxout 8 pieces 25\nlayer dense 1",
            not: "discriminator\nlayer maxout 8 pieces 3\nlayer dense 1"),
    ]
}
