/// What people call the columns of a training's log.
///
/// A name is compared without capitals and signs, so that `D_loss`, `loss/D` and `lossD` are one, and without what frameworks put before
/// and behind it: `train/d_loss_step` is the same again. `D(x)` and `D(G(z))` are the mean scores of real and generated examples, as in
/// the DCGAN example of PyTorch.
struct ForeignName {
    /// What a column counts.
    enum Counter {
        case steps
        /// Each of it has many steps, or it begins anew.
        case epochs
    }

    private let words: [String]

    init(_ name: String) {
        words = name.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map { $0 == "losses" ? "loss" : String($0) }
    }

    /// `nil` where it counts nothing.
    var counter: Counter? {
        let letters = words.drop(while: { Self.parts.contains($0) }).joined(separator: "")
        if Self.stepNames.contains(letters) { return .steps }
        return Self.epochNames.contains(letters) ? .epochs : nil
    }

    /// The measurement that it means; `nil` where it means none.
    var measurement: String? {
        var rest = words
        var isOfLosses = false
        for _ in 0...Self.mostPrefixes {
            // `loss/d_real` is a loss, `d_real` is a score.
            if let found = Self.measurement(of: rest), !isOfLosses || found.hasPrefix("loss.") { return found }
            guard rest.count > 1, let first = rest.first else { return nil }
            if first == "loss" {
                isOfLosses = true
            } else if !Self.parts.contains(first) {
                return nil
            }
            rest.removeFirst()
        }
        return nil
    }

    /// Of the words together, or without the mark of how often they are logged.
    private static func measurement(of words: [String]) -> String? {
        if let found = measurement(ofLetters: words.joined(separator: "")) { return found }
        guard words.count > 1, let last = words.last, intervals.contains(last) else { return nil }
        return measurement(ofLetters: words.dropLast().joined(separator: ""))
    }

    private static func measurement(ofLetters letters: String) -> String? {
        spellings.first(where: { $0.names.contains(letters) })?.measurement
    }

    /// As many words are taken off the front at most.
    private static let mostPrefixes = 3
    /// The part of a program that a column is of.
    private static let parts: Set<String> = ["train", "training", "trainer", "metrics"]
    private static let intervals: Set<String> = ["step", "epoch"]
    private static let stepNames: Set<String> = ["step", "steps", "iteration", "iterations", "iter", "iters", "globalstep", "globalsteps"]
    private static let epochNames: Set<String> = ["epoch", "epochs", "batch", "batches"]

    static let spellings: [(measurement: String, names: Set<String>)] =
        [
            ("loss.discriminator", both("loss", ["d", "disc", "discriminator", "critic"]).union(["errd", "lossdtotal", "dlosstotal"])),
            ("loss.generator", both("loss", ["g", "gen", "generator"]).union(["errg", "lossgtotal", "glosstotal"])),
            ("gradient.generator", gradients(["g", "gen", "generator"])),
            ("gradient.discriminator", gradients(["d", "disc", "discriminator", "critic"])),
            ("score.real", sides("real", ["score", "dscore", "d", "prob"]).union(["dx"])),
            ("score.fake", sides("fake", ["score", "dscore", "d", "prob"]).union(["dgz", "dgz1", "dgz2"])),
            ("accuracy.real", sides("real", ["accuracy", "acc", "dacc", "daccuracy"])),
            ("accuracy.fake", sides("fake", ["accuracy", "acc", "dacc", "daccuracy"])),
        ]

    private static func both(_ word: String, _ others: [String]) -> Set<String> { Set(others.flatMap { [word + $0, $0 + word] }) }
    private static func sides(_ side: String, _ words: [String]) -> Set<String> { Set(words.flatMap { [$0 + side, side + $0] }) }
    private static func gradients(_ networks: [String]) -> Set<String> {
        Set(["gradient", "grad", "gradnorm", "gradientnorm"].flatMap { both($0, networks) })
            .union(networks.flatMap { ["grad\($0)norm", "gradient\($0)norm"] })
    }
}
