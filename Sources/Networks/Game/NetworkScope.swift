/// Whose weights something acts on, as an option says it: one side of the duel, or both.
public enum NetworkScope: String, Sendable, CaseIterable {
    case discriminator
    case generator
    case both

    public func contains(_ network: NetworkID) -> Bool {
        switch self {
        case .discriminator: network == .discriminator
        case .generator: network == .generator
        case .both: network == .discriminator || network == .generator
        }
    }

    public static let words = allCases.map(\.rawValue)
}
