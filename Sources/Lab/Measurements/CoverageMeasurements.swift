import Datasets

/// What samples say about the modes of synthetic data, by the protocol of `ModeCoverage` with 2500 samples.
let coverageMeasurements: [Measurement] = [
    coverage(
        "modes", summary: "how many of the data's modes the generator finds: at least one sample within 3σ, of 2500",
        example: "data ring\ntrain 1\nexpect modes <= 8",
        source: "Srivastava et al. 2017, VEEGAN"
    ) { Double($0.modes) },
    coverage(
        "modes.held",
        summary: "how many of the data's modes hold at least a quarter of their fair share of 2500 samples, within 3σ",
        example: "data ring\ntrain 1\nexpect modes.held <= modes",
        source: "after Srivastava et al. 2017, VEEGAN, where one sample is enough"
    ) { Double($0.heldModes) },
    coverage(
        "quality", summary: "the share of samples within 3σ of a mode; perfect samples in the plane reach 0.9889, not 1",
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
    _ name: String, unit: String? = nil, best: BestValue = .highest, summary: String, example: String, source: String,
    value: @escaping @Sendable (ModeCoverage) -> Double
) -> Measurement {
    Measurement(
        name, summary: summary, unit: unit, best: best, isCostly: true, example: example, source: source,
        unavailable: { recipe in
            if recipe.knownModes != nil { return nil }
            return "`data \(recipe.dataset.name)` has no known modes; `data ring`, `data grid` and `data line` do"
        },
        read: { value(try $0.modeCoverage()) })
}
