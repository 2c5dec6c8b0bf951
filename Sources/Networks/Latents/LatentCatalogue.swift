/// Every kind of noise, in the order of the reference page.
public let latentCatalogue: [any Latent.Type] = [
    NormalLatent.self,
    UniformLatent.self,
    CodedLatent.self,
]
