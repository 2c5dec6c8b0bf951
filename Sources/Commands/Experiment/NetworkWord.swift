import Lab
import Networks

extension NetworkID {
    /// The words for a network, `critic` among them.
    static let words = all.map(\.rawValue) + ["critic"]

    /// The network that a word names.
    init?(word: String) {
        guard let known = Self.all.first(where: { $0.rawValue == word }) else {
            guard word == "critic" else { return nil }
            self = .discriminator
            return
        }
        self = known
    }
}
