/// Shuffled orders that depend on a seed alone, on every machine and under every version of the standard library, whose
/// own shuffle promises nothing of the kind.
///
/// Fisher and Yates's shuffle with numbers from splitmix64. (Steele, Lea, Flood 2014, Fast splittable pseudorandom
/// number generators.)
public enum SeededOrder {
    /// The numbers from 0 up to `count`, shuffled. The first k are settled after k draws, so a prefix is a random choice.
    public static func shuffled(_ count: Int, seed: UInt64) -> [Int] {
        var state = seed
        var order = Array(0..<count)
        for place in 0..<max(0, count - 1) {
            let other = place + below(count - place, &state)
            order.swapAt(place, other)
        }
        return order
    }

    /// The upper half of a product of 128 bits: even to 2⁻⁶⁴ · limit, without a division.
    private static func below(_ limit: Int, _ state: inout UInt64) -> Int {
        Int(next(&state).multipliedFullWidth(by: UInt64(limit)).high)
    }

    private static func next(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

/// Which examples are trained on and which are held out: a share of them, chosen by a seed, each part in its old order.
struct HeldOutSplit {
    let training: [Int]
    let heldOut: [Int]

    /// The share rounded to whole examples; at least one example stays for training.
    init(count: Int, share: Double, seed: UInt64) {
        let wanted = min(max(0, count - 1), Int((share * Double(count)).rounded()))
        let chosen = SeededOrder.shuffled(count, seed: seed).prefix(wanted)
        heldOut = chosen.sorted()
        let away = Set(chosen)
        training = (0..<count).filter { !away.contains($0) }
    }
}
