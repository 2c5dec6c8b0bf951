import Declarations
import Lab
import Language
import Networks

/// `network recognition`: the following `layer` lines build a network that a method or a trick brings.
enum NetworkCommand: Command {
    static let declaration = CommandDeclaration(
        "network", summary: "describes a network anew, by its name; the following `layer` lines build it", group: "experiment",
        arguments: [.value("name", .word(NetworkID.words), summary: "which network")],
        options: [.growing],
        examples: ["data ring\nnetwork generator\n  layer dense 128 relu\n  layer dense data"],
        notes: ["`generator` and `discriminator` say the same of the duel's two networks"],
        isRecipe: true, changes: [.networks])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        guard let network = NetworkID(word: arguments.word("name")) else { preconditionFailure("the words are networks") }
        session.begin(network, isGrowing: arguments.flag("grow"), at: arguments.span)
    }
}

extension OptionDeclaration {
    /// `generator grow`.
    static let growing = OptionDeclaration(
        "grow", .flag, summary: "keeps the weights of every layer that fits by name or place and by shape")
}
