import Declarations
import Foundation
import Networks
import Testing

@testable import Lab

/// Whole training runs under further losses, penalties and step rules equal PyTorch's, through the very programs that `train`
/// compiles. `Tests/References/losses.py` made the figures.
@Suite("Training runs under further losses, penalties and rules against PyTorch")
struct LossRunTests {
    @Test("what each step measures and where the weights go", arguments: ["dense", "no-bias", "batchnorm", "dropout", "conv"])
    func runs(network: String) throws {
        let reference = try TrainingRuns("losses")
        let place = try #require(reference.factors.firstIndex(of: "techniques"))
        let runs = reference.cases.filter { $0.words.contains(network) }
        #expect(runs.count > 20)
        for run in runs {
            let items = run.words[place].components(separatedBy: " + ").map { $0.split(separator: " ").map(String.init) }
            func words(of kind: String) -> [[String]] { items.filter { $0[0] == kind }.map { Array($0.dropFirst()) } }
            let tricks = try words(of: "trick").map { try TechniqueRunTests().trick($0.joined(separator: " ")) }
            try TrainingRunTests().expectSame(run, of: reference, tricks: tricks) { recipe in
                for loss in words(of: "loss") { recipe.loss = try lsgan(loss) }
                let penalties = try words(of: "penalty").map { try penalty($0) }
                if !penalties.isEmpty { recipe.chosenPenalties = penalties }
                for rule in words(of: "updates") { recipe.rule = try self.rule(rule) }
            }
        }
    }

    private func lsgan(_ words: [String]) throws -> LeastSquares {
        let targets = try words.dropFirst().map { try number($0) }
        return try LeastSquares(generated: targets[0], real: targets[1], wanted: targets[2])
    }

    private func rule(_ words: [String]) throws -> any StepRule {
        guard words[0] == "consensus" else { return Simultaneous() }
        return Consensus(weight: try number(words[1]), of: try scope(words[3]), on: try scope(words[5]))
    }

    /// `r1 2 to 0.5 over 2 interval 3`, `dragan 10 to 1 spread 0.5`, `orthogonal 0.1 free both`.
    private func penalty(_ words: [String]) throws -> any Penalty {
        let first = try number(words[1])
        switch words[0] {
        case "slope": return GradientPenalty(weight: first, target: try number(words[3]), isOneSided: words.last == "one-sided")
        case "dragan": return LocalSlopePenalty(weight: first, target: try number(words[3]), spread: try number(words[5]))
        case "roth": return NoiseInducedSlopePenalty(gamma: try schedule(words))
        case "orthogonal":
            return Orthogonal(
                weight: first, lengths: try #require(Orthogonal.Lengths(rawValue: words[2])), of: try scope(words[3]))
        case "weight-decay": return WeightDecay(weight: first, of: try scope(words[2]))
        default:
            let place = words.firstIndex(of: "interval")
            let interval = try place.map { try #require(Int(words[$0 + 1])) } ?? 1
            let gamma = try schedule(words)
            return words[0] == "r1" ? RealSlopePenalty(gamma: gamma, interval: interval) : GeneratedSlopePenalty(gamma: gamma, interval: interval)
        }
    }

    private func schedule(_ words: [String]) throws -> Schedule {
        let first = try #require(Double(words[1]))
        guard words.count > 5, words[2] == "to" else { return Schedule(first) }
        return try Schedule(
            from: first, to: #require(Double(words[3])), over: #require(Int(words[5])), course: words.last == "geometric" ? .geometric : .linear)
    }

    private func scope(_ word: String) throws -> NetworkScope { try #require(NetworkScope(rawValue: word)) }

    private func number(_ word: String) throws -> Float { try #require(Float(word)) }
}
