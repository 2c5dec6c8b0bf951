import Networks

/// What the game's own forces say: where its field leads, and what each player could still win.
let dynamicsMeasurements: [Measurement] = [
    eigenvalue(
        "eigenvalue.real", best: .lowest,
        summary: "the greatest real part of an eigenvalue of the game's field: below 0 training comes to rest here, above 0 it leaves"
    ) { $0.real },
    eigenvalue(
        "eigenvalue.imaginary", best: .none("it tells how fast the game turns, not whether it comes to rest"),
        summary: "the imaginary part of the eigenvalue with the greatest real part: how fast the game turns, 0 not at all"
    ) { abs($0.imaginary) },
    Measurement(
        "duality-gap",
        summary: "what the discriminator could win against this generator and the generator against this discriminator in "
            + "\(DualityGap.steps) updates: 0 at an equilibrium",
        best: .lowest, isCostly: true, isKept: false, example: "data ring\nbatch 16\ntrain 1\nprint duality-gap",
        source: "Grnarova et al. 2019, A domain agnostic measure for monitoring and evaluating GANs, equation 3",
        unavailable: { $0.method.isDuel ? nil : "`method \($0.method.name)` is no duel" },
        read: { try $0.dualityGap().gap }),
    Measurement(
        "worst-case",
        summary: "the game's value, minus the loss, for the discriminator after \(DualityGap.steps) updates against this generator: "
            + "-1.386 where nothing tells the sides apart, 0 where everything does",
        best: .lowest, isCostly: true, isKept: false, example: "data ring\nbatch 16\ntrain 1\nprint worst-case",
        source: "Grnarova et al. 2019, A domain agnostic measure for monitoring and evaluating GANs, section 4, the minimax loss",
        unavailable: { $0.method.isDuel ? nil : "`method \($0.method.name)` is no duel" },
        read: { try $0.dualityGap().againstWorstDiscriminator }),
]

/// A number of the eigenvalue that decides; only where all of them are known.
private func eigenvalue(
    _ name: String, best: BestValue, summary: String, value: @escaping @Sendable (ComplexNumber) -> Double
) -> Measurement {
    Measurement(
        name, summary: summary, best: best, isCostly: true, isKept: false,
        example: "data point\nlatent 1\ngenerator\n  layer constant 1\ndiscriminator\n  layer dense 1 no-bias\ntrain 1\nprint \(name)",
        source: "Mescheder, Geiger, Nowozin 2018, Which training methods for GANs do actually converge?, section 2",
        unavailable: { recipe in
            guard let count = (try? RecipeCheck(recipe))?.parameterCount, count > Spectrum.mostForWhole else { return nil }
            return "the players have \(count) numbers, and all eigenvalues are found for up to \(Spectrum.mostForWhole); "
                + "`plot eigenvalues` shows the outermost"
        },
        read: { experiment in
            guard let first = try experiment.spectrum().values.first else {
                throw MeasurementError.unavailable(name: name, reason: "the players have no numbers")
            }
            return value(first)
        })
}
