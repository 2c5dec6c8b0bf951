import Graphs

/// Whether the network is being trained or drawn from: dropout and batch normalisation differ.
public enum ForwardMode: Sendable, Hashable {
    case training
    case sampling
}

/// Hands out the numbers of random streams, so that no two draws of a program share one.
public struct StreamCounter: Sendable, Hashable {
    public private(set) var nextNumber: UInt32

    public init(startingAt number: UInt32 = 0) {
        nextNumber = number
    }

    public mutating func next() -> RandomStream {
        defer { nextNumber += 1 }
        return RandomStream(nextNumber)
    }
}

/// What a layer may use besides its input and its parameters.
public struct LayerContext {
    public let mode: ForwardMode
    /// Random streams, for dropout.
    public var streams: StreamCounter
    /// The layer's own states before this batch, in the order of `states(for:)`; replaced by those after it.
    public var states: [Tensor]

    public init(mode: ForwardMode, streams: StreamCounter, states: [Tensor] = []) {
        self.mode = mode
        self.streams = streams
        self.states = states
    }
}
