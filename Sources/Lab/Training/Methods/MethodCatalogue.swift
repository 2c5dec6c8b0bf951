/// Every method, in the order of the reference page.
public let methodCatalogue: [any Method.Type] = [
    Adversarial.self,
    Denoising.self,
]
