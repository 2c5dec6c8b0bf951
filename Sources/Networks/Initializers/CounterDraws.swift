import Foundation

/// Random draws for start weights: draw i depends on the key and on i, and on nothing drawn before it.
///
/// Formula: bits(i) = mix(key + i · γ) with SplitMix64's increment γ and finaliser; a uniform number is the upper 53
/// bits / 2⁵³; a normal pair is Box–Muller's √(−2 ln u₁) · (cos 2πu₂, sin 2πu₂).
///
/// Because the key is made of the seed, the network's name and the parameter's index, adding a layer to the
/// discriminator leaves the generator's start weights as they were, and a seed means the same weights on every machine.
/// Source: Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators".
public struct CounterDraws: Sendable, Hashable {
    private let key: UInt64
    private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

    public init(seed: UInt64, name: String, index: Int) {
        var key = Self.mix(seed &+ Self.increment)
        for byte in name.utf8 {
            key = Self.mix(key ^ UInt64(byte) &+ Self.increment)
        }
        self.key = Self.mix(key &+ UInt64(index) &* 0xD1B5_4A32_D192_ED03)
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        var bits = value
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// Draw number `index` from the uniform distribution on [0, 1).
    public func uniform(_ index: Int) -> Double {
        Double(Self.mix(key &+ UInt64(index) &* Self.increment) >> 11) * 0x1p-53
    }

    /// The first `count` draws from the standard normal distribution.
    public func normals(_ count: Int) -> [Float] {
        [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
            for index in stride(from: 0, to: count, by: 2) {
                // 1 − u lies in (0, 1], so that the logarithm is finite.
                let radius = (-2 * log(1 - uniform(index))).squareRoot()
                let angle = 2 * Double.pi * uniform(index + 1)
                buffer.initializeElement(at: index, to: Float(radius * cos(angle)))
                if index + 1 < count {
                    buffer.initializeElement(at: index + 1, to: Float(radius * sin(angle)))
                }
            }
            initialized = count
        }
    }
}
