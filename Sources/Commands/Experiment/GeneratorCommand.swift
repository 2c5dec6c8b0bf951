import Lab
import Language
import Networks

/// `generator`: the following `layer` lines build it, from nothing.
enum GeneratorCommand: Command {
    static let declaration = CommandDeclaration(
        "generator", summary: "describes the generator anew; the following `layer` lines build it", group: "experiment",
        options: [.growing],
        examples: ["data ring\ngenerator\n  layer dense 128 relu\n  layer dense data"],
        notes: [
            "it takes `latent` random numbers and must end in the data's size",
            "when the layers of either network change, both networks start from fresh weights at the next `train`",
        ],
        isRecipe: true, changes: [.networks])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        session.begin(.generator, isGrowing: arguments.flag("grow"), at: arguments.span)
    }
}
