import Declarations
import Foundation
import Networks
import Testing

@testable import Lab

/// Whole training runs under tricks equal PyTorch's, through the very programs that `train` compiles.
/// `Tests/References/techniques.py` made the figures.
@Suite("Training runs under tricks against PyTorch")
struct TechniqueRunTests {
    static let kinds = ["spectral-norm", "feature-matching", "instance-noise", "label-smoothing", "average"]

    @Test("each alone, with every loss, ratio, look-ahead, penalty, activation, optimizer and kind of network", arguments: kinds)
    func alone(_ kind: String) throws {
        let runs = try runs { $0.count == 1 && $0[0].hasPrefix(kind) }
        #expect(runs.count >= 4)
    }

    @Test("each with each other, and all at once", arguments: kinds.dropLast())
    func together(_ kind: String) throws {
        let runs = try runs { $0.count > 1 && $0[0].hasPrefix(kind) }
        // A pair stands with the first of it.
        #expect(runs.count == 3 * (Self.kinds.count - 1 - (Self.kinds.firstIndex(of: kind) ?? 0)) + (kind == Self.kinds[0] ? 3 : 0))
    }

    /// Expects the runs under these techniques.
    private func runs(where isMeant: ([String]) -> Bool) throws -> [TrainingRuns.Case] {
        let reference = try TrainingRuns("techniques")
        let place = try #require(reference.factors.firstIndex(of: "techniques"))
        func techniques(of run: TrainingRuns.Case) -> [String] { run.words[place].components(separatedBy: " + ") }
        let runs = reference.cases.filter { isMeant(techniques(of: $0)) }
        for run in runs {
            try TrainingRunTests().expectSame(run, of: reference, tricks: try techniques(of: run).map { try trick($0) })
        }
        return runs
    }

    func trick(_ words: String) throws -> any Trick {
        let words = words.split(separator: " ").map(String.init)
        let first = words.dropFirst().first
        func number() throws -> Double { try #require(first.flatMap { Double($0) }) }
        switch words[0] {
        case "spectral-norm": return SpectralNorm(of: first == "both" ? .both : .discriminator)
        case "feature-matching": return FeatureMatching(layer: first.flatMap { Int($0) })
        case "label-smoothing": return LabelSmoothing(real: try number())
        case "average": return Average(decay: Float(try number()))
        default:
            guard words.count == 6 else { return InstanceNoise(deviation: Schedule(try number())) }
            let (last, steps) = (try #require(Double(words[3])), try #require(Int(words[5])))
            return InstanceNoise(deviation: try Schedule(from: try number(), to: last, over: steps))
        }
    }
}
