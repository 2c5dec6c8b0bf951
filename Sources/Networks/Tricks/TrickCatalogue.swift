/// Every trick, in the order of the reference page.
public let trickCatalogue: [any Trick.Type] = [
    Unroll.self,
    SpectralNorm.self,
    WeightNorm.self,
    EqualisedRate.self,
    FeatureMatching.self,
    InstanceNoise.self,
    LabelSmoothing.self,
    FlipLabels.self,
    LabelNoise.self,
    Pack.self,
    Replay.self,
    Augment.self,
    TopK.self,
    MixedBatch.self,
    Average.self,
    MutualInformation.self,
]
