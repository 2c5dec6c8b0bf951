/// Numbers that depend on a seed alone, on every machine; neighbouring seeds have nothing in common.
///
/// splitmix64. (Steele, Lea, Flood 2014, Fast splittable pseudorandom number generators.)
public struct SeededNumbers: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) {
        state = seed
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// A whole number from 0 up to `limit`: the upper half of a product of 128 bits, even to 2⁻⁶⁴ · limit, without a division.
    public mutating func below(_ limit: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(limit)).high)
    }

    /// Evenly between −limit and limit.
    public mutating func number(upTo limit: Double) -> Double {
        limit * (2 * Double(next() >> 11) / 9_007_199_254_740_992 - 1)
    }
}
