import Datasets
import Declarations
import Networks
import Testing

@testable import Lab

@Suite("Diagnosis")
struct DiagnosisTests {
    private func findings(_ values: [(Finding, Double)]) -> Findings {
        var findings = Findings()
        for (finding, value) in values { findings.note(value, as: finding, steps: 0...100) }
        return findings
    }

    @Test("each verdict is declared once, with a sentence, signs and a source; what it stands for is a verdict too")
    func declarations() {
        #expect(Set(verdictCatalogue.map(\.name)).count == verdictCatalogue.count)
        for verdict in verdictCatalogue {
            #expect(!verdict.sentence.isEmpty && !verdict.sentence.hasSuffix(".") && !verdict.source.isEmpty && !verdict.signs.isEmpty)
            #expect(verdict.signs.allSatisfy { !$0.isEmpty })
            #expect(verdict.equivalents.allSatisfy { name in name != verdict.name && verdictCatalogue.contains { $0.name == name } })
        }
    }

    @Test("where every sign is certain the verdict is given, with full confidence and those numbers", arguments: verdictCatalogue.indices)
    func certainSigns(_ index: Int) throws {
        let verdict = verdictCatalogue[index]
        for sign in verdict.signs {
            let given: [(Finding, Double)] = [(.steps, 1000)] + (verdict.name == "healthy" ? [] : sign.map { ($0.finding, $0.certain) })
            let diagnosis = Diagnosis(findings(given))
            let found = try #require(diagnosis.cases.first { $0.verdict.name == verdict.name })
            #expect(abs(found.confidence - 1) < 1e-12)
            // Of two signs that are as certain the first is shown, without what it would rule out and nobody could look at.
            let known = verdict.signs.map { $0.filter { criterion in given.contains { $0.0 == criterion.finding } } }
            #expect(known.contains(found.evidence.map(\.criterion)))
        }
    }

    @Test("one sign on the wrong side takes the verdict away", arguments: verdictCatalogue.indices)
    func oneSignMissing(_ index: Int) {
        let verdict = verdictCatalogue[index]
        guard verdict.failure != nil else { return }
        for sign in verdict.signs {
            for (place, criterion) in sign.enumerated() where sign.count(where: { $0.finding == criterion.finding }) == 1 {
                var values = sign.map { ($0.finding, $0.certain) }
                // As far on the other side of the threshold.
                let across = criterion.finding.isMagnitude
                    ? criterion.threshold * criterion.threshold / criterion.certain : 2 * criterion.threshold - criterion.certain
                values[place].1 = across
                let others = Diagnosis(findings(values)).cases.first { $0.verdict.name == verdict.name }
                #expect(others == nil || others?.evidence.map(\.criterion) != sign, "\(verdict.name): \(criterion.finding.name)")
            }
        }
    }

    @Test("a weight is ½ at the threshold, 1 from certainty on, and follows ratios where magnitudes are compared")
    func weights() {
        let share = Criterion.below(.fidelity, 0.4, certain: 0.2)
        #expect(share.weight(of: 0.4) == 0.5 && share.weight(of: 0.1) == 1 && share.weight(of: 0.6) < 1e-12)
        #expect(abs(share.weight(of: 0.3) - 0.75) < 1e-12)
        let gradient = Criterion.below(.generatorGradient, 0.1, certain: 0.001)
        #expect(abs(gradient.weight(of: 0.01) - 0.75) < 1e-12 && gradient.weight(of: 0) == 1 && gradient.weight(of: .infinity) == 0)
    }

    @Test("what could not be looked at is said, with what was missing")
    func unknown() throws {
        let diagnosis = Diagnosis(findings([(.steps, 500)]))
        #expect(diagnosis.cases.map(\.verdict.name) == ["healthy"])
        let collapse = try #require(diagnosis.unknown.first { $0.verdict.name == "mode-collapse" })
        #expect(collapse.missing.contains(.diversity))
    }

    @Test("nothing known at all is no illness")
    func nothing() { #expect(Diagnosis(Findings()).cases.allSatisfy { $0.verdict.failure == nil }) }

    // MARK: - Trainings

    @Test("a step that is too large ends in what is not a number, and is named so")
    func brokenTraining() throws {
        var recipe = try ringRecipe()
        recipe.loss = LeastSquares()
        for network in [NetworkID.generator, .discriminator] { recipe.chosenOptimizers[network] = GradientDescent(rate: 300) }
        let experiment = try Experiment(recipe)
        #expect(throws: TrainingError.self) { try experiment.train(steps: 200) }
        let first = try #require(experiment.diagnosis().first)
        #expect(first.verdict.name == "not-a-number" && first.confidence == 1)
    }

    @Test("a discriminator that cannot see anything rests at ½ with bad samples")
    func blindDiscriminator() throws {
        var recipe = try ringRecipe()
        recipe.chosenLayers[.discriminator] = specify([Dense(1)])
        recipe.chosenBatch = 128
        for network in [NetworkID.generator, .discriminator] { recipe.chosenOptimizers[network] = GradientDescent(rate: 0.02) }
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 1500)
        #expect(try experiment.diagnosis().first?.verdict.name == "false-equilibrium")
        #expect(try experiment.diagnosis(knowsModes: false).first?.verdict.name == "false-equilibrium")
    }

    @Test("diagnosing changes nothing: training goes on with the same bits")
    func leavesNoTrace() throws {
        let (looked, plain) = (try Experiment(try ringRecipe()), try Experiment(try ringRecipe()))
        for experiment in [looked, plain] { try experiment.train(steps: 250) }
        let first = try looked.diagnosis()
        #expect(try looked.diagnosis().cases.map(\.confidence) == first.cases.map(\.confidence))
        for experiment in [looked, plain] { try experiment.train(steps: 50) }
        #expect(looked.history == plain.history)
        #expect(looked.bits == plain.bits)
    }
}
