/// Every trick, in the order of the reference page.
public let trickCatalogue: [any Trick.Type] = [
    Unroll.self,
    MutualInformation.self,
]
