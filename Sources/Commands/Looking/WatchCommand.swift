import Declarations
import Figures
import Foundation
import Lab
import Language

/// `watch KIND… every K`: figures follow training on the screen, and end in files.
enum WatchCommand: Command {
    static let declaration = CommandDeclaration(
        "watch", summary: "redraws figures in place while `train` runs; `watch off` ends it", group: "looking",
        arguments: [.entry("kind", of: watchCatalogue, isRepeated: true, summary: "what to draw, or `off`")],
        options: [
            OptionDeclaration(
                "every", .count, default: .number(10), unit: "steps", summary: "how often, at most ten times a second")
        ],
        examples: [
            "data ring\nwatch samples every 20\ntrain 40\nwatch off", "data ring\nwatch samples critic every 10\ntrain 20",
        ],
        notes: [
            "only on a terminal is anything redrawn; at the end of each `train` the figures go to files, as with `plot`",
            "a second `watch` stands in place of the first",
        ])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        let entries = arguments.entries["kind"] ?? []
        if let off = entries.first(where: { $0.name == "off" }) {
            guard entries.count == 1 else { throw Diagnostic("expected plots or `off`, found both", at: off.span) }
            session.looking.watched = nil
            return
        }
        var kinds: [String] = []
        for entry in entries where !kinds.contains(entry.name) { kinds.append(entry.name) }
        session.looking.watched = Watched(kinds: kinds, interval: arguments.integer("every"))
    }
}

/// The plots, and the word that ends watching.
private let watchCatalogue = Catalogue(
    "plot",
    plotCatalogue.entries + [
        Declaration("off", summary: "ends watching", example: "watch off", source: "")
    ])

/// Figures that follow training.
struct Watched {
    /// Names of the plot catalogue.
    var kinds: [String]
    /// Steps between two looks.
    var interval: Int
    /// When they were last drawn.
    var lastDrawn: ContinuousClock.Instant?

    /// Faster changes no eye follows, and drawing would take more time than training.
    static let shortestPause = Duration.milliseconds(100)
}

/// A watched figure at the end of a training, and the plot it is.
struct WatchedFigure {
    var kind: String
    var figure: Figure
}

extension GanSession {
    /// Redraws what is watched when it is its turn. Training calls this after every step.
    func redrawWatched(_ experiment: Experiment) {
        guard let turn = looking.watched, showsWatched, experiment.step.isMultiple(of: turn.interval) else { return }
        let now = ContinuousClock.now
        if let last = turn.lastDrawn, now - last < Watched.shortestPause { return }
        looking.watched?.lastDrawn = now
        redraw(watchedFigures(of: experiment))
    }

    /// Draws what is watched as training ended, whoever's turn it is.
    func lastLook(at experiment: Experiment) -> [WatchedFigure] {
        let figures = watchedFigures(of: experiment)
        if showsWatched { redraw(figures) }
        return figures
    }

    /// Writes watched figures below the output folder and says where, as `plot` does.
    func keep(_ watched: [WatchedFigure], at span: Span) throws {
        for one in watched { output.write(try write(one.figure, kind: one.kind, file: nil, at: span)) }
    }

    private var showsWatched: Bool { terminal.mode != .none && !options.isQuiet }

    private func redraw(_ figures: [WatchedFigure]) {
        guard !figures.isEmpty else { return }
        var place = terminal
        // Together they must fit the screen: what has scrolled away cannot be redrawn.
        if figures.count > 1 { place.rows = (terminal.rows - 1) / figures.count }
        output.redraw(figures.map { renderTerminal($0.figure, on: place) }.joined())
    }

    /// A figure that cannot be drawn says so once, and is no reason to stop training.
    private func watchedFigures(of experiment: Experiment) -> [WatchedFigure] {
        var figures: [WatchedFigure] = []
        for kind in looking.watched?.kinds ?? [] {
            do {
                figures.append(WatchedFigure(kind: kind, figure: try Commands.figure(named: kind, of: experiment)))
            } catch {
                looking.watched?.kinds.removeAll { $0 == kind }
                output.note("`watch \(kind)` ends: \((error as? PlotError)?.message ?? wording(of: error))\n")
            }
        }
        if looking.watched?.kinds.isEmpty == true { looking.watched = nil }
        return figures
    }
}
