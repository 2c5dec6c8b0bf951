import Networks

/// Where the numbers of a failed training stopped being finite: the first place of the first step that made some.
///
/// A loss that is not a number says that something broke, and not what: by then every weight is no number either. In the order of a step
/// (what networks are given, what each layer makes of it, the loss, its gradient from the last layer back to the first, the update) only
/// the first place is a cause.
public struct FailureOrigin: Sendable, Equatable {
    /// What was being computed.
    public enum Operation: String, Sendable, CaseIterable {
        /// The data hold such a number.
        case data
        /// What a network is given is one: noise, or what a trick made of an example.
        case input
        /// What a layer makes of what reaches it.
        case forward
        /// The loss with its penalties, of scores that are all finite.
        case loss
        /// The gradient that a layer passes on to what reached it, or the loss to the scores.
        case backward
        /// The gradient by a parameter.
        case parameterGradient = "parameter-gradient"
        /// All gradients are finite, but the sum of their squares is not.
        case gradientLength = "gradient-length"
        /// The optimizer's new value of a parameter.
        case update
    }

    /// The step that made it, counted as `step` is after it. The weights of the step before are finite.
    public let step: Int
    /// Whose turn it was.
    public let mover: NetworkID
    public let operation: Operation
    /// The network that it happened in; `nil` for the data and for a loss.
    public let network: NetworkID?
    /// The layer; `nil` for the data, a loss and what belongs to a whole network.
    public let layer: NetworkLayer?
    /// The parameter, of a gradient by one and of an update.
    public let parameter: String?
    /// Which examples they were: the name of the draws of that application, as `discriminator-update/discriminator`.
    public let application: String?
    /// What was found there.
    public let found: Magnitude
    /// The largest weight, in absolute value, that the network had before: of the layer where that has some.
    public let largestWeight: Float?
}

/// How large some numbers are, and how many of them are none.
public struct Magnitude: Sendable, Equatable {
    public private(set) var count = 0
    public private(set) var notNumbers = 0
    public private(set) var infinite = 0
    /// The largest absolute value of those that are finite.
    public private(set) var largest: Float = 0

    init(_ values: [Float]) {
        count = values.count
        values.withUnsafeBufferPointer { values in
            for value in values {
                if value.isNaN { notNumbers += 1 } else if value.isInfinite { infinite += 1 } else { largest = max(largest, abs(value)) }
            }
        }
    }

    public var isFinite: Bool { notNumbers == 0 && infinite == 0 }
}

extension FailureOrigin: CustomStringConvertible {
    /// A sentence without its subject: `it began at step 2 …`.
    public var description: String { "it began at step \(step), in the \(mover)'s turn: \(what)\(weights)" }

    private var what: String {
        let kind = found.notNumbers > 0 ? "not a number" : "infinite"
        let many = found.count == 1 ? kind : "\(kind) in \(found.notNumbers + found.infinite) of \(found.count) places"
        let place = layer.map(\.description) ?? network.map { "the \($0)" } ?? "the loss"
        return switch operation {
        case .data: "the data are \(many)"
        case .input: "what the \(network.map(\.rawValue) ?? "network") is given is \(many)"
        case .forward: "what \(place) makes is \(many)"
        case .loss: "the loss of finite scores is \(many)"
        case .backward: "the gradient that \(place) passes back is \(many)"
        case .parameterGradient: "the gradient by `\(parameter ?? "")` is \(many)"
        case .gradientLength: "the gradient is finite, but too long for its length to be a number"
        case .update: "the optimizer makes `\(parameter ?? "")` \(many)"
        }
    }

    /// Worth a word where it is unlike any weight of a network that learns.
    private var weights: String {
        guard let largestWeight, largestWeight >= Self.unusualWeight else { return "" }
        return "; before it, weights of up to \(Self.short(largestWeight)) stood there"
    }

    static let unusualWeight: Float = 100

    private static func short(_ value: Float) -> String {
        var (digits, exponent) = (Double(value), 0)
        while digits >= 9.95 { (digits, exponent) = (digits / 10, exponent + 1) }
        return exponent < 4 ? "\(Int(value))" : "\((digits * 10).rounded() / 10)e\(exponent)"
    }
}
