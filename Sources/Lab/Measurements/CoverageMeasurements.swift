import Datasets

/// What samples say about the modes of data whose modes are known, by the protocol of `ModeCoverage`: 2500 points, or 1000 images
/// of digits, whose modes are their classes.
let coverageMeasurements: [Measurement] = [
    coverage(
        "modes", aliases: ["digits"], summary: "how many of the data's modes the generator finds: at least one of 2500 points within 3σ, or one image of 1000 taken for the digit",
        example: "data ring\ntrain 1\nexpect modes <= 8",
        source: "Srivastava et al. 2017, VEEGAN"
    ) { Double($0.modes) },
    coverage(
        "modes.held", aliases: ["classes.present"],
        summary: "how many of the data's modes, or digits, are present: at least a quarter of their fair share of all samples",
        example: "data ring\ntrain 1\nexpect modes.held <= modes",
        source: "after Srivastava et al. 2017, VEEGAN, where one sample is enough"
    ) { Double($0.heldModes) },
    coverage(
        "quality", summary: "the share of samples within 3σ of a mode, where perfect ones in the plane reach 0.9889; of digits, those that a classifier is sure of",
        example: "data ring\ntrain 1\nexpect quality <= 1",
        source: "Srivastava et al. 2017, VEEGAN"
    ) { $0.quality },
    coverage(
        "balance", unit: "nats", best: .lowest,
        summary: "how unevenly samples spread over the modes: reverse KL divergence; 0 even, ln K one of K modes, infinity none",
        example: "data ring\ntrain 1\nexpect balance >= 0",
        source: "Lin et al. 2018, PacGAN"
    ) { $0.balance },
]

private func coverage(
    _ name: String, unit: String? = nil, best: BestValue = .highest, aliases: [String] = [], summary: String, example: String, source: String,
    value: @escaping @Sendable (ModeCoverage) -> Double
) -> Measurement {
    Measurement(
        name, summary: summary, unit: unit, best: best, isCostly: true, isDear: { $0.knownModes == nil }, aliases: aliases, example: example, source: source,
        unavailable: { $0.modesUnavailability },
        read: { value(try $0.modeCoverage()) })
}
