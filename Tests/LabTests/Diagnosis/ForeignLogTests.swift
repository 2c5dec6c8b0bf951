import Datasets
import Declarations
import Foundation
import TestSupport
import Testing

@testable import Lab

@Suite("The log of another framework")
struct ForeignLogTests {
    private func log(_ header: String, rows: Int = 100, _ row: (Int) -> String) throws -> ForeignLog {
        let lines = [header] + (0..<rows).map(row)
        return ForeignLog(try LogTable(Array(lines.joined(separator: "\n").utf8), name: "log.csv"))
    }

    @Test("columns are known by the names that people give them", arguments: [
        ("D_loss", "loss.discriminator"), ("lossD", "loss.discriminator"), ("loss/critic", "loss.discriminator"), ("errD", "loss.discriminator"),
        ("loss.discriminator", "loss.discriminator"), ("G_loss", "loss.generator"), ("gen_loss", "loss.generator"), ("D(x)", "score.real"),
        ("D(G(z))", "score.fake"), ("D_G_z1", "score.fake"), ("acc_fake", "accuracy.fake"), ("d_acc_real", "accuracy.real"),
        ("grad_norm_g", "gradient.generator"), ("gradient.generator", "gradient.generator"),
        ("train/d_loss", "loss.discriminator"), ("g_loss_epoch", "loss.generator"), ("d_loss_step", "loss.discriminator"), ("train/D(x)", "score.real"),
        ("discriminator/loss", "loss.discriminator"), ("Loss/D", "loss.discriminator"), ("losses/g", "loss.generator"), ("loss/d_loss", "loss.discriminator"),
        ("metrics/train/acc_fake_epoch", "accuracy.fake"),
    ])
    func names(_ name: String, _ measurement: String) throws {
        let found = try log("step,\(name),colour") { "\($0),1,2" }
        #expect(found.columns.map(\.measurement) == [measurement] && found.columns.map(\.name) == [name] && found.unread.map(\.name) == ["colour"])
    }

    @Test("other names mean nothing: a loss on real examples is no score, and what was validated was not trained")
    func strangers() throws {
        let found = try log("g_loss,loss/d_real,val/d_loss,loss_epoch") { _ in "1,2,3,4" }
        #expect(found.columns.map(\.name) == ["g_loss"] && found.unread.map(\.name) == ["loss/d_real", "val/d_loss", "loss_epoch"])
        #expect(found.unread.allSatisfy { $0.reason == nil && !$0.isMeasurement })
    }

    @Test("of two columns with one meaning the first is read; the other, and one that holds words, is named with the reason")
    func unread() throws {
        let twins = try log("d_loss,lossD,d_loss") { _ in "1,2,3" }
        #expect(twins.columns.map(\.name) == ["d_loss"] && twins.unread.map(\.name) == ["lossD", "d_loss"])
        #expect(twins.unread.allSatisfy { $0.reason == "`loss.discriminator` is read from `d_loss` already" })
        #expect(twins.findingsOfProbabilities[.discriminatorLoss]?.value == 1)
        let words = try log("g_loss,d_loss,note") { _ in "1,tensor(0.5),ok" }
        #expect(words.unread.map(\.name) == ["d_loss", "note"] && words.unread.map(\.isMeasurement) == [true, false])
        #expect(words.unread.first?.reason == "holds words such as `tensor(0.5)`")
    }

    @Test("a column of steps goes before one of epochs; where rows are epochs nobody knows the steps, where they are parts of one they are counted")
    func counters() throws {
        let both = try log("epoch,batch,trainer/global_step,d_loss") { "\($0 / 50),\($0 % 50),\($0 * 10),1" }
        #expect(both.findingsOfProbabilities[.steps]?.value == 990 && both.unread.map(\.name) == ["epoch", "batch"])
        #expect(both.unread.allSatisfy { $0.reason == "`trainer/global_step` counts the steps" })
        let epochs = try log("epoch,d_loss") { "\($0),1" }
        #expect(epochs.findingsOfProbabilities[.steps] == nil && epochs.findingsOfProbabilities[.discriminatorLoss]?.lastStep == 100)
        let parts = try log("epoch,d_loss") { "\($0 / 50),1" }
        #expect(parts.findingsOfProbabilities[.steps]?.value == 100)
    }

    @Test("the last step is the largest, in whatever order the rows are")
    func disorder() throws {
        let found = try log("step,d_loss") { "\($0 == 40 ? 900 : $0),1" }.findingsOfProbabilities
        #expect(found[.steps]?.value == 900)
        #expect(try log("step,d_loss") { "\($0 == 0 ? "9e18" : ""),1" }.findingsOfProbabilities[.steps]?.value == 100)
    }

    @Test("steps come from the log's own column, and shares in per cent become shares")
    func units() throws {
        let findings = try log("iteration,acc_real,acc_fake") { "\($0 * 50),99,98" }.findings(under: probabilities)
        #expect(abs((findings[.leastAccuracy]?.value ?? 0) - 0.98) < 1e-9 && findings[.leastAccuracy]?.lastStep == 4950)
        #expect(findings[.steps]?.value == 4950)
        let backwards = try log("step,d_loss") { "\(100 - $0),\($0 < 20 ? "nan" : "1")" }
        #expect(backwards.wasReordered && backwards.broken?.step == 81 && backwards.gaps == nil)
        #expect(try !log("step,d_loss") { "\($0 % 50),1" }.wasReordered, "a training that went on from an earlier step")
    }

