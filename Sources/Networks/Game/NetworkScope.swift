import Declarations

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

    /// The option `network` of something that acts on this scope unless another is chosen.
    static func declaration(default scope: NetworkScope, summary: String) -> OptionDeclaration {
        OptionDeclaration("network", .word(words), default: .word(scope.rawValue), summary: summary)
    }

    /// The chosen one, or the declaration's default.
    init(_ values: OptionValues) {
        guard let scope = NetworkScope(rawValue: values.word("network")) else { preconditionFailure("`network` is one of its words") }
        self = scope
    }

    var optionValue: OptionValue { .word(rawValue) }
}
