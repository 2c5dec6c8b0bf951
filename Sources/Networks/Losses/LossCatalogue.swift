/// Every loss, in the order of the reference page.
public let lossCatalogue: [any Loss.Type] = [
    Minimax.self,
    NonSaturating.self,
    LeastSquares.self,
    Wasserstein.self,
    WassersteinGradientPenalty.self,
    WassersteinLipschitzPenalty.self,
    Hinge.self,
    Relativistic.self,
    RelativisticAverage.self,
]