    @Test("where a logged loss is no number training ended; an empty cell is none")
    func broken() throws {
        let ended = try log("step,d_loss") { "\($0),\($0 < 70 ? "1.2" : "nan")" }.findings(under: probabilities)
        #expect(ended[.brokenStep]?.value == 1 && ended[.brokenStep]?.firstStep == 70)
        let sparse = try log("step,d_loss") { "\($0),\($0 % 3 == 0 ? "1.2" : "")" }.findings(under: probabilities)
        #expect(sparse[.brokenStep]?.value == 0 && sparse[.discriminatorLoss]?.value == 1.2)
    }

    @Test("a row without a number that finite ones follow is a gap; the end begins behind the last finite one")
    func gaps() throws {
        let gap = try log("step,d_loss,g_loss") { "\($0 * 2),\($0 == 30 ? "nan" : "1.2"),\($0 == 30 || $0 == 50 ? "inf" : "0.7")" }
        #expect(gap.broken == nil && gap.gaps?.rows == 2 && gap.gaps?.firstStep == 60)
        #expect(gap.findingsOfProbabilities[.brokenStep]?.value == 0)
        let ended = try log("step,d_loss,g_loss") { row in
            let generator = row.isMultiple(of: 2) ? "" : "inf"
            return "\(row),\(row == 30 || row >= 80 ? "nan" : "1.2"),\(row < 70 ? "0.7" : generator)"
        }
        #expect(ended.broken?.name == "g_loss" && ended.broken?.step == 71 && ended.gaps?.rows == 1)
        let last = try log("step,d_loss") { "\($0),\($0 == 99 ? "inf" : "1.2")" }
        #expect(last.broken?.step == 99 && last.gaps == nil)
    }

    @Test("a loss below 0 is a critic's, a cross-entropy never is")
    func critic() throws {
        #expect(try log("critic_loss") { "\(-0.01 * Double($0))" }.looksLikeCritic)
        #expect(try !log("d_loss") { "\(0.01 * Double($0))" }.looksLikeCritic)
    }

    @Test("collapsed samples beside real ones are named without any curve; a missing side makes no two-sided finding")
    func samples() throws {
        var random = SplitMix(state: 5)
        let real = (0..<600).flatMap { _ -> [Float] in
            let angle = Float(Int.random(in: 0..<8, using: &random)) * .pi / 4
            return [2 * cos(angle), 2 * sin(angle)].map { $0 + Float.random(in: -0.03...0.03, using: &random) }
        }
        let collapsed = (0..<500).flatMap { _ in [2, 0].map { $0 + Float.random(in: -0.03...0.03, using: &random) } }
        let first = try Diagnosis(nil, isCritic: false, samples: (collapsed, real, 2)).first
        #expect(first?.verdict.name == "mode-collapse")
        #expect(try Diagnosis(nil, isCritic: false, samples: (real, real, 2)).first?.verdict.failure == nil)

        let oneSided = try log("d_x,acc_real") { _ in "0.99,0.99" }.findings(under: probabilities)
        #expect(oneSided[.indecision] == nil && oneSided[.leastAccuracy] == nil && oneSided[.certainty] == nil)
    }

    @Test("samples that are no numbers, half of them or more, are a broken network; real examples that do not differ are refused")
    func incomparable() throws {
        let real = (0..<200).map { sin(Float($0)) }
        let none = [Float](repeating: .nan, count: 200)
        #expect(try Diagnosis(nil, isCritic: false, samples: (none, real, 2)).first?.verdict.name == "not-a-number")
        #expect(try Diagnosis(nil, isCritic: false, samples: ([Float.infinity, 0] + real, real, 2)).first?.verdict.failure == nil)
        #expect(Diagnosis.brokenRows(of: [.nan, 0, 1, 2, 3, -.infinity], length: 2) == 2)
        for useless in [none, [Float](repeating: .infinity, count: 200), [Float](repeating: 1, count: 200)] {
            #expect(try !Diagnosis.canCompare(with: useless, length: 2))
            #expect(throws: Refusal.self) { try Diagnosis(nil, isCritic: false, samples: (real, useless, 2)) }
        }
        #expect(try Diagnosis.canCompare(with: real, length: 2))
    }

    @Test("scores stand for accuracies where a log has none: a discriminator sure of everything is too strong beside bad samples")
    func scores() throws {
        var random = SplitMix(state: 6)
        let real = (0..<600).map { _ in Float.random(in: -1...1, using: &random) }
        let sure = try log("step,D(x),D(G(z))") { "\($0 * 10),0.99,0.01" }
        let first = try Diagnosis(sure, isCritic: false, samples: (real.map { $0 + 30 }, real, 2)).first
        #expect(first?.verdict.name == "discriminator-too-strong")
        let torn = try log("step,D(x),D(G(z))") { "\($0 * 10),0.99,0.6" }
        #expect(try Diagnosis(torn, isCritic: false, samples: (real.map { $0 + 30 }, real, 2)).first?.verdict.name != "discriminator-too-strong")
    }

    @Test("whether it is a critic is known however short a log is, and without any")
    func shortLog() throws {
        let short = try log("step,d_loss", rows: 15) { "\($0),1" }
        let logs: [ForeignLog?] = [short, nil]
        for given in logs {
            let missing = try Diagnosis(given, isCritic: false).unknown.flatMap(\.missing)
            #expect(!missing.contains(.criticLoss) && missing.contains(.discriminatorLoss))
        }
    }

    private let probabilities = LossFacts(isCritic: false, hasProbabilities: true)
}

extension ForeignLog {
    fileprivate var findingsOfProbabilities: Findings { findings(under: LossFacts(isCritic: false, hasProbabilities: true)) }
}
