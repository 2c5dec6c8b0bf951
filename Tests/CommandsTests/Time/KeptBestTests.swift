import Foundation
import Language
import Testing

@testable import Commands
@testable import Lab

@Suite("The best of a training is kept")
struct KeptBestTests {
    private static let small = AtTests.small

    private func bits(_ run: Run) throws -> [[Float]] { try #require(run.session.experiment).snapshot().state.values }

    /// What was measured at the measuring times, the beginning included.
    private func measured(_ name: String, steps: Int) throws -> [(step: Int, value: Double)] {
        let run = Run(Self.small)
        defer { run.close() }
        var values: [(Int, Double)] = []
        for step in stride(from: 0, through: steps, by: 20) {
            #expect(run.run("train \(step == 0 ? 0 : 20)") == nil)
            values.append((step, try #require(measurement(named: name)).value(of: try #require(run.session.experiment))))
        }
        return values
    }

    @Test("training ends at the step with the best value, as it was there, and the end can be gone to", arguments: ["quality", "modes", "balance"])
    func best(name: String) throws {
        let values = try measured(name, steps: 200).filter { !$0.value.isNaN }
        let aim = name == "balance" ? values.map(\.value).min() : values.map(\.value).max()
        let expected = try #require(values.last { $0.value == aim })
        let run = Run(Self.small + "train 200 keep best \(name)")
        let straight = Run(Self.small + "train \(expected.step)")
        let whole = Run(Self.small + "train 200")
        defer { [run, straight, whole].forEach { $0.close() } }
        #expect(run.message == nil)
        #expect(run.session.experiment?.step == expected.step)
        #expect(try bits(run) == bits(straight))
        #expect(expected.step == 200 || run.output.text.contains("back at step \(expected.step), where `\(name)` was best: \(Value.rounded(expected.value))"))
        #expect(run.run("rewind 200") == nil)
        #expect(try bits(run) == bits(whole))
    }

    @Test("an `until` and Ctrl-C end it all the same")
    func ends() throws {
        let run = Run(Self.small + "train 200 until step >= 90 every 30 keep best balance")
        defer { run.close() }
        #expect(run.message == nil)
        let step = try #require(run.session.experiment?.step)
        #expect([0, 20, 40, 60, 80, 90].contains(step) && run.session.experiment?.lastKnownStep == 90)
    }

    @Test("a measurement without a best value is refused with the reason, by a check as well", arguments: [
        ("loss.generator", "a step takes it of one batch, and what is good for one network may be bad for the other"),
        ("step", "it only counts"), ("distance", "a critic that has learned little yet finds a small one too"),
    ])
    func refused(name: String, reason: String) throws {
        for isCheck in [false, true] {
            let run = Run("") { $0.isCheckOnly = isCheck }
            defer { run.close() }
            let error = run.run(Self.small + "loss wgan-gp\ntrain 5 keep best \(name)")
            let (message, help) = (error?.message ?? "", error?.help.first ?? "")
            #expect(message == "no value of `\(name)` is the best: \(reason)")
            #expect(help.contains("`quality`") && !help.contains("`nearest`"))
            let step = run.session.experiment?.step ?? 0
            #expect(step == 0)
        }
    }

    @Test("what is missing is named")
    func mistakes() throws {
        let run = Run(Self.small)
        defer { run.close() }
        for line in ["train 5 keep", "train 5 best quality"] {
            #expect(try #require(run.run(line)).message == "expected `keep best` and a measurement")
        }
        #expect(try #require(run.run("train 5 keep best nearest")).message.hasPrefix("`nearest` cannot be measured"))
        #expect(run.session.experiment?.step == 0)
    }

    @Test("every measurement says which value is the best, or why none is")
    func declared() {
        for measurement in measurementCatalogue {
            switch measurement.best {
            case .none(let reason): #expect(!reason.isEmpty)
            case .highest, .lowest, .nearest: #expect(measurement.isCostly, "\(measurement.name) is taken of one batch")
            }
        }
        #expect(BestValue.nearest(1).isAsGood(1.1, as: 0.8) && !BestValue.nearest(1).isAsGood(0.8, as: 1.1))
        #expect(!BestValue.highest.isAsGood(.nan, as: 0) && BestValue.lowest.isAsGood(0, as: .infinity))
    }
}
