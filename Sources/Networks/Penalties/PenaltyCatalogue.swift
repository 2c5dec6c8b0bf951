/// Every penalty, in the order of the reference page.
public let penaltyCatalogue: [any Penalty.Type] = [
    GradientPenalty.self,
    WeightClipping.self,
]
