/// Every optimizer, in the order of the reference page.
public let optimizerCatalogue: [any Optimizer.Type] = [
    Adam.self,
    GradientDescent.self,
    RootMeanSquare.self,
    OptimisticAdam.self,
    OptimisticGradientDescent.self,
]
