import Lab
import Language
import Networks

/// `loss wgan-gp weight 1`: what the two networks minimise.
enum LossCommand: Command {
    static let declaration = CommandDeclaration(
        "loss", summary: "chooses what the two networks minimise", group: "experiment",
        arguments: [.entry("kind", of: lossEntries, summary: "which loss")],
        examples: ["loss wgan-gp weight 1", "loss minimax"],
        notes: [
            "without it non-saturating; a loss brings its own penalties, which replace those before",
            "trained weights are kept; `reset` starts anew",
        ])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        let entry = arguments.entry("kind")
        guard let loss = try entry.made(of: lossCatalogue) as? any Loss else {
            preconditionFailure("the catalogue of losses holds losses")
        }
        session.draft.loss = loss
        session.draft.penalties = []
        session.draft.note(.loss, at: arguments.span, as: ["loss " + entry.statementText])
        session.draft.note(.penalty, at: arguments.span, as: [])
    }
}

/// `penalty gradient-penalty weight 10`: a term or a bound that tames the discriminator.
enum PenaltyCommand: Command {
    static let declaration = CommandDeclaration(
        "penalty", summary: "adds a term or a bound that tames the discriminator", group: "experiment",
        arguments: [.entry("kind", of: penaltyEntries, isOptional: true, summary: "which penalty")],
        options: [.init("none", .flag, isOptional: true, summary: "takes every chosen penalty away")],
        examples: ["penalty gradient-penalty weight 10", "penalty none"],
        notes: ["a chosen penalty stands in place of those that the loss brings; a second of the same kind replaces the first"])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        if arguments.flag("none") {
            session.draft.penalties = []
            session.draft.note(.penalty, at: arguments.span, as: [])
        } else if let entry = arguments.optionalEntry("kind") {
            guard let penalty = try entry.made(of: penaltyCatalogue) as? any Penalty else {
                preconditionFailure("the catalogue of penalties holds penalties")
            }
            session.draft.penalties.removeAll { $0.name == penalty.name }
            session.draft.penalties.append(penalty)
            session.draft.replace(.penalty, at: arguments.span, "penalty " + entry.statementText, word: "penalty " + entry.name)
        } else {
            throw arguments.error(
                "expected a penalty or `none`", notes: ["penalties: \(penaltyEntries.names.joined(separator: ", "))"])
        }
    }
}

/// `trick unroll 5`: changes how the networks are trained rather than what they minimise.
enum TrickCommand: Command {
    static let declaration = CommandDeclaration(
        "trick", summary: "changes how the networks are trained, rather than what they minimise", group: "experiment",
        arguments: [.entry("kind", of: trickEntries, isOptional: true, summary: "which trick")],
        options: [.init("none", .flag, isOptional: true, summary: "takes every trick away")],
        examples: ["trick unroll 5", "trick none"],
        notes: ["a second of the same kind replaces the first"])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        if arguments.flag("none") {
            session.draft.tricks = []
            session.draft.note(.trick, at: arguments.span, as: [])
        } else if let entry = arguments.optionalEntry("kind") {
            guard let trick = try entry.made(of: trickCatalogue) as? any Trick else {
                preconditionFailure("the catalogue of tricks holds tricks")
            }
            session.draft.tricks.removeAll { $0.name == trick.name }
            session.draft.tricks.append(trick)
            session.draft.replace(.trick, at: arguments.span, "trick " + entry.statementText, word: "trick " + entry.name)
        } else {
            throw arguments.error(
                "expected a trick or `none`", notes: ["tricks: \(trickEntries.names.joined(separator: ", "))"])
        }
    }
}

/// `optimizer adam rate 0.001`: how gradients become new weights.
enum OptimizerCommand: Command {
    static let declaration = CommandDeclaration(
        "optimizer", summary: "chooses how gradients become new weights", group: "experiment",
        arguments: [
            .value(
                "network", .word(NetworkRole.allCases.map(\.rawValue)), isOptional: true,
                summary: "whose; both networks' when left out"),
            .entry("kind", of: optimizerEntries, summary: "which optimizer"),
        ],
        examples: ["optimizer adam rate 0.001 beta1 0.5", "optimizer discriminator sgd rate 0.1"],
        notes: ["without it Adam with beta1 0.5, at rate 0.001 for points and 0.0002 for images"])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        let entry = arguments.entry("kind")
        guard let optimizer = try entry.made(of: optimizerCatalogue) as? any Optimizer else {
            preconditionFailure("the catalogue of optimizers holds optimizers")
        }
        let chosen = arguments.optionalText("network").flatMap { NetworkRole(rawValue: $0) }
        for role in chosen.map({ [$0] }) ?? NetworkRole.allCases {
            session.draft.optimizers[role] = optimizer
            session.draft.replace(
                .optimizer, at: arguments.span, "optimizer \(role) " + entry.statementText, word: "optimizer \(role)")
        }
    }
}
