import Networks

/// What a layer makes in training, over a fixed batch, and which of its units never answer.
///
/// A unit is one number of what a flat layer makes, and one channel of an image, which is the same weights at every place. It is
/// dead where it is 0 on every example: a rectifier then passes no gradient to its weights, which stay as they are.
/// Source: Maas, Hannun, Ng 2013, "Rectifier nonlinearities improve neural network acoustic models", section 2.
public struct LayerActivations: Sendable, Equatable {
    public let layer: NetworkLayer
    /// A sample of the numbers, the same examples of every layer; all of them where they are few.
    public let values: [Float]
    /// Of a layer that rectifies.
    public let units: Units?

    public struct Units: Sendable, Equatable {
        public let count: Int
        public let dead: Int
    }
}

extension [LayerActivations] {
    /// The share of dead units in all rectifying layers; `nil` where there is none.
    public var deadShare: Double? {
        let units = compactMap(\.units)
        let count = units.reduce(0) { $0 + $1.count }
        return count == 0 ? nil : Double(units.reduce(0) { $0 + $1.dead }) / Double(count)
    }
}
