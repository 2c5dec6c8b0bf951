/// Every initializer, in the order of the reference page.
public let initializerCatalogue: [any Initializer.Type] = [
    HeInitializer.self,
    XavierInitializer.self,
    NormalInitializer.self,
    OrthogonalInitializer.self,
    ZerosInitializer.self,
    OnesInitializer.self,
    ConstantInitializer.self,
]
