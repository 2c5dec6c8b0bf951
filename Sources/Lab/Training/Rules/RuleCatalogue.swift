/// Every step rule, in the order of the reference page.
public let ruleCatalogue: [any StepRule.Type] = [
    Alternating.self,
    Simultaneous.self,
    Consensus.self,
    Symplectic.self,
    Extragradient.self,
]
