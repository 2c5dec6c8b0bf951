import Lab
import Language
import Networks

/// `trick unroll 5`: changes how the networks are trained rather than what they minimise.
enum TrickCommand: Command {
    static let declaration = CommandDeclaration(
        "trick", summary: "changes how the networks are trained, rather than what they minimise", group: "experiment",
        arguments: [.entry("kind", of: trickEntries, isOptional: true, summary: "which trick")],
        options: [.init("none", .flag, isOptional: true, summary: "takes every trick away")],
        examples: ["trick unroll 5", "trick none"],
        notes: ["a second of the same kind replaces the first"],
        isRecipe: true)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        if arguments.flag("none") {
            if let entry = arguments.optionalEntry("kind") {
                throw Diagnostic("expected a trick or `none`, found both", at: entry.span)
            }
            session.draft.tricks = []
            session.draft.markChosen(.trick, at: arguments.span)
        } else if let entry = arguments.optionalEntry("kind") {
            let trick: any Trick = try entry.made(of: trickCatalogue)
            session.draft.tricks.removeAll { $0.name == trick.name }
            session.draft.tricks.append(trick)
            session.draft.markChosen(.trick, at: arguments.span)
        } else {
            throw arguments.error(
                "expected a trick or `none`", notes: ["tricks: \(trickEntries.names.joined(separator: ", "))"])
        }
    }
}
