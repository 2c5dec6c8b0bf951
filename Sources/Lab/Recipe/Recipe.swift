import Datasets
import Declarations
import Networks

/// Everything that decides an experiment: the data, both networks, what they minimise and how they are trained.
///
/// A value: change a copy, give it to an `Experiment`. What is `nil` has a default that suits the data, so that `data ring`
/// and `train 500` work by themselves.
public struct Recipe: Sendable, Equatable {
    /// Decides the start weights and every draw.
    public var seed: UInt64 = 1
    public var dataset: any Dataset
    /// How many random numbers the generator starts from; 64 by default.
    public var chosenLatentSize: Int?
    /// The generator's layers; a plain network that suits the data by default.
    public var chosenGenerator: [LayerSpecification]?
    /// The discriminator's layers; a plain network that suits the data by default.
    public var chosenDiscriminator: [LayerSpecification]?
    /// The loss as it was asked for; `loss` has what nobody chose as it suits the data.
    public var chosenLoss: any Loss = NonSaturating()
    /// Penalties in place of those that belong to the loss; an empty list means none at all.
    public var chosenPenalties: [any Penalty]?
    public var tricks: [any Trick] = []
    public var chosenGeneratorOptimizer: (any Optimizer)?
    public var chosenDiscriminatorOptimizer: (any Optimizer)?
    /// Examples in one update; 256 points or 64 images by default.
    public var chosenBatch: Int?
    public var ratio = Ratio()

    /// How many updates of each network make one training step.
    public struct Ratio: Sendable, Hashable {
        public var discriminator: Int
        public var generator: Int

        public init(discriminator: Int = 1, generator: Int = 1) {
            self.discriminator = discriminator
            self.generator = generator
        }
    }

    public init(dataset: any Dataset) {
        self.dataset = dataset
    }

    public static func == (left: Recipe, right: Recipe) -> Bool {
        left.seed == right.seed && isSame(left.dataset, right.dataset)
            && left.latentSize == right.latentSize && left.batch == right.batch && left.ratio == right.ratio
            && left.generator == right.generator && left.discriminator == right.discriminator
            && isSame(left.loss, right.loss) && areSame(left.penalties, right.penalties)
            && areSame(left.tricks, right.tricks)
            && isSame(left.optimizer(of: .generator), right.optimizer(of: .generator))
            && isSame(left.optimizer(of: .discriminator), right.optimizer(of: .discriminator))
    }
}

extension Recipe {
    public var latentSize: Int { chosenLatentSize ?? 64 }
    public var batch: Int { chosenBatch ?? (dataset.isImage ? 64 : 256) }
    public var generator: [LayerSpecification] { chosenGenerator ?? Self.defaultGenerator(for: dataset) }
    public var discriminator: [LayerSpecification] { chosenDiscriminator ?? Self.defaultDiscriminator(for: dataset) }

    public var loss: any Loss {
        get { chosenLoss.suited(toImages: dataset.isImage) }
        set { chosenLoss = newValue }
    }

    /// The chosen penalties, or else those that belong to the loss.
    public var penalties: [any Penalty] {
        chosenPenalties?.map { $0.suited(toImages: dataset.isImage) } ?? loss.defaultPenalties
    }

    public func layers(of role: NetworkRole) -> [LayerSpecification] {
        switch role {
        case .generator: generator
        case .discriminator: discriminator
        }
    }

    /// The chosen optimizer, or else Adam with β₁ 0.5, at rate 0.001 for points and 0.0002 for images.
    public func optimizer(of role: NetworkRole) -> any Optimizer {
        let chosen = role == .generator ? chosenGeneratorOptimizer : chosenDiscriminatorOptimizer
        return chosen ?? Adam(rate: Self.usualRate(for: dataset), beta1: 0.5)
    }

    /// Adam's rate where nobody chose one: small networks on points learn faster than networks on images.
    public static func usualRate(for dataset: any Dataset) -> Double { dataset.isImage ? 0.0002 : 0.001 }

    /// The generator's way of looking ahead, when the recipe has one.
    var unroll: Unroll? { tricks.lazy.compactMap { $0 as? Unroll }.last }

    /// The source of data that has no files; `nil` for data that is read from files.
    var syntheticSource: (any DataSource)? {
        type(of: dataset).readsFiles ? nil : try? dataset.source
    }

    /// Two hidden layers of 128 for points, 256 and 512 for images; the last layer makes the data's size.
    static func defaultGenerator(for dataset: any Dataset) -> [LayerSpecification] {
        let layers: [any Layer] =
            dataset.isImage
            ? [Dense(256), LeakyRelu(), Dense(512), LeakyRelu(), Dense(dataset.size), Tanh()]
            : [Dense(128), Relu(), Dense(128), Relu(), Dense(dataset.size)]
        return layers.map { LayerSpecification($0) }
    }

    /// The mirror image of the default generator, ending in one score.
    static func defaultDiscriminator(for dataset: any Dataset) -> [LayerSpecification] {
        let layers: [any Layer] =
            dataset.isImage
            ? [Flatten(), Dense(512), LeakyRelu(), Dense(256), LeakyRelu(), Dense(1)]
            : [Dense(128), Relu(), Dense(128), Relu(), Dense(1)]
        return layers.map { LayerSpecification($0) }
    }
}
