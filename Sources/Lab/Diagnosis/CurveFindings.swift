import Foundation

/// What a training's curves tell, whoever recorded them.
struct Curves {
    /// The numbers of every step by the names of measurements; not a number where a step had none.
    let columns: [String: [Double]]
    /// The step of each row; 1, 2, 3 … where it is `nil`.
    var steps: [Int]?

    /// Not below 0 and not before the first row, whatever a log says.
    func step(of row: Int) -> Int {
        guard let steps, steps.indices.contains(row) else { return row + 1 }
        return max(0, steps[row], steps[0])
    }

    /// Up to the largest, wherever it stands.
    var allSteps: ClosedRange<Int> {
        let first = step(of: 0)
        let largest = (0..<count).map { step(of: $0) }.max() ?? first
        return first...max(first, largest)
    }

    private func span(from row: Int) -> ClosedRange<Int> { min(step(of: row), step(of: max(0, count - 1)))...step(of: max(0, count - 1)) }

    var count: Int { columns.values.map(\.count).max() ?? 0 }

    /// The fewest steps that tell something.
    static let fewest = 20
    private static let shortestPeriod = 8.0

    func findings(under facts: LossFacts) -> Findings {
        var findings = Findings()
        guard count >= Self.fewest else { return findings }
        let late = max(Self.fewest, count / 5)
        let early = max(5, count / 10)
        let lateSteps = span(from: count - late)
        func latest(_ name: String) -> [Double] { columns[name].map { Array($0.suffix(late)) } ?? [] }
        func first(_ name: String) -> [Double] { columns[name].map { Array($0.prefix(early)) } ?? [] }
        func note(_ value: Double?, _ finding: Finding) { findings.note(value, as: finding, steps: lateSteps) }

        let (generatorLoss, discriminatorLoss) = (latest("loss.generator"), latest("loss.discriminator"))
        note(median(generatorLoss), .generatorLoss)
        note(facts.isCritic ? nil : median(discriminatorLoss), .discriminatorLoss)
        let largest = larger(median(generatorLoss.map(abs)), median(discriminatorLoss.map(abs)))
        let largestFirst = larger(median(first("loss.generator").map(abs)), median(first("loss.discriminator").map(abs)))
        note(largest, .largestLoss)
        note(largest / larger(largestFirst, 0.1), .lossGrowth)
        let gradient = median(latest("gradient.generator"))
        note(gradient, .generatorGradient)
        note(gradient / median(first("gradient.generator")), .generatorGradientGrowth)

        note(facts.isCritic ? 1 : 0, .criticLoss)
        if facts.hasProbabilities {
            let (real, fake) = (mean(latest("score.real")), mean(latest("score.fake")))
            note(fake, .fakeScore)
            note(larger(abs(real - 0.5), abs(fake - 0.5)), .indecision)
            if columns["accuracy.fake"] == nil { note(-larger(0.5 - real, fake - 0.5), .certainty) }
        }
        if !facts.isCritic {
            let (real, fake) = (mean(latest("accuracy.real")), mean(latest("accuracy.fake")))
            note(-larger(-real, -fake), .leastAccuracy)
            note(fake, .fakeAccuracy)
        }
        let later = Array((columns["loss.generator"] ?? []).suffix(max(Self.fewest, count / 2)))
        // What is shorter than a few steps is the noise of batches.
        if let wave = Oscillation(later.filter(\.isFinite)), wave.period >= Self.shortestPeriod {
            findings.note(wave.clarity, as: .rhythm, steps: span(from: count - later.count))
            note(wave.amplitude / max(abs(median(later)), 0.1), .swing)
        } else if !later.isEmpty {
            note(0, .rhythm)
            note(0, .swing)
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

/// Not a number where either is none: what one side alone says is not enough.
private func larger(_ one: Double, _ other: Double) -> Double { one.isNaN || other.isNaN ? .nan : max(one, other) }

/// Of none it is not a number.
func mean(_ values: [Double]) -> Double {
    let known = values.filter { !$0.isNaN }
    return known.isEmpty ? .nan : known.reduce(0, +) / Double(known.count)
}
