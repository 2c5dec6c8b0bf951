import Declarations
import Figures
import Foundation
import Lab
import Language

/// `watch KIND every K`: the figure follows training on the screen.
enum WatchCommand: Command {
    static let declaration = CommandDeclaration(
        "watch", summary: "redraws a figure in place while `train` runs; `watch off` ends it", group: "looking",
        arguments: [.entry("kind", of: watchCatalogue, summary: "what to draw, or `off`")],
        options: [
            OptionDeclaration(
                "every", .count, default: .number(10), unit: "steps", summary: "how often, at most ten times a second")
        ],
        examples: ["data ring\nwatch samples every 20\ntrain 40\nwatch off"],
        notes: ["only on a terminal: in a file or a pipe nothing is redrawn"])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        let kind = arguments.entry("kind")
        guard kind.name != "off" else {
            session.looking.watched = nil
            return
        }
        session.looking.watched = Watched(kind: kind.name, interval: arguments.integer("every"))
    }
}

/// The plots, and the word that ends watching.
private let watchCatalogue = Catalogue(
    "plot",
    plotCatalogue.entries + [
        Declaration("off", summary: "ends watching", example: "watch off", source: "")
    ])

/// A figure that follows training.
struct Watched {
    /// A name of the plot catalogue.
    var kind: String
    /// Steps between two looks.
    var interval: Int
    /// When it was last drawn.
    var lastDrawn: ContinuousClock.Instant?

    /// Faster changes no eye follows, and drawing would take more time than training.
    static let shortestPause = Duration.milliseconds(100)
}

extension GanSession {
    /// Redraws the watched figure when it is its turn. Training calls this after every step; a figure that cannot be
    /// drawn says so once and is no reason to stop training.
    func redrawWatched(_ experiment: Experiment) {
        guard var turn = looking.watched, terminal.mode != .none, !options.isQuiet,
            experiment.step.isMultiple(of: turn.interval)
        else { return }
        let now = ContinuousClock.now
        if let last = turn.lastDrawn, now - last < Watched.shortestPause { return }
        turn.lastDrawn = now
        looking.watched = turn
        do {
            let figure = try Commands.figure(named: turn.kind, of: experiment)
            output.redraw(renderTerminal(figure, on: terminal))
        } catch {
            looking.watched = nil
            output.note("`watch \(turn.kind)` ends: \((error as? PlotError)?.message ?? wording(of: error))\n")
        }
    }
}
