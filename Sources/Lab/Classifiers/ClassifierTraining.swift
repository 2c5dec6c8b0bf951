import Datasets
import Declarations
import Graphs
import Networks

/// Trains a classifier of images on a share of them, and tries it on the rest.
///
/// Formula: minimise the mean of −log p(label | image) over a batch, and ½ the mean of −⅒ Σ log p(class | other) over images that
/// are no digits, by Adam with a rate that falls to nothing as half a wave. The second term asks for no opinion of what is nothing:
/// without it a network is sure of a third of the grey clouds that a fresh generator makes.
///
/// Every image of a batch is turned, sized, moved and slanted by a little, anew each time: a few thousand images would else be
/// known by heart before what they have in common is learned. Those that are no digits are made of digits and of noise
/// (`ChangedImages.others`). Every draw depends on the seed alone.
///
/// It is no `Method`: a method makes samples, and every look at an experiment asks for some. A classifier has none to show.
/// Source: LeCun et al. 1998, "Gradient-based learning applied to document recognition"; small changes of the images: Simard,
/// Steinkraus, Platt 2003, "Best practices for convolutional neural networks applied to visual document analysis"; the second term:
/// Hendrycks, Mazeika, Dietterich 2019, "Deep anomaly detection with outlier exposure", equation 1.
public struct ClassifierTraining {
    /// What came of it.
    public struct Summary: Sendable, Equatable {
        public let seed: UInt64
        public let steps: Int
        /// How many images it was trained on, and how many it was tried on.
        public let trainedOn: Int
        public let heldOut: Int
        /// The share of the held-out images that it takes for what they are.
        public let accuracy: Double
        /// The share of them that it is sure of.
        public let sure: Double
    }

    /// The share of the images that it never sees.
    public static let heldOutShare = 0.2
    static let batch = 64
    /// Images of a batch that are no digits.
    static let others = 32
    private static let rate = 0.002

    public let dataset: any Dataset
    public let seed: UInt64
    public let steps: Int

    /// - Parameter dataset: digits of the size of their files.
    public init(_ dataset: any Dataset, seed: UInt64 = 1, steps: Int = 3000) {
        precondition(type(of: dataset).classifiedSize == dataset.size, "a classifier is of images as they are in their files")
        self.dataset = dataset
        self.seed = seed
        self.steps = steps
    }

    /// - Parameter onStep: told of every step and its cross entropy; false ends training, and there is no classifier.
    /// - Throws: `DatasetError` where the data cannot be read.
    public func run(
        in folders: DataFolders, onStep: (_ step: Int, _ loss: Float) -> Bool = { _, _ in true }
    ) throws -> (classifier: DigitClassifier, summary: Summary)? {
        guard let all = try dataset.source(in: folders).fixedExamples?.training else {
            preconditionFailure("`data \(dataset.name)` has fixed examples")
        }
        let parts = all.divided(heldOut: Self.heldOutShare, seed: seed)
        let trained = TrainedNetwork(
            DigitClassifier.id, plan: try DigitClassifier.plan(for: dataset.size),
            optimizer: Adam(rate: try Schedule(from: Self.rate, to: 0, over: steps, course: .cosine), beta1: 0.9), seed: seed)
        let step = try ClassifierStep(trained, size: dataset.size)
        var batches = ChangedImages(parts.training, seed: seed)
        for number in 1...max(1, steps) {
            let (images, labels) = batches.next(Self.batch)
            let others = batches.others(Self.others)
            let loss = step.run(images + others, labels, RandomPosition(seed: seed, step: UInt64(number - 1)))
            guard onStep(number, loss) else { return nil }
        }
        let classifier = DigitClassifier(trained.network)
        return (
            classifier,
            Summary(
                seed: seed, steps: steps, trainedOn: parts.training.count, heldOut: parts.heldOut.count,
                accuracy: try classifier.accuracy(on: parts.heldOut),
                sure: Double(try classifier.judged(parts.heldOut.values).count { $0.probability >= DigitClassifier.sureness })
                    / Double(max(1, parts.heldOut.count)))
        )
    }
}

/// One update as a program.
private struct ClassifierStep {
    private let images: Variable
    private let labels: Variable
    private let program: Program

    init(_ trained: TrainedNetwork, size: [Int]) throws {
        images = Variable("images", shape: [ClassifierTraining.batch + ClassifierTraining.others] + size)
        labels = Variable("labels", shape: [ClassifierTraining.batch])
        var player = trained.tensors
        let all = try player.apply(images.tensor, stream: RandomStream("classifier-update")).output
        let scores = try all.slice(axis: 0, from: 0, count: ClassifierTraining.batch)
        let ofOthers = try all.slice(axis: 0, from: ClassifierTraining.batch, count: ClassifierTraining.others)
        let chosen = try labels.tensor.oneHot(count: DigitClassifier.classCount)
        let loss = try (scores.logSumExp(axes: [1]) - (chosen * scores).sum(axes: [1])).mean()
        let opinion = try (ofOthers.logSumExp(axes: [1]) - ofOthers.mean(axes: [1])).mean()
        let gradients = try gradient(of: loss + opinion * 0.5, withRespectTo: player.parameters)
        player.updateCount = player.updateCount + 1
        let moved = try player.optimizer.update(
            parameters: player.parameters, gradients: gradients, slots: player.slots, step: UpdateStep(player.updateCount))
        (player.parameters, player.slots) = (moved.parameters, moved.slots)
        program = try Program(outputs: [loss], updates: trained.stores(player))
    }

    func run(_ images: [Float], _ labels: [Float], _ position: RandomPosition) -> Float {
        self.images.values = images
        self.labels.values = labels
        program.run(position)
        return program.scalar(0)
    }
}
