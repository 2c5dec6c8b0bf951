import Datasets
import Graphs
import Networks

extension Experiment {
    /// What the curves, the samples, the way behind and the networks tell of this training, for a diagnosis. Nothing of the
    /// experiment changes.
    ///
    /// - Parameters:
    ///   - knowsModes: whether it may use what is known of synthetic data: where their modes lie.
    ///   - isQuick: whether it only looks back on a few steps, and leaves out what takes more than a moment.
    /// - Throws: `DatasetError` where the data can no longer be read.
    public func examined(knowsModes: Bool = true, isQuick: Bool = false) throws -> Findings {
        var findings = Findings()
        findings.note(Double(step), as: .steps, steps: 0...step)
        findings.note(failedStretch == nil ? 0 : 1, as: .brokenStep, steps: brokenSteps)
        if recipe.method.isDuel {
            findings.add(Curves(columns: curveColumns).findings(under: LossFacts(recipe.loss)))
            findings.note(clippedShare(), as: .clippedShare, steps: 0...step)
            findings.note(recipe.layers(of: .discriminator).contains(where: \.layer.isBatchCoupled) ? 1 : 0, as: .mixedDiscriminator, steps: 0...step)
        }
        if !isQuick { findings.add(try dearFindings()) }
        if let likeness = try likenessOfData() {
            let looks = isQuick ? WayFindings.fewestLooks : WayFindings.mostLooks
            findings.add(WayFindings(try resemblances(to: likeness, looks: looks), likeness).findings)
        }
        if knowsModes { findings.add(try modeFindings()) }
        return findings
    }

    /// What is known of synthetic data tells; nothing where their modes are not known.
    public func modeFindings() throws -> Findings {
        var findings = Findings()
        guard recipe.knownModes != nil else { return findings }
        let coverage = try modeCoverage()
        findings.note(Double(coverage.heldModes) / Double(coverage.counts.count), as: .diversity, steps: step...step)
        findings.note(coverage.quality, as: .fidelity, steps: step...step)
        return findings
    }

    /// What needs a further look into the networks or into many examples.
    private func dearFindings() throws -> Findings {
        var findings = Findings()
        findings.note(try deadShare(), as: .deadShare, steps: step...step)
        if let pattern = try strideEnergy() {
            findings.note(pattern.samples, as: .checkerboard, steps: step...step)
            findings.note(pattern.samples / max(pattern.data, 1e-6), as: .checkerboardOverData, steps: step...step)
        }
        if recipe.memorisationUnavailability == nil { findings.note(try? memorisation().copying, as: .copying, steps: step...step) }
        return findings
    }

    /// Of the layer that has most, since one that is dead as a whole cuts its network in two; `nil` where none rectifies.
    private func deadShare() throws -> Double? {
        try recipe.networks.flatMap { try activations(of: $0) }.compactMap { layer in layer.units.map { Double($0.dead) / Double($0.count) } }.max()
    }

    /// Where a layer of the generator enlarges images, which leaves a pattern; noise without such a layer has its share of energy there too.
    private func strideEnergy() throws -> CheckerboardEnergy? {
        recipe.layers(of: .generator).contains { $0.layer is Deconvolution || $0.layer is Upsample } ? try checkerboardEnergy() : nil
    }

    private var brokenSteps: ClosedRange<Int> {
        failedStretch.map { $0.restoredStep...$0.step } ?? 0...step
    }

    /// The curves of the way, those of a failed end included.
    private var curveColumns: [String: [Double]] {
        Dictionary(uniqueKeysWithValues: history.columns.map { column in
            let failed = failedStretch?.values(column.name) ?? []
            return (column.name, (column.values + failed).map(Double.init))
        })
    }

    /// Real examples to compare with: distinct ones where they are fixed. `nil` where there are too few.
    private func likenessOfData() throws -> Likeness? {
        let length = recipe.dataset.size.elementCount
        if let fixed = source.fixedExamples?.training { return try Likeness(fixed.chosen(min(Likeness.most, fixed.count), seed: 0).values, length: length) }
        return try Likeness(realExamples(count: Likeness.most), length: length)
    }

    /// The samples now, and at steps of the later part of the way that copies were kept at.
    private func resemblances(to likeness: Likeness, looks most: Int) throws -> [(step: Int, value: Resemblance)] {
        let kept = timeline.moments.filter { $0.step < step && $0.step > 0 }
        let looks = kept.evenly(most)
        var found: [(step: Int, value: Resemblance)] = []
        var past: PastNetworks?
        for moment in looks where isSameGame(moment.recipe) {
            if past?.recipe != moment.recipe { past = try PastNetworks(moment.recipe, source: source) }
            guard let past else { continue }
            let samples = try past.samples(of: moment.state, count: WayFindings.samplesOfALook)
            found.append((moment.step, try likeness.resemblance(of: samples)))
        }
        found.append((step, try likeness.resemblance(of: samples(count: Likeness.most))))
        return found
    }
}

extension LossFacts {
    init(_ loss: any Loss) {
        isCritic = loss.decisionThreshold == nil
        hasProbabilities = loss.probability(of: .constant(0)) != nil
    }
}

extension Array {
    /// So many at most, at equal distances, the last among them.
    func evenly(_ most: Int) -> [Element] {
        guard count > most, most > 0 else { return self }
        return (1...most).map { self[$0 * count / most - 1] }
    }
}
