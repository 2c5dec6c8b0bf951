import Lab
import Language
import Networks

// What the commands of this language say of their lines in `CommandDeclaration.changes`, beside the parts that they are
// named after.
extension CommandDeclaration.Change {
    static let loss = Self("loss")
    static let penalty = Self("penalty")
    static let trick = Self("trick")
    static let optimizer = Self("optimizer")
    static let ratio = Self("ratio")
    /// The network that was begun last.
    static let network = Self("network")
    static let networks = Self("networks")
    /// The experiment's steps.
    static let steps = Self("steps")
    /// Files that a later line may read.
    static let files = Self("files")
    static let everything = Self("everything")
}

extension Draft.Part {
    /// Whether a line that changes this may have changed the part.
    ///
    /// - Parameter current: the network that was begun last; without one it may be any.
    func isChanged(by changes: Set<CommandDeclaration.Change>, current: NetworkID?) -> Bool {
        switch self {
        case .network(let network):
            changes.contains(.networks) || changes.contains(.network) && (current == nil || current == network)
        case .seed: changes.contains(of: SeedCommand.self)
        case .data: changes.contains(of: DataCommand.self)
        case .method: changes.contains(of: MethodCommand.self)
        case .rule: changes.contains(of: UpdatesCommand.self)
        case .latent: changes.contains(of: LatentCommand.self)
        case .batch: changes.contains(of: BatchCommand.self)
        case .ratio: changes.contains(.ratio)
        case .loss: changes.contains(.loss)
        case .penalty: changes.contains(.penalty)
        case .trick: changes.contains(.trick)
        case .optimizer: changes.contains(.optimizer)
        }
    }
}

extension Set<CommandDeclaration.Change> {
    /// Whether it holds the part that a command is named after.
    fileprivate func contains(of command: any Command.Type) -> Bool { contains(Element(command.declaration.name)) }
}
