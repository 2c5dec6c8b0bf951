import Lab

extension NetworkRole {
    /// The words for a network, `critic` among them.
    static let words = allCases.map(\.rawValue) + ["critic"]

    /// The network that a word names.
    init?(word: String) {
        self.init(rawValue: word == "critic" ? NetworkRole.discriminator.rawValue : word)
    }
}
