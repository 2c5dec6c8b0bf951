import Lab
import Language
import Networks

/// `layer conv 64 stride 2 leaky-relu`: adds a layer to the network begun last.
enum LayerCommand: Command {
    static let declaration = CommandDeclaration(
        "layer", summary: "adds a layer to the network begun last", group: "experiment",
        arguments: [.entry("kind", of: layerEntries, trailing: activationEntries, summary: "which layer, and what follows it")],
        options: [.init("as", .word([]), isOptional: true, summary: "a name, by which a later layer reaches what this one makes")],
        examples: ["discriminator\n  layer conv 64 stride 2 leaky-relu\n  layer flatten\n  layer dense 1"],
        notes: [
            "an activation at the end of the line is a layer of its own: `layer dense 128 relu`",
            "`data` as a size is the data set's own: `layer dense data`, `layer deconv data stride 2 tanh`",
        ],
        isRecipe: true, changes: [.network])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        guard let network = session.draft.current else {
            // The line that should have begun a network may be the one that is wrong.
            if session.isCheckOnly, session.draft.isUnknown { return }
            throw arguments.error(
                "expected `generator` or `discriminator` before the first `layer`",
                help: ["`generator` on a line of its own, then its layers"])
        }
        let entry = arguments.entry("kind")
        if entry.trailing.count > 1 {
            throw Diagnostic(
                "expected one activation, found `\(entry.trailing[1].name)` behind `\(entry.trailing[0].name)`",
                at: entry.trailing[1].span, help: ["`layer \(entry.trailing[1].name)` on a line of its own adds another"])
        }
        let layers: [any Layer] = try ([entry] + entry.trailing).map { try $0.made(of: layerCatalogue) }
        let name = arguments.optionalText("as")
        if let name, name.contains(where: { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" }) {
            throw arguments.error("expected a name of letters, digits, `-` and `_`, found `\(name)`", at: "as")
        }
        session.draft.add(layers, to: network, named: name, at: arguments.span)
    }
}
