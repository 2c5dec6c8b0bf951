import Declarations
import Figures
import Lab
import Language
import Networks

/// `probe 300 losses non-saturating`: a fresh discriminator against the generator as it stands.
enum ProbeCommand: Command {
    static let declaration = CommandDeclaration(
        "probe", summary: "trains a fresh discriminator against the generator as it is, on a copy, and draws what that leaves of the gradient",
        group: "looking",
        arguments: [
            .value(
                "updates", .integer(1...1_000_000), default: .number(Double(Experiment.updatesToProbe)), unit: "updates",
                summary: "of the fresh discriminator"),
            .file(extensions: ["png", "svg", "pdf"], isOptional: true, summary: "where the figure goes; by default numbered"),
        ],
        options: [
            .init(
                "losses", .word(lossCatalogue.map { $0.declaration.name }), isOptional: true, isList: true,
                summary: "further losses to take the generator's gradient under")
        ],
        examples: [
            "data ring\ntrain 20\nprobe 20\nexpect probe.error <= 0.5", "data digits\nloss minimax\ntrain 5\nprobe 20 losses non-saturating",
            "data ring\ntrain 20\nat 10 probe 20",
        ],
        notes: [
            "the fresh discriminator is trained as the recipe trains its own, one update a step; the experiment stays as it is",
            "an error that falls to 0 at once says that samples and data lie apart; under `minimax` the gradient then falls by powers of ten",
            "`probe.error` and `probe.gradient` are what it came to in the end",
        ],
        source: "Arjovsky, Bottou 2017, Towards principled methods for training GANs, figures 1 to 3", isLook: true)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        try session.requireNoMystery(at: arguments.span)
        try session.checkFigureName(arguments)
        let names = arguments.has("losses") ? arguments.words("losses") : []
        guard let experiment = try session.prepared(at: arguments.span) else {
            return try session.checkRecipe(at: arguments.span) { recipe throws(Refusal) in try recipe.requireDiscriminator() }
        }
        let others = names.filter { $0 != experiment.recipe.loss.name }.compactMap { experiment.recipe.loss(named: $0) }
        let probe: Probe
        do {
            let updates = arguments.integer("updates")
            let follower = TrainingFollower(experiment, activity: "probe", steps: updates, output: session.output)
            // What is trained is a copy.
            var copy = experiment
            defer { follower.finish(copy) }
            probe = try experiment.probe(updates: updates, losses: others, interrupted: { session.isInterrupted }) {
                copy = $0
                follower.didMakeStep($0)
            }
        } catch let refusal as Refusal {
            throw Diagnostic(refusal, at: arguments.span)
        }
        session.output.receive(.confirmation(words(of: probe)))
        try session.show(
            ProbeFigure(probe, experiment).figure, kind: declaration.name, file: arguments.optionalText("file"), at: arguments.span)
        guard session.isInterrupted else { return }
        session.isInterrupted = false
        throw Diagnostic(
            "interrupted after \(probe.points.last?.updates ?? 0) updates of the fresh discriminator; the experiment is as it was",
            at: arguments.span, severity: .note, category: .interruption)
    }

    /// What the figure shows, in numbers.
    private static func words(of probe: Probe) -> String {
        guard let first = probe.points.first, let last = probe.points.last else { return "" }
        var text = "a fresh discriminator after \(grouped(last.updates)) updates"
        if let error = last.error {
            text += " is wrong about \(percent(error))"
            if error <= 0.01, let updates = probe.updates(untilError: 0.01) { text += " (1 % after \(grouped(updates)))" }
        } else if let loss = last.loss {
            text += " has the loss \(formatted(loss, "%.3g"))"
        }
        for (place, loss) in probe.losses.enumerated() {
            text += (place == 0 ? "; the generator's gradient" : ",") + " under \(loss) \(formatted(first.gradients[place], "%.2g")) → \(formatted(last.gradients[place], "%.2g"))"
        }
        return text + "\n"
    }
}

/// The two curves of a probe: how often the fresh discriminator errs, and what is left of the generator's gradient.
struct ProbeFigure {
    let figure: Figure

    init(_ probe: Probe, _ experiment: Experiment) {
        let known = probe.points.filter { $0.updates > 0 }
        let hasError = known.contains { $0.error != nil }
        let judging = LinePlot(
            series: [
                LinePlot.Series(
                    name: hasError ? "share judged wrongly" : "its loss", x: known.map { Double($0.updates) },
                    y: known.map { (hasError ? $0.error : $0.loss) ?? .nan }, style: FigureStyle.discriminator)
            ], xLabel: "updates", yLabel: hasError ? "share judged wrongly" : "its loss", yRange: hasError ? 0...0.6 : nil,
            references: hasError ? [.init(name: "guessing", at: .height(0.5))] : [])
        let gradients = LinePlot(
            series: probe.losses.enumerated().map { place, loss in
                LinePlot.Series(
                    name: loss, x: probe.points.map { Double($0.updates) }, y: probe.points.map { $0.gradients[place] },
                    style: place == 0 ? FigureStyle.generated : [0, 2, 4, 5][(place - 1) % 4])
            }, xLabel: "updates", yLabel: "length of the gradient", yScale: .logarithmic)
        figure = Figure(
            title: titled("probe", experiment),
            .panels([
                Figure(title: titled("a fresh discriminator", experiment), .lines(judging)),
                Figure(title: titled("the generator's gradient", experiment), .lines(gradients)),
            ]))
    }
}
