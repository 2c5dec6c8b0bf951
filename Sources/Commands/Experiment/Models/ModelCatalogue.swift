/// Every model, in the order of the reference page.
let modelCatalogue: [any Model.Type] = [
    MultilayerPerceptron.self, DeepConvolutional.self, LeastSquaresModel.self, WassersteinModel.self,
    WassersteinGradientPenaltyModel.self, SpectralNormModel.self,
]
