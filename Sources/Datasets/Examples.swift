import Graphs

/// Fixed examples that were read from files: those to train on, those held out, what classes they have, and how their
/// numbers were scaled. Rows of the first are drawn with replacement.
public struct Examples: DataSource, Equatable {
    /// What training draws from; at least one.
    public let training: Part
    /// What training never sees; empty unless a share was held out.
    public let heldOut: Part
    /// The name of each class, in the order of the labels; empty where nothing is labelled.
    public let classNames: [String]
    /// How the values follow from those of the files.
    public let scaling: Scaling
    public let bounds: [ClosedRange<Float>]?

    public init(training: Part, heldOut: Part? = nil, classNames: [String] = [], scaling: Scaling = .identity) {
        precondition(training.count > 0, "a data set with fixed examples holds at least one")
        precondition((training.labelRows == nil) == classNames.isEmpty, "labels and the names of classes come together")
        self.training = training
        self.heldOut = heldOut ?? Part(values: [], size: training.size)
        self.classNames = classNames
        self.scaling = scaling
        bounds = training.bounds
    }

    public var fixedExamples: Examples? { self }

    /// `[count, …size]` and labels `[count]`. Draws from `example`.
    public func batch(_ count: Int, stream: RandomStream) throws(ShapeError) -> Batch {
        let chosen = Tensor.randomIntegers(below: training.count, [count], stream: stream.appending("example"))
        let examples = try training.rows.tensor.gather(rows: chosen)
        guard let labels = training.labelRows else { return Batch(examples: examples) }
        return Batch(examples: examples, labels: try labels.tensor.gather(rows: chosen))
    }
}

extension Examples {
    /// Examples one after the other in row-major order, with a class for each where classes are known.
    ///
    /// The numbers lie in variables that programs read where they are, and are never written: a copy of a part shares them.
    public struct Part: Sendable, Equatable {
        /// `[count, …size]`
        let rows: Variable
        /// `[count]`, class numbers from 0.
        let labelRows: Variable?

        /// - Parameters:
        ///   - values: examples one after the other.
        ///   - size: that of one example.
        ///   - labels: places in the names of the classes, one an example.
        public init(values: [Float], size: [Int], labels: [Int]? = nil) {
            let length = size.reduce(1, *)
            precondition(length > 0 && values.count % length == 0, "examples are of one size")
            let count = values.count / length
            precondition(labels.map { $0.count == count } ?? true, "each example has its label")
            rows = Variable("data.examples", shape: [count] + size, values: values)
            labelRows = labels.map { Variable("data.labels", shape: [count], values: $0.map { Float($0) }) }
        }

        public var count: Int { rows.shape[0] }

        /// The size of one example.
        public var size: [Int] { Array(rows.shape.dropFirst()) }

        /// A copy of all numbers.
        public var values: [Float] { rows.values }

        /// A copy of the labels: places in the names of the classes, one an example.
        public var labels: [Int]? { labelRows?.values.map { Int($0) } }

        public static func == (left: Part, right: Part) -> Bool {
            left.rows.shape == right.rows.shape && left.values == right.values && left.labels == right.labels
        }

        /// The examples at these places, in this order.
        func taking(_ places: some Collection<Int>) -> Part {
            let length = size.reduce(1, *)
            let values = [Float](unsafeUninitializedCapacity: places.count * length) { taken, count in
                for place in places {
                    precondition((0..<self.count).contains(place), "an example lies among those there are")
                    taken.baseAddress.map { $0 + count }?
                        .initialize(from: rows.storage.pointer + place * length, count: length)
                    count += length
                }
            }
            return Part(values: values, size: size, labels: labels.map { labels in places.map { labels[$0] } })
        }

        /// `count` different examples in a shuffled order, all of them where there are no more. Fewer are the beginning of
        /// more.
        ///
        /// - Parameter label: the class of all of them; any class where it is `nil`.
        public func chosen(_ count: Int, ofClass label: Int? = nil, seed: UInt64) -> Part {
            taking(places(SeededOrder.shuffled(self.count, seed: seed), ofClass: label).prefix(count))
        }

        /// Those that `chosen(count, seed:)` leaves, `limit` of them or all; `nil` where it leaves none.
        func left(by count: Int, seed: UInt64, upTo limit: Int) -> Part? {
            let rest = SeededOrder.shuffled(self.count, seed: seed).dropFirst(count)
            return rest.isEmpty ? nil : taking(rest.prefix(limit))
        }

        /// The first `count` of a class, all of them where there are no more.
        public func beginning(_ count: Int, ofClass label: Int) -> Part {
            taking(places(Array(0..<self.count), ofClass: label).prefix(count))
        }

        /// The part without a share of it, and that share: chosen by a seed, each in its old order.
        public func divided(heldOut share: Double, seed: UInt64) -> (training: Part, heldOut: Part) {
            let split = HeldOutSplit(count: count, share: share, seed: seed)
            return (taking(split.training), taking(split.heldOut))
        }

        /// Those of some places that are of a class; without labels all are of the only one there is.
        private func places(_ order: [Int], ofClass label: Int?) -> [Int] {
            guard let label, let labels else { return order }
            return order.filter { labels[$0] == label }
        }

        /// From the smallest to the largest value along each axis, and a tenth of their distance on either side; `nil` for
        /// images.
        fileprivate var bounds: [ClosedRange<Float>]? {
            guard size.count == 1 else { return nil }
            let (values, dimensions) = (values, size[0])
            return (0..<dimensions).map { axis in
                var (lowest, highest) = (Float.infinity, -Float.infinity)
                for place in stride(from: axis, to: values.count, by: dimensions) {
                    lowest = min(lowest, values[place])
                    highest = max(highest, values[place])
                }
                let width = highest / 2 - lowest / 2
                let margin = width > 0 ? 0.2 * width : 1
                return lowest - margin...highest + margin
            }
        }
    }
}
