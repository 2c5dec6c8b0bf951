import Foundation

/// What a training's curves tell, whoever recorded them.
struct Curves {
    /// The numbers of every step by the names of measurements; not a number where a step had none.
    let columns: [String: [Double]]
    /// The step of the first number.
    var firstStep = 1

    var count: Int { columns.values.map(\.count).max() ?? 0 }

    /// The fewest steps that tell something.
    static let fewest = 20
    private static let shortestPeriod = 8.0

    func findings(under facts: LossFacts) -> Findings {
        var findings = Findings()
        guard count >= Self.fewest else { return findings }
        let late = max(Self.fewest, count / 5)
        let early = max(5, count / 10)
        let lateSteps = firstStep + count - late...firstStep + count - 1
        func latest(_ name: String) -> [Double] { columns[name].map { Array($0.suffix(late)) } ?? [] }
        func first(_ name: String) -> [Double] { columns[name].map { Array($0.prefix(early)) } ?? [] }
        func note(_ value: Double?, _ finding: Finding) { findings.note(value, as: finding, steps: lateSteps) }

        let (generatorLoss, discriminatorLoss) = (latest("loss.generator"), latest("loss.discriminator"))
        note(median(generatorLoss), .generatorLoss)
        note(facts.isCritic ? nil : median(discriminatorLoss), .discriminatorLoss)
        let largest = max(median(generatorLoss.map(abs)), median(discriminatorLoss.map(abs)))
        let largestFirst = max(median(first("loss.generator").map(abs)), median(first("loss.discriminator").map(abs)))
        note(largest, .largestLoss)
        note(largest / max(largestFirst, 0.1), .lossGrowth)
        let gradient = median(latest("gradient.generator"))
        note(gradient, .generatorGradient)
        note(gradient / median(first("gradient.generator")), .generatorGradientGrowth)

        note(facts.isCritic ? 1 : 0, .criticLoss)
        if facts.hasProbabilities {
            let (real, fake) = (mean(latest("score.real")), mean(latest("score.fake")))
            note(fake, .fakeScore)
            note(max(abs(real - 0.5), abs(fake - 0.5)), .indecision)
        }
        if !facts.isCritic {
            let (real, fake) = (mean(latest("accuracy.real")), mean(latest("accuracy.fake")))
            note(min(real, fake), .leastAccuracy)
            note(fake, .fakeAccuracy)
        }
        let later = Array((columns["loss.generator"] ?? []).suffix(max(Self.fewest, count / 2)))
        // What is shorter than a few steps is the noise of batches.
        if let wave = Oscillation(later.filter(\.isFinite)), wave.period >= Self.shortestPeriod {
            findings.note(wave.clarity, as: .rhythm, steps: firstStep + count - later.count...firstStep + count - 1)
            note(wave.amplitude / max(abs(median(later)), 0.1), .swing)
        }
        return findings
    }
}

/// What of a loss the curves are read by.
struct LossFacts: Sendable {
    /// Scores are values of a critic.
    let isCritic: Bool
    /// Scores are shown as probabilities.
    let hasProbabilities: Bool
}

/// Of none it is not a number.
func mean(_ values: [Double]) -> Double {
    let known = values.filter { !$0.isNaN }
    return known.isEmpty ? .nan : known.reduce(0, +) / Double(known.count)
}
