/// Shuffled orders that depend on a seed alone, on every machine and under every version of the standard library, whose
/// own shuffle promises nothing of the kind.
///
/// Fisher and Yates's shuffle.
public enum SeededOrder {
    /// The numbers from 0 up to `count`, shuffled. The first k are settled after k draws, so a prefix is a random choice.
    public static func shuffled(_ count: Int, seed: UInt64) -> [Int] {
        var draws = SeededNumbers(seed: seed)
        var order = Array(0..<count)
        for place in 0..<max(0, count - 1) {
            let other = place + draws.below(count - place)
            order.swapAt(place, other)
        }
        return order
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
