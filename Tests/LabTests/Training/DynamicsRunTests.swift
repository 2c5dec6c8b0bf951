import Declarations
import Foundation
import Networks
import Testing

@testable import Lab

/// Step rules, optimizers and tricks that act on the dynamics of a game, against `Tests/References/dynamics.py`.
@Suite("The dynamics of a game against PyTorch and equations")
struct DynamicsRunTests {
    @Test("whole training runs, with every loss, look-ahead, penalty, activation, optimizer and kind of network", arguments: DynamicsWords.rules)
    func runs(rule: String) throws {
        let reference = try TrainingRuns("dynamics")
        let place = try #require(reference.factors.firstIndex(of: "rule"))
        let runs = reference.cases.filter { $0.words[place].hasPrefix(rule) }
        #expect(runs.count >= 6)
        for run in runs {
            let technique = run.words[place + 1]
            let tricks = technique == "none" ? [] : try technique.components(separatedBy: " + ").map { try DynamicsWords.trick($0) }
            let words = Dictionary(uniqueKeysWithValues: zip(reference.factors, run.words))
            try TrainingRunTests().expectSame(run, of: reference, tricks: tricks) { recipe in
                recipe.rule = try DynamicsWords.rule(try #require(words["rule"]))
                guard let optimizer = try DynamicsWords.optimizer(try #require(words["optimizer"])) else { return }
                for network in Adversarial.networks { recipe.chosenOptimizers[network] = optimizer }
            }
        }
    }

    @Test("the references hold each technique with each other factor")
    func coverage() throws {
        let reference = try TrainingRuns("dynamics")
        let words = Set(reference.cases.flatMap(\.words).flatMap { $0.components(separatedBy: " + ") })
        for word in ["symplectic 2 align", "optimistic-sgd", "optimistic-adam", "negative-momentum", "lookahead 2 0.5", "2 optimizer"] {
            #expect(words.contains(word), "\(word)")
        }
    }

    @Test("the Dirac-GAN is where its equations say after 500 steps", arguments: DynamicsWords.rules)
    func dirac(rule: String) throws {
        let rows = try DiracRows().dirac.filter { $0.words[1].hasPrefix(rule) }
        #expect(rows.count >= 6)
        for row in rows {
            var recipe = try DiracTests.recipe(rule: rule == "alternating" ? Alternating(first: .generator) : try DynamicsWords.rule(row.words[1]))
            let loss = try #require(lossCatalogue.first { $0.declaration.name == row.words[0] })
            recipe.loss = try loss.init(.init(loss.declaration))
            recipe.chosenPenalties = []
            let optimizer = try DynamicsWords.diracOptimizer(row.words[2])
            for network in Adversarial.networks { recipe.chosenOptimizers[network] = optimizer }
            recipe.tricks = row.words[3] == "none" ? [] : [try DynamicsWords.trick(row.words[3])]
            let experiment = try Experiment(recipe)
            try experiment.train(steps: 500)
            let length = DiracTests.length(experiment)
            #expect(abs(length - row.length) <= 2e-3 * row.length + 1e-30, "\(row.words): \(length), not \(row.length)")
        }
    }

    /// What the cures are for: the same game, the same rate.
    @Test("extragradient, optimism, symplectic adjustment, negative momentum, lookahead and the mean of weights end circles")
    func cures() throws {
        let rows = try DiracRows().dirac.filter { $0.words[0] == "wgan" && $0.words[2].contains("sgd") }
        func length(_ words: String...) throws -> Double { try #require(rows.first { Array($0.words.dropFirst()) == words }).length }
        #expect(try length("simultaneous", "sgd 0.2", "none") > 1e4)
        #expect(try (1...2).contains(length("alternating", "sgd 0.2", "none")))
        for (rule, optimizer, trick) in [
            ("extragradient", "sgd 0.2", "none"), ("simultaneous", "optimistic-sgd 0.2", "none"), ("symplectic 1", "sgd 0.2", "none"),
            ("simultaneous", "sgd 0.2", "lookahead 5 0.5"), ("alternating", "sgd 0.2", "lookahead 7 0.5"),
            ("alternating", "sgd 0.2 -0.5", "none"), ("simultaneous", "sgd 0.2", "historical-averaging 0.5"),
        ] {
            #expect(try length(rule, optimizer, trick) < 0.2, "\(rule), \(optimizer), \(trick)")
        }
        #expect(try length("alternating", "sgd 0.2 0.5", "none") > 1e4)
        #expect(try length("simultaneous", "sgd 0.2 -0.5", "none") > 2)
    }
}

/// What the words of the reference mean here.
enum DynamicsWords {
    static let rules = ["alternating", "simultaneous", "extragradient", "symplectic"]

    static func rule(_ words: String) throws -> any StepRule {
        let parts = words.split(separator: " ").map(String.init)
        switch parts[0] {
        case "alternating": return Alternating()
        case "simultaneous": return Simultaneous()
        case "extragradient": return Extragradient()
        default: return Symplectic(weight: try #require(Float(parts[1])), aligns: parts.last == "align")
        }
    }

    static func trick(_ words: String) throws -> any Trick {
        let parts = words.split(separator: " ").map(String.init)
        let scope = parts.last.flatMap { NetworkScope(rawValue: $0) } ?? .both
        switch parts[0] {
        case "lookahead": return Lookahead(steps: try #require(Int(parts[1])), alpha: try #require(Float(parts[2])))
        case "historical-averaging": return HistoricalAveraging(weight: try #require(Float(parts[1])), of: scope)
        default:
            let bound = try #require(Float(parts[2]))
            return GradientClipping(parts[1] == "norm" ? .norm(bound) : .value(bound), of: scope)
        }
    }

    /// Those that the other runs do not have.
    static func optimizer(_ word: String) throws -> (any Optimizer)? {
        switch word {
        case "negative-momentum": GradientDescent(rate: 0.02, momentum: -0.3)
        case "optimistic-sgd": OptimisticGradientDescent(rate: 0.02)
        case "optimistic-adam": OptimisticAdam(rate: 0.02, beta1: 0.5, beta2: 0.99, epsilon: 1e-2)
        default: nil
        }
    }

    static func diracOptimizer(_ words: String) throws -> any Optimizer {
        let parts = words.split(separator: " ").map(String.init)
        let rate = Schedule(try #require(Double(parts[1])))
        switch parts[0] {
        case "sgd": return GradientDescent(rate: rate, momentum: parts.count > 2 ? try #require(Double(parts[2])) : 0)
        case "optimistic-sgd": return OptimisticGradientDescent(rate: rate)
        case "adam": return Adam(rate: rate)
        default: return OptimisticAdam(rate: rate)
        }
    }
}

/// The lengths of (θ, ψ) in `Tests/References/dynamics.json`.
private struct DiracRows: Decodable {
    struct Row: Decodable {
        /// Loss, rule, optimizer, trick.
        let words: [String]
        let length: Double

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            words = try (0..<4).map { _ in try container.decode(String.self) }
            length = try container.decode(Double.self)
        }
    }

    let dirac: [Row]

    init() throws {
        self = try reference("dynamics")
    }
}
