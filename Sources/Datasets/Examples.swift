/// Fixed examples that were read from files: those to train on, those held out, what classes they have, and how their
/// numbers were scaled.
public struct Examples: Sendable, Hashable {
    /// Examples one after the other in row-major order, with a class for each where classes are known.
    public struct Part: Sendable, Hashable {
        public var values: [Float]
        public var count: Int
        /// Indices into `classNames`, one an example.
        public var labels: [Int]?

        public init(values: [Float], count: Int, labels: [Int]? = nil) {
            self.values = values
            self.count = count
            self.labels = labels
        }
    }

    /// What training draws from; at least one.
    public var training: Part
    /// What training never sees; empty unless a share was held out.
    public var heldOut: Part
    /// The name of each class, in the order of the labels; empty where nothing is labelled.
    public var classNames: [String]
    /// How the values follow from those of the files.
    public var scaling: Scaling

    public init(
        training: Part, heldOut: Part = Part(values: [], count: 0), classNames: [String] = [],
        scaling: Scaling = .identity
    ) {
        self.training = training
        self.heldOut = heldOut
        self.classNames = classNames
        self.scaling = scaling
    }

    /// How many classes there are; 0 where nothing is labelled.
    public var classCount: Int { classNames.count }
}

extension DataSource {
    /// Fixed examples in row-major order, `count` of them one after the other, as the networks see them.
    public static func examples(values: [Float], count: Int, labels: [Int]?) -> DataSource {
        let classes = (labels?.max()).map { (0...$0).map(String.init) } ?? []
        return .examples(Examples(training: .init(values: values, count: count, labels: labels), classNames: classes))
    }

    /// The fixed examples, `nil` where each draw is new.
    public var fixedExamples: Examples? {
        if case .examples(let examples) = self { examples } else { nil }
    }

    /// How the values that networks see follow from the data's own; nothing is done to data that is drawn fresh.
    public var scaling: Scaling { fixedExamples?.scaling ?? .identity }
}

extension Examples.Part {
    /// The examples at these places, in this order.
    func taking(_ places: some Collection<Int>) -> Examples.Part {
        let length = count == 0 ? 0 : values.count / count
        var taken: [Float] = []
        taken.reserveCapacity(places.count * length)
        for place in places { taken += values[place * length..<(place + 1) * length] }
        return Examples.Part(
            values: taken, count: places.count, labels: labels.map { labels in places.map { labels[$0] } })
    }

    /// `count` different examples in a shuffled order, all of them where there are no more. Fewer are the beginning of
    /// more.
    public func chosen(_ count: Int, seed: UInt64) -> Examples.Part {
        taking(SeededOrder.shuffled(self.count, seed: seed).prefix(count))
    }
}
