import Lab
import Networks

extension NetworkID {
    /// Other words for it: a discriminator without probabilities is a critic.
    var aliases: [String] { self == .discriminator ? ["critic"] : [] }

    /// All words for networks.
    static let words = all.map(\.rawValue) + all.flatMap(\.aliases)

    /// The network that a word names.
    init?(word: String) {
        guard let known = Self.all.first(where: { $0.rawValue == word || $0.aliases.contains(word) }) else { return nil }
        self = known
    }
}
