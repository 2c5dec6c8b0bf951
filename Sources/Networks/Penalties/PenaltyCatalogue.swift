/// Every penalty, in the order of the reference page.
public let penaltyCatalogue: [any Penalty.Type] = [
    GradientPenalty.self,
    LocalSlopePenalty.self,
    RealSlopePenalty.self,
    GeneratedSlopePenalty.self,
    NoiseInducedSlopePenalty.self,
    Orthogonal.self,
    WeightDecay.self,
    WeightClipping.self,
]
