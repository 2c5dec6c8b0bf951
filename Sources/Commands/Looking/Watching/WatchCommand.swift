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
                "every", .count, default: .number(10), unit: "steps", summary: "how often, at most ten times a second"),
            .ofClass("of `samples` and `critic`: one class of the data, where a `layer label` takes it"),
        ],
        examples: [
            "data ring\nwatch samples every 20\ntrain 40\nwatch off", "data ring\nwatch samples critic every 10\ntrain 20",
        ],
        notes: [
            "only on a terminal is anything redrawn; at the end of each `train` the figures go to files, as with `plot`",
            "figures stand side by side where the window is wide; their axes hold still and only grow while they are watched",
            "a second `watch` stands in place of the first",
            "at the keys: space pauses and goes on; paused, `s` makes one step and the arrows go back and forth over the kept steps of this training; "
                + "`-` and `+` go slower and faster, Tab gives one figure the whole window, `q` ends like Ctrl-C",
            "what was typed ahead is left for the prompt, and the keys do nothing during that training",
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
        _ = try classLook(of: kinds, arguments)
        session.looking.watched = Watched(
            kinds: kinds, interval: arguments.integer("every"), className: arguments.optionalText("class"))
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
    /// The class of the data that the plots show which can show one.
    var className: String?
    /// When they may be drawn again.
    var nextLook: ContinuousClock.Instant?
    /// The piece of the plane and the axes shown so far: both hold still between frames, and only grow.
    var frame: PlaneFrame?
    var limits: [String: HeldLimits] = [:]
    /// The place of the one figure that has the window for itself; all of them where there is none.
    var focus: Int?
    /// Which weights they belong to; fresh ones are looked at afresh.
    var beginnings = 0

    /// The costly measurements among them: somebody asks for them.
    var costlyMeasurements: Set<String> { Set(kinds.compactMap { measurement(named: $0) }.filter(\.isCostly).map(\.name)) }

    /// Faster changes no eye follows.
    static let shortestPause = Duration.milliseconds(100)
    /// The pause is so many times as long as looking took: a fifth of the time is the most that goes there.
    static let restAfterLook = 4
}

/// A watched figure at the end of a training, and the plot it is.
struct WatchedFigure {
    var kind: String
    var figure: Figure
}

extension GanSession {
    /// Redraws what is watched when it is its turn. Training calls this after every step.
    func redrawWatched(_ experiment: Experiment) {
        guard let turn = looking.watched, output.showsFrames, experiment.step.isMultiple(of: turn.interval) else { return }
        let start = ContinuousClock.now
        if let next = turn.nextLook, start < next { return }
        guard output.isReadyForFrame else { return }
        showFrame(of: experiment)
        let end = ContinuousClock.now
        looking.watched?.nextLook = end + max(Watched.shortestPause - (end - start), (end - start) * Watched.restAfterLook)
    }

    /// Draws what is watched as training ended, whoever's turn it is.
    func lastLook(at experiment: Experiment) -> [WatchedFigure] {
        looking.watched?.focus = nil
        if output.showsFrames { showFrame(of: experiment) }
        // The files show what `plot` would: axes that fit.
        return watchedFigures {
            try Commands.figure(named: $0, of: experiment, ofClass: watchedClass(in: $0, of: experiment))
        }
    }

    /// Writes watched figures below the output folder and says where, as `plot` does.
    func keep(_ watched: [WatchedFigure], at span: Span) throws {
        for one in watched {
            let file = try write(one.figure, kind: one.kind, file: nil, at: span)
            output.receive(.figure(ShownFigure(one.figure, kind: one.kind, file: file, wasWatched: true)))
        }
    }

    /// Draws what is watched as it looks now.
    func showFrame(of experiment: Experiment) {
        let all = frames(of: experiment)
        let focused = looking.watched?.focus.flatMap { all.indices.contains($0) ? [all[$0]] : nil }
        let figures = (focused ?? all).map { one in
            // Their numbers are known when they are written.
            let file = options.outputFolder.appendingPathComponent("00-\(one.kind).png")
            return ShownFigure(one.figure, kind: one.kind, file: written(file, kind: one.kind))
        }
        if !figures.isEmpty { output.receive(.frame(figures)) }
    }

    /// The figures as the next frame: within what earlier frames have shown.
    private func frames(of experiment: Experiment) -> [WatchedFigure] {
        if looking.watched?.beginnings != experiment.beginnings {
            looking.watched?.beginnings = experiment.beginnings
            looking.watched?.frame = nil
            looking.watched?.limits = [:]
        }
        return watchedFigures { kind in
            var frame = looking.watched?.frame
            var limits = looking.watched?.limits[kind] ?? HeldLimits()
            let label = try watchedClass(in: kind, of: experiment)
            let figure = limits.hold(
                try Commands.figure(named: kind, of: experiment, ofClass: label, holding: &frame))
            looking.watched?.frame = frame
            looking.watched?.limits[kind] = limits
            return figure
        }
    }

    /// The class that a watched plot shows; `nil` where none was asked for or the plot shows none.
    private func watchedClass(in kind: String, of experiment: Experiment) throws -> Int? {
        guard let name = looking.watched?.className,
            let plot = classPlotKinds.first(where: { $0.declaration.words.contains(kind) })
        else { return nil }
        return try label(ofClass: name, for: plot.classLook, of: experiment)
    }

    /// A figure that cannot be drawn says so once, and is no reason to stop training.
    private func watchedFigures(_ make: (String) throws -> Figure) -> [WatchedFigure] {
        var figures: [WatchedFigure] = []
        for kind in looking.watched?.kinds ?? [] {
            do {
                figures.append(WatchedFigure(kind: kind, figure: try make(kind)))
            } catch {
                looking.watched?.kinds.removeAll { $0 == kind }
                output.note("`watch \(kind)` ends: \((error as? Refusal)?.message ?? wording(of: error))\n")
            }
        }
        if looking.watched?.kinds.isEmpty == true { looking.watched = nil }
        return figures
    }
}
