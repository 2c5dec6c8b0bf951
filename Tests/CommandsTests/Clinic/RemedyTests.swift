import Declarations
import Lab
import Language
import Testing

@testable import Commands

@Suite("Remedies")
struct RemedyTests {
    private func recipe(_ text: String) throws -> Recipe {
        let run = Run(text)
        defer { run.close() }
        #expect(run.message == nil)
        return try run.session.draft.recipe(at: Source(name: "test", text: "").span)
    }

    @Test("every cure that says what it was measured with can be typed", arguments: Failure.allCases)
    func typed(_ failure: Failure) {
        for cure in DeclaredCure.against(failure) where cure.isMeasured {
            for data in ["data ring", "data digits"] {
                let run = Run(data + "\n" + cure.claim.statements.joined(separator: "\n") + "\nshow model")
                defer { run.close() }
                #expect(run.message == nil, "\(cure.sentence)")
            }
        }
    }

    @Test("layers that were removed or replaced leave the others as they were")
    func structures() throws {
        func first(_ failure: Failure, _ text: String) throws -> [String]? {
            let recipe = try recipe(text)
            return Remedy.against(failure).lazy.compactMap { $0.statements(for: recipe) }.first
        }
        #expect(
            try first(.batchCoupling, "data ring\ndiscriminator\nlayer dense 8\nlayer batchnorm\nlayer relu\nlayer dense 1")
                == ["discriminator", "  layer dense 8 initializer he relu", "  layer dense 1 initializer he"])
        #expect(
            try first(.checkerboard, "data digits\ngenerator\nlayer dense 4x4x8 relu\nlayer deconv data kernel 3 stride 2 tanh")?.dropFirst(2)
                == ["  layer upsample 2 nearest", "  layer conv 1 kernel 3 stride 1 padding 1 initializer he tanh"])
        let whole = try #require(try first(.memorising, "data digits examples 20 classes 0, 1"))
        #expect(whole.count == 1 && whole[0].hasPrefix("data digits classes 0, 1") && !whole[0].contains("examples"))
        // A convolutional discriminator has hidden layers without a second dense one.
        let convolutional = "data digits\ndiscriminator\nlayer conv 8 stride 2 relu\nlayer flatten\nlayer dense 1"
        #expect(try first(.falseEquilibrium, convolutional)?.first != "discriminator")
        #expect(try first(.falseEquilibrium, "data ring\ndiscriminator\nlayer dense 1")?.first == "discriminator")
    }

    @Test("a training stands at the end of what `diagnose` offers, on fresh weights unless the cure works at once")
    func lines() throws {
        func offered(_ failure: Failure, _ text: String, steps: Int) throws -> [String] {
            let cure = try #require(try chosen(failure, text))
            return cure.remedy.withTraining(cure.lines, steps: steps)
        }
        #expect(try offered(.modeCollapse, "data ring", steps: 2000) == ["loss wgan-gp weight 1", "reset", "train 2000"])
        #expect(try offered(.vanishingGradient, "data digits\nloss minimax", steps: 100) == ["loss non-saturating", "train 500"])
    }

    private func chosen(_ failure: Failure, _ text: String) throws -> (remedy: Remedy, lines: [String])? {
        let run = Run(text)
        defer { run.close() }
        #expect(run.message == nil)
        return try run.session.cure(of: failure, in: try run.session.draft.recipe(at: Source(name: "test", text: "").span))
    }

    @Test(
        "a cure that the recipe's check warns of is passed by, measured or not",
        arguments: [(Failure.modeCollapse, "data grid\nloss wgan-gp"), (.discriminatorTooStrong, "data ring\nbreak batch-coupling")])
    func withoutWarnings(_ failure: Failure, _ text: String) throws {
        let cure = try #require(try chosen(failure, text))
        let (before, after) = (try recipe(text), try recipe(text + "\n" + cure.lines.joined(separator: "\n")))
        let known = Set(try RecipeCheck(before).warnings.map(\.message))
        #expect(try RecipeCheck(after).warnings.allSatisfy { known.contains($0.message) })
        #expect(!["loss wgan", "penalty gradient-penalty weight 0.1 target 0"].contains(cure.lines.joined(separator: "\n")))
    }

    @Test("`diagnose` prints the cure that `fix` types, and says of one that nobody tried where it is known from")
    func shared() throws {
        let blind = "optimizer discriminator sgd rate 0.000000001"
        let run = Run("data ring\nbatch 32\noptimizer adam rate 0.001 beta1 0.5\ntrain 100\n\(blind)\ntrain 200\ndiagnose")
        defer { run.close() }
        #expect(run.message == nil)
        #expect(run.output.text.contains("discriminator-too-weak (confidence"))
        let cure = try #require(try run.session.cure(of: .discriminatorTooWeak, in: try run.session.draft.recipe(at: Source(name: "test", text: "").span)))
        for line in cure.lines { #expect(run.output.text.contains(line)) }
        #expect(run.output.text.contains("known from its source, not measured here") == !cure.remedy.isMeasured)
    }

    @Test("where training has hardly begun, samples at few places are no collapse yet", arguments: [3, 20])
    func early(_ steps: Int) throws {
        let run = Run("data grid\nloss wgan-gp\ntrain \(steps)\ndiagnose")
        defer { run.close() }
        #expect(run.output.text.contains("undertrained") && !run.output.text.contains("mode-collapse"))
    }
}
