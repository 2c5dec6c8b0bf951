import Language
import Networks

/// `latent 64`, `latent uniform 64`: what the generator starts from.
enum LatentCommand: Command {
    static let declaration = CommandDeclaration(
        "latent", summary: "chooses the noise that the generator starts from", group: "experiment",
        arguments: [
            .value(
                "numbers", .integer(1...65_536), isOptional: true,
                summary: "the length of the noise vector z, each number from N(0, 1)"),
            .entry("kind", of: latentEntries, isOptional: true, summary: "another kind of noise"),
        ],
        examples: ["latent 64"], notes: ["without it 64"],
        isRecipe: true)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        if let entry = arguments.optionalEntry("kind") {
            if arguments.isGiven("numbers") {
                throw Diagnostic(
                    "expected the length behind `\(entry.name)`, found it before", at: entry.span,
                    help: ["`latent \(entry.name) \(arguments.integer("numbers"))`"])
            }
            session.draft.latent = try entry.made(of: latentCatalogue)
        } else if let size = arguments.optionalInteger("numbers") {
            session.draft.latent = NormalLatent(size)
        } else {
            throw arguments.error(
                "expected a length or a kind of noise, found the end of the line",
                notes: ["kinds: \(latentEntries.names.joined(separator: ", "))"], help: ["`latent 64`"])
        }
        session.draft.markChosen(.latent, at: arguments.span)
    }
}
