import Lab
import Language
import Networks

/// `discriminator`, also `critic`: the following `layer` lines build it, from nothing.
enum DiscriminatorCommand: Command {
    static let declaration = CommandDeclaration(
        "discriminator", aliases: NetworkID.discriminator.aliases,
        summary: "describes the discriminator anew; the following `layer` lines build it", group: "experiment",
        options: [.growing],
        examples: ["discriminator\n  layer dense 128 relu\n  layer dense 1"],
        notes: [
            "it takes data and must end in one score for each example, without a sigmoid: the losses hold it inside",
            "when the layers of either network change, both networks start from fresh weights at the next `train`",
        ],
        isRecipe: true, changes: [.networks])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        session.begin(.discriminator, isGrowing: arguments.flag("grow"), at: arguments.span)
    }
}
