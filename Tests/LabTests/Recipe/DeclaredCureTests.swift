import Datasets
import Declarations
import Networks
import Testing

@testable import Lab

@Suite("Cures that techniques declare")
struct DeclaredCureTests {
    private let ring: Recipe

    init() throws { ring = try ringRecipe() }

    @Test("what was measured comes before what is known from its source alone", arguments: Failure.allCases)
    func order(_ failure: Failure) {
        let cures = DeclaredCure.against(failure)
        let firstPublished = cures.firstIndex { !$0.isMeasured } ?? cures.endIndex
        #expect(cures[firstPublished...].allSatisfy { !$0.isMeasured })
        #expect(cures.allSatisfy { $0.claim.failure == failure && $0.claim.kind == .cures })
    }

    @Test("a cure holds where its circumstance does")
    func circumstance() throws {
        let hopping = try #require(DeclaredCure.against(.modeHopping).first)
        #expect(hopping.isMeasured && hopping.statements(for: ring) == nil)
        var slow = ring
        slow.chosenOptimizers[.discriminator] = Adam(rate: 0.0001)
        #expect(hopping.statements(for: slow) == ["optimizer adam rate 0.001 beta1 0.5", "penalty gradient-penalty weight 0.1 target 0"])
    }

    @Test("a circumstance of a thing's own options asks the thing in the recipe")
    func ownOptions() throws {
        let cures = DeclaredCure.against(.weightsAtClip).filter { $0.technique.name == "wgan" }
        let cure = try #require(cures.first)
        #expect(cure.statements(for: ring) == nil)
        var clipped = ring
        clipped.loss = Wasserstein(clip: 0.001)
        #expect(cure.statements(for: clipped) == ["loss wgan clip 0.1"])
        clipped.loss = Wasserstein(clip: 0.2)
        #expect(cure.statements(for: clipped) == nil)
    }

    @Test("what only its source knows is chosen by its name, where it is not there already and needs no place")
    func published() throws {
        let cures = DeclaredCure.against(.modeCollapse)
        let pack = try #require(cures.first { $0.technique.name == "pack" })
        #expect(!pack.isMeasured && pack.statements(for: ring) == ["trick pack"])
        var packed = ring
        packed.tricks = [Pack(2)]
        #expect(pack.statements(for: packed) == nil)
        let layer = try #require(cures.first { $0.word == .layer })
        #expect(layer.statements(for: ring) == nil)
    }

    @Test("things in a recipe tell what they risk, as far as it holds there")
    func risks() {
        #expect(!ring.risks(of: .vanishingGradient).contains { $0.sentence.contains("minimax") })
        var minimax = ring
        minimax.loss = Minimax()
        #expect(minimax.risks(of: .vanishingGradient).contains { $0.sentence.hasPrefix("`loss minimax` lets the generator's gradient fade") })
        // Only for a discriminator that leads.
        #expect(!minimax.risks(of: .vanishingGradient).contains { $0.sentence.contains("that leads") })
        minimax.ratio.discriminator = 5
        #expect(minimax.risks(of: .vanishingGradient).contains { $0.sentence.contains("that leads") })
    }
}
