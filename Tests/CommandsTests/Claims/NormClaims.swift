extension ClaimCase {
    static let ofNorm: [ClaimCase] = statistics + classes + drawing + images + reparameterizations

    private static let statistics = ["batchnorm", "conditional-batchnorm"].map { layer in
        let networks = "discriminator\nlayer label\nlayer dense 8 relu\nlayer dense 1\n"
            + "generator\nlayer dense 8\nlayer \(layer)\nlayer relu\nlayer dense data"
        return ClaimCase(
            "layer \(layer)", "takes mean and variance of so few", holds: "batch 3\n" + networks, not: "batch 16\n" + networks)
    } + [
        ClaimCase(
            "layer virtual-batchnorm", "passes the reference batch",
            holds: "discriminator\nlayer dense 8\nlayer virtual-batchnorm\nlayer dense 1",
            not: "generator\nlayer dense 8\nlayer virtual-batchnorm\nlayer dense data")
    ]

    private static let classes = ["label", "embedding", "conditional-batchnorm"].map { layer in
        let generator = "generator\nlayer \(layer)\nlayer dense 8 relu\nlayer dense data\n"
        return ClaimCase(
            "layer \(layer)", "tells the generator the class", holds: generator,
            not: generator + "discriminator\nlayer dense 8 relu\nlayer projection")
    } + [
        ClaimCase(
            "layer projection", "asks for examples of a class", holds: "discriminator\nlayer dense 8 relu\nlayer projection",
            not: "discriminator\nlayer dense 8 relu\nlayer projection\ngenerator\nlayer embedding\nlayer dense data")
    ]

    private static let drawing = [
        ClaimCase(
            "layer noise", "blurs a verdict", holds: "discriminator\nlayer dense 8\nlayer noise\nlayer dense 1",
            not: "generator\nlayer dense 8\nlayer noise\nlayer dense data"),
        ClaimCase(
            "layer dropout", "with `always` gives an example another score",
            holds: "discriminator\nlayer dense 8\nlayer dropout 0.3 always\nlayer dense 1",
            not: "discriminator\nlayer dense 8\nlayer dropout 0.3\nlayer dense 1\n"
                + "generator\nlayer dense 8\nlayer dropout 0.3 always\nlayer dense data"),
    ]

    private static let images = [
        ClaimCase(
            "layer deconv", "paints some pixels more often",
            holds: "data digits\ngenerator\nlayer dense 4x4x8 relu\nlayer deconv data kernel 5 stride 2 tanh",
            not: "data digits\ngenerator\nlayer dense 4x4x8 relu\nlayer deconv data kernel 4 stride 2 tanh"),
        ClaimCase(
            "layer pool", "with `max` lets the gradient through one pixel",
            holds: "data digits\ndiscriminator\nlayer conv 4\nlayer pool max 2\nlayer flatten\nlayer dense 1",
            not: "data digits\ndiscriminator\nlayer conv 4\nlayer pool average 2\nlayer flatten\nlayer dense 1"),
    ]

    private static let reparameterizations = ["spectral-norm", "weight-norm", "equalised-rate"].map { trick in
        ClaimCase(
            "trick \(trick)", "has the layers use other weights", holds: "penalty clip\ntrick \(trick)", not: "trick \(trick)")
    } + [
        ClaimCase(
            "trick spectral-norm", "bounds the slope of each layer",
            holds: "trick spectral-norm\ndiscriminator\nlayer dense 8\nlayer batchnorm\nlayer relu\nlayer dense 1",
            not: "trick spectral-norm network generator\ndiscriminator\nlayer dense 8\nlayer batchnorm\nlayer relu\nlayer dense 1"),
        ClaimCase(
            "trick equalised-rate", "moves weights by gain²", holds: "trick equalised-rate\noptimizer sgd rate 0.01",
            not: "trick equalised-rate\noptimizer adam rate 0.001"),
    ]
}
