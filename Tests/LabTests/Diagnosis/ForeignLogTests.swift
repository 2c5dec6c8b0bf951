import Datasets
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
    ])
    func names(_ name: String, _ measurement: String) throws {
        let found = try log("step,\(name),colour") { "\($0),1,2" }
        #expect(found.columns.map(\.measurement) == [measurement] && found.columns.map(\.name) == [name] && found.unread == ["colour"])
    }

    @Test("steps come from the log's own column, and shares in per cent become shares")
    func units() throws {
        let findings = try log("iteration,acc_real,acc_fake") { "\($0 * 50),99,98" }.findings(under: probabilities)
        #expect(abs((findings[.leastAccuracy]?.value ?? 0) - 0.98) < 1e-9 && findings[.leastAccuracy]?.lastStep == 4950)
        #expect(findings[.steps]?.value == 4950)
        let backwards = try log("step,d_loss") { "\(100 - $0),1" }.findings(under: probabilities)
        #expect(backwards[.discriminatorLoss]?.value == 1)
    }

    @Test("where a logged loss is no number training ended; an empty cell is none")
    func broken() throws {
        let ended = try log("step,d_loss") { "\($0),\($0 < 70 ? "1.2" : "nan")" }.findings(under: probabilities)
        #expect(ended[.brokenStep]?.value == 1 && ended[.brokenStep]?.firstStep == 70)
        let sparse = try log("step,d_loss") { "\($0),\($0 % 3 == 0 ? "1.2" : "")" }.findings(under: probabilities)
        #expect(sparse[.brokenStep]?.value == 0 && sparse[.discriminatorLoss]?.value == 1.2)
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

    private let probabilities = LossFacts(isCritic: false, hasProbabilities: true)
}
