import Networks

/// A gradient on its way back: from what a network minimises through every layer that it passes, in the order in which it travels.
///
/// At a layer stands the gradient by what the layer made of an example: its length over all numbers of the example, as the root of the
/// mean square over the batch, of the loss of one example (the batch's mean times the number of examples, so that another batch
/// gives the same). The way of the generator's gradient begins at the discriminator's last layer, whose output is the score, goes
/// down to the discriminator's first, arrives at the sample, which the generator's last layer made, and goes on to the generator's first.
/// What a layer does to a gradient on its way is the quotient of what stands before it and at it.
/// Source: Hochreiter 1991; Glorot, Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks", section 4.
public struct Backpropagation: Sendable, Equatable {
    /// A layer that the gradient passes.
    public struct Station: Sendable, Equatable {
        public let layer: NetworkLayer
        /// The length of the gradient by what the layer made of an example.
        public let gradient: Double
        /// The length of the gradient by what the layer learns; `nil` where it learns nothing, or does not move in this turn.
        public let byParameters: Double?
        /// The share of numbers that a rectifier makes 0, through which nothing passes; `nil` for other layers.
        public let closed: Double?
    }

    /// Whose objective it is the gradient of.
    public let mover: NetworkID
    /// From the loss on.
    public let stations: [Station]

    /// The length of the whole gradient by all that the mover learns.
    public var length: Double { Lab.length(of: stations.compactMap(\.byParameters)) }

    /// What arrives at the samples; `nil` where the way leads to none.
    public var atSamples: Double? { stations.first { $0.layer.network == .generator }?.gradient }

    /// What the loss gives to the scores; `nil` where the way begins elsewhere.
    public var atScores: Double? { stations.first.flatMap { $0.layer.network == .discriminator ? $0.gradient : nil } }
}

// MARK: - Where it is lost

extension Backpropagation {
    /// A place that takes the gradient away, or makes it far too large.
    public struct Break: Sendable, Equatable {
        public enum Kind: String, Sendable {
            case vanishes
            case explodes
        }

        public enum Place: Sendable, Equatable {
            /// The loss itself: what it gives to the scores.
            case loss
            /// A layer, on its own.
            case layer(NetworkLayer)
            /// No layer alone, but all of a network's together.
            case network(NetworkID)
        }

        public let kind: Kind
        public let place: Place
        /// What the place leaves of each 1 that reaches it; of a loss, what it gives to a score.
        public let factor: Double
    }

    /// A loss that gives less than this to a score gives next to nothing: minimax does where the discriminator is sure by 99 %.
    public static let leastAtScores = 0.01
    /// One layer that leaves less than this of the gradient kills it, and one that multiplies it by the reciprocal blows it up.
    public static let leastThroughLayer = 0.01
    /// All layers of one network together, where no layer alone is to blame.
    public static let leastThroughNetwork = 1e-4
    /// A network that multiplies it by more blows it up. Measured on `data ring`, three seeds: sound critics 0.5 to 4, clipped at 1
    /// 47 to 84, without any penalty 70 to 355.
    public static let mostThroughNetwork = 30.0

    /// Where the gradient is lost or blown up; the worst place where there are several, `nil` where none breaks a rule above.
    public var worstBreak: Break? {
        var found: [Break] = []
        // What a trick matches in a hidden layer asks nothing of the score.
        let asksScores = stations.first.map { $0.gradient > 0 } ?? false || stations.allSatisfy { $0.gradient == 0 }
        if asksScores, let atScores, atScores < Self.leastAtScores { found.append(Break(kind: .vanishes, place: .loss, factor: atScores)) }
        let layers = factors.compactMap { layer, factor in
            Self.broken(factor, .layer(layer), within: Self.leastThroughLayer...1 / Self.leastThroughLayer)
        }
        found += layers
        for network in [NetworkID.discriminator, mover] where !layers.contains(where: { $0.isIn(network) }) {
            let own = factors.filter { $0.layer.network == network }.map(\.factor)
            if let whole = Self.broken(
                own.reduce(1, *), .network(network), within: Self.leastThroughNetwork...Self.mostThroughNetwork) { found.append(whole) }
        }
        return found.max { $0.severity < $1.severity }
    }

    /// What each layer leaves of the gradient that reaches it; where nothing reached it, there is no quotient.
    public var factors: [(layer: NetworkLayer, factor: Double)] {
        zip(stations, stations.dropFirst()).compactMap { station, next in
            station.gradient > 0 ? (station.layer, next.gradient / station.gradient) : nil
        }
    }

    private static func broken(_ factor: Double, _ place: Break.Place, within sound: ClosedRange<Double>) -> Break? {
        guard !sound.contains(factor), !factor.isNaN else { return nil }
        return Break(kind: factor < sound.lowerBound ? .vanishes : .explodes, place: place, factor: factor)
    }
}

extension Backpropagation.Break {
    fileprivate func isIn(_ network: NetworkID) -> Bool {
        if case .layer(let layer) = place { layer.network == network } else { false }
    }

    /// How many times it is too small or too large.
    fileprivate var severity: Double { kind == .vanishes ? 1 / max(factor, 1e-300) : factor }
}
