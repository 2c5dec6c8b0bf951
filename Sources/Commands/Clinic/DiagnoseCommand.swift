import Declarations
import Lab
import Language
import Networks

/// `diagnose`: what is wrong with this training, with the numbers behind it and what to type.
enum DiagnoseCommand: Command {
    static let declaration = CommandDeclaration(
        "diagnose", aliases: ["why"], summary: "says what is wrong with this training, with the numbers behind it, and what to type against it",
        group: "looking",
        arguments: [
            .file(
                "log", extensions: ["csv"], isOptional: true,
                summary: "the log of a training in another framework instead: a column a measurement, a row a step")
        ],
        options: [
            .init(
                "samples", .file(extensions: ["npy", "csv"]), isOptional: true, summary: "its samples, a row each, in the data's own units"),
            .init(
                "real", .file(extensions: ["npy", "csv"]), isOptional: true,
                summary: "real examples to compare them with; those of the `data` that stand by default"),
            .init(
                "loss", .word(lossCatalogue.map { $0.declaration.name }), isOptional: true,
                summary: "the loss that it was trained with; guessed from the log by default"),
            .init(
                "blind", .flag, isOptional: true,
                summary: "uses nothing that is known of synthetic data, as with data of your own: where their modes lie")
        ],
        examples: ["data ring\ntrain 200\ndiagnose", "data moons\ntrain 40\nwhy blind"],
        notes: [
            "verdicts are ordered by confidence: .5 where the weakest sign just counts, 1 where nothing more could be asked",
            "it reads the curves of all steps, samples now and at the steps that were kept, the networks and the recipe",
            "a log's columns are known by the usual names: `d_loss`, `lossG`, `D(x)`, `D(G(z))`, `acc_real`, `grad_norm_g`",
            "`explain mode-collapse` and the like print what each verdict asks for",
        ],
        readsFiles: true, isLook: true)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        if ["log", "samples"].contains(where: arguments.has) { return try session.diagnoseForeign(arguments) }
        for option in ["real", "loss"] where arguments.has(option) {
            let way = option == "real" ? "samples \"samples.npy\" real" : "\"log.csv\" \(option)"
            throw arguments.error("`\(option)` goes with a log or samples of another training", at: option, help: ["`diagnose \(way) …`"])
        }
        guard let experiment = try session.prepared(at: arguments.span) else { return try session.checkSteps(at: arguments.span) }
        let diagnosis: Diagnosis
        guard experiment.step > 0 || experiment.failedStretch != nil else { throw Diagnostic(.noSteps, at: arguments.span) }
        do {
            diagnosis = try experiment.diagnosis(knowsModes: !arguments.flag("blind"))
        } catch {
            throw session.diagnostic(for: error, at: arguments.span)
        }
        for (place, found) in diagnosis.cases.prefix(mostCases).enumerated() {
            try session.tell(found, of: experiment, isFirst: place == 0)
        }
        let further = diagnosis.cases.dropFirst(mostCases).map { "`\($0.verdict.name)`" }
        if !further.isEmpty { session.output.say("less likely: \(further.joined(separator: ", "))") }
    }

    /// As many are told in full.
    private static let mostCases = 3
}

extension GanSession {
    /// One verdict: its sentence, its numbers, and for the first what to type.
    fileprivate func tell(_ found: Diagnosis.Case, of experiment: Experiment, isFirst: Bool) throws(Diagnostic) {
        tellVerdict(found)
        guard let failure = found.verdict.failure else { return }
        if failure == .notANumber, let stretch = experiment.failedStretch {
            let place = stretch.origin.map { "\($0); " } ?? ""
            output.say("\(place)the weights are those of step \(stretch.restoredStep) again")
        }
        if isFirst { try tellCure(against: failure, of: experiment) }
    }

    /// Its sentence, its numbers and its source.
    func tellVerdict(_ found: Diagnosis.Case) {
        let verdict = found.verdict
        let certainty = verdict.failure == nil ? "" : " (confidence \(Value.rounded((found.confidence * 100).rounded() / 100)))"
        output.say("\(verdict.name)\(certainty): \(verdict.sentence)")
        let evidence = found.evidence.filter { !$0.criterion.source.isEmpty }
        if verdict.failure != nil, !evidence.isEmpty { output.receive(.table(table(of: evidence))) }
        if verdict.failure != nil { output.say("source: \(verdict.source)") }
    }

    private func table(of evidence: [Diagnosis.Evidence]) -> TextTable {
        var table = TextTable(header: ["sign", "found", "asked for", "steps"])
        table.leftColumns = [0, 2, 3]
        for sign in evidence {
            let criterion = sign.criterion
            let steps = sign.steps.count == 1 ? grouped(sign.steps.lowerBound) : "\(grouped(sign.steps.lowerBound)) to \(grouped(sign.steps.upperBound))"
            table.rows.append([
                criterion.finding.name, formatted(sign.value, "%.3g"),
                "\(criterion.asksForMore ? "over" : "under") \(formatted(criterion.threshold, "%.3g"))", steps,
            ])
        }
        return table
    }

    private func tellCure(against failure: Failure, of experiment: Experiment) throws(Diagnostic) {
        guard let cure = try cure(of: failure, in: experiment.recipe) else { return }
        output.say("try this: \(cure.remedy.reason)")
        tell(typed: cure.remedy.withTraining(cure.lines, steps: experiment.step))
        tellWhetherMeasured(cure.remedy)
    }
}
