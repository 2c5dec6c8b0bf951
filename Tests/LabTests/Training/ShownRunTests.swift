import Declarations
import Foundation
import Networks
import Testing

@testable import Lab

/// Whole training runs under tricks that change what the discriminator is shown and asked, and with maxout layers, equal
/// PyTorch's. `Tests/References/shown.py` made the figures.
@Suite("Training runs shown otherwise, against PyTorch")
struct ShownRunTests {
    static let kinds = [
        "label-smoothing", "flip-labels", "label-noise", "pack", "replay", "augment", "top-k", "mixed-batch", "plain",
    ]

    @Test("each alone, with losses, ratios, look-aheads, penalties, optimizers and kinds of network", arguments: kinds)
    func alone(_ kind: String) throws {
        #expect(try runs { $0.count == 1 && $0[0].hasPrefix(kind) } >= 4)
    }

    @Test("with each other, in either order, and many at once", arguments: kinds.dropLast())
    func together(_ kind: String) throws {
        // A pair is named by its first.
        #expect(try runs { $0.count > 1 && $0[0].hasPrefix(kind) } >= 1)
    }

    @Test("noise and hidden layers of packs")
    func others() throws {
        #expect(try runs { $0.count > 1 && !Self.kinds.contains(Self.kind(of: $0[0])) } >= 2)
    }

    private static func kind(of words: String) -> String { String(words.prefix { $0 != " " }) }

    /// Expects the runs under these techniques, and says how many there were.
    private func runs(where isMeant: ([String]) -> Bool) throws -> Int {
        let reference = try TrainingRuns("shown")
        let place = try #require(reference.factors.firstIndex(of: "techniques"))
        func techniques(of run: TrainingRuns.Case) -> [String] { run.words[place].components(separatedBy: " + ") }
        let runs = reference.cases.filter { isMeant(techniques(of: $0)) }
        for run in runs {
            let tricks = try techniques(of: run).filter { $0 != "plain" }.map { try trick($0) }
            try TrainingRunTests().expectSame(run, of: reference, tricks: tricks)
        }
        return runs.count
    }

    private func trick(_ text: String) throws -> any Trick {
        let words = text.split(separator: " ").map(String.init)
        let options = Array(words.dropFirst())
        func number(_ index: Int = 0) throws -> Double { try #require(Double(options[index])) }
        func schedule() throws -> Schedule {
            guard options.count > 1 else { return Schedule(try number()) }
            return try Schedule(
                from: try number(), to: try number(2), over: try #require(Int(options[4])),
                course: options.last == "geometric" ? .geometric : .linear)
        }
        switch words[0] {
        case "label-smoothing":
            return LabelSmoothing(real: try bounds(options[0]), generated: options.count > 1 ? try bounds(options[2]) : nil)
        case "flip-labels": return FlipLabels(try schedule())
        case "label-noise": return LabelNoise(try schedule())
        case "pack": return Pack(Int(try number()))
        case "replay": return Replay(size: Int(try number()))
        case "top-k": return TopK(share: try schedule())
        case "mixed-batch": return MixedBatch()
        case "instance-noise": return InstanceNoise(deviation: try schedule())
        case "feature-matching": return FeatureMatching()
        default:
            let policies = Set(options.compactMap(Augment.Policy.init))
            if options.first == "target" {
                return Augment(strength: .adaptive(target: try number(1), examples: Int(try number(3))))
            }
            return Augment(policies, strength: .fixed(options.last.flatMap { Double($0) } ?? 1))
        }
    }

    private func bounds(_ words: String) throws -> ClosedRange<Double> {
        let ends = try words.components(separatedBy: "..").map { try #require(Double($0)) }
        return ends[0]...ends[ends.count - 1]
    }
}
