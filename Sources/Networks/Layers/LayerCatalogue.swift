/// Every layer, in the order of the reference page.
public let layerCatalogue: [any Layer.Type] = [
    Dense.self,
    Convolution.self,
    Deconvolution.self,
    Upsample.self,
    Pool.self,
    Flatten.self,
    Reshape.self,
    Label.self,
    Embedding.self,
    Projection.self,
    Add.self,
    Concat.self,
    BatchNormalization.self,
    ConditionalBatchNormalization.self,
    VirtualBatchNormalization.self,
    LayerNormalization.self,
    InstanceNormalization.self,
    AdaptiveInstanceNormalization.self,
    PixelNormalization.self,
    Dropout.self,
    NoiseInjection.self,
    ConstantLayer.self,
    Relu.self,
    LeakyRelu.self,
    Elu.self,
    Tanh.self,
    Sigmoid.self,
    Softplus.self,
]

/// The layers that may also end another layer's line: `layer dense 128 relu`.
public let activationCatalogue: [any Activation.Type] = layerCatalogue.compactMap { $0 as? any Activation.Type }
