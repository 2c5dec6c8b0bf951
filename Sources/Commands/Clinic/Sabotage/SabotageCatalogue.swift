import Declarations

/// Every failure that can be made on purpose, in the order of the reference page. A later one is an entry here.
let sabotageCatalogue: [Sabotage] = [
    modeCollapse, modeHopping, discriminatorTooStrong, overconfidentDiscriminator, vanishingGradient, discriminatorTooWeak, misleadingLoss,
    explodingGradient, notANumber, weightsAtClip, oscillation, falseEquilibrium, batchCoupling, deadUnits, memorising, checkerboard,
]

/// The sabotage that makes a failure; `nil` for one that only comes by itself.
func sabotage(of failure: Failure) -> Sabotage? { sabotageCatalogue.first { $0.failure == failure } }
