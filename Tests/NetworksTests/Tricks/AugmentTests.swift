import Declarations
import Graphs
import Testing

@testable import Networks

@Suite("Augmentation of what is shown")
struct AugmentTests {
    private let stream = RandomStream("test")
    private let position = RandomPosition(seed: 2, step: 4)
    private let count = 64

    private func testDuel(kept: [Tensor]? = nil, loss: any Loss = NonSaturating()) throws -> TestDuel {
        var duel = try TestDuel(
            discriminator: [Dense(1)], real: .constant(0, shape: [count, 1]), fake: .constant(0, shape: [count, 1]))
        duel.kept["augment"] = kept
        duel.loss = loss
        return duel
    }

    private func shown(_ trick: Augment, _ examples: Tensor, kept: [Tensor]? = nil) throws -> Tensor {
        try trick.shown(Batch(examples: examples), side: .real, in: testDuel(kept: kept).turn, stream: stream).examples
    }

    /// Images of 4x3 pixels, each with numbers of its own.
    private var images: (values: [Float], tensor: Tensor) {
        let values = wave(count * 12)
        return (values, .constant(values, shape: [count, 4, 3, 1]))
    }

    @Test("an image moves by whole pixels, with zeros behind it")
    func translation() throws {
        let found = try evaluate(shown(Augment([.translation], reach: 0.25), images.tensor), at: position)
        let values = images.values
        var distances: Set<[Int]> = []
        for image in 0..<count {
            func pixel(_ y: Int, _ x: Int) -> Float {
                (0..<4).contains(y) && (0..<3).contains(x) ? values[image * 12 + y * 3 + x] : 0
            }
            // One pixel of four down, and one of three across: ⌊0.75 + ½⌋.
            let fitting = [-1, 0, 1].flatMap { down in [-1, 0, 1].map { [down, $0] } }.filter { move in
                (0..<12).allSatisfy { found[image * 12 + $0] == pixel($0 / 3 + move[0], $0 % 3 + move[1]) }
            }
            #expect(fitting.count == 1, "image \(image)")
            distances.formUnion(fitting)
        }
        #expect(distances.count == 9)
    }

    @Test("a square of half the sides becomes 0, cut off at the border")
    func cutout() throws {
        let found = try evaluate(shown(Augment([.cutout]), images.tensor), at: position)
        var areas: Set<Int> = []
        for image in 0..<count {
            let covered = (0..<12).filter { found[image * 12 + $0] == 0 }
            #expect((0..<12).allSatisfy { covered.contains($0) || found[image * 12 + $0] == images.values[image * 12 + $0] })
            let (rows, columns) = (Set(covered.map { $0 / 3 }), Set(covered.map { $0 % 3 }))
            #expect(covered.count == rows.count * columns.count && rows.count <= 2 && columns.count <= 2)
            areas.insert(covered.count)
        }
        #expect(areas == [1, 2, 4])
    }

    @Test("brightness adds one number to a whole image")
    func brightness() throws {
        let found = try evaluate(shown(Augment([.brightness]), images.tensor), at: position)
        let amounts = stream.appending("brightness/amount").uniforms(count, at: position)
        expectEqual(found, images.values.indices.map { Double(images.values[$0]) + Double(amounts[$0 / 12]) - 0.5 }, tolerance: 1e-6)
    }

    @Test("points move by as much as was asked in each coordinate")
    func points() throws {
        let found = try evaluate(shown(Augment(reach: 0.5), .constant(1, shape: [count, 2])), at: position)
        let amounts = stream.appending("translation/amount").uniforms(2 * count, at: position)
        expectEqual(found, amounts.map { 0.5 + Double($0) }, tolerance: 1e-6)
    }

    @Test("with a probability only some are changed, by a draw for each change")
    func probability() throws {
        let found = try evaluate(shown(Augment([.brightness], strength: .fixed(0.25)), images.tensor), at: position)
        let chance = stream.appending("brightness/chance").uniforms(count, at: position)
        for image in 0..<count {
            #expect((found[image * 12] != images.values[image * 12]) == (chance[image] < 0.25))
        }
        #expect(try evaluate(shown(Augment(strength: .fixed(0)), images.tensor), at: position) == images.values)
    }

    @Test("the gradient goes back to the pixel that is shown, once for each that is in sight")
    func gradients() throws {
        let pixels = Variable("images", shape: [count, 4, 3, 1], values: images.values).tensor
        let weights = Tensor.constant(wave(count * 12, frequency: 0.7), shape: [count, 4, 3, 1])
        let trick = Augment()
        let scalar = try (shown(trick, pixels) * weights).sum()
        let slope = try gradient(of: scalar, withRespectTo: [pixels])[0]
        // The change of an image is linear but for its brightness: Σ g · x is what the scalar is without.
        let plain = try (shown(Augment([.translation, .cutout]), pixels) * weights).sum()
        let values = try evaluate([(slope * pixels).sum(), plain], at: position)
        expectEqual(values[0], [Double(values[1][0])], tolerance: 1e-5)
    }

    @Test("the probability rises after four turns in which more than the target are taken for real, and falls otherwise")
    func adaptive() throws {
        let trick = Augment(strength: .adaptive(target: 0.5, examples: 1024))
        var kept: [Float] = [0.5, 0, 0]
        var probabilities: [Float] = []
        // 64 examples, a quarter of which score below 0: the mean sign is ½ more than 0.25.
        func turn(_ share: Double) throws {
            var duel = try testDuel(kept: kept.map { .constant($0) })
            duel.real = .constant((0..<count).map { Double($0) < share * Double(count) ? 1 : -1 }, shape: [count, 1])
            duel.discriminator.parameters[0].values = [1]
            let after = try #require(try trick.kept(after: duel.turn, duel: duel.duel()))
            kept = try evaluate(after).flatMap { $0 }
            probabilities.append(kept[0])
        }
        for _ in 0..<4 { try turn(0.9) }
        for _ in 0..<4 { try turn(0.6) }
        #expect(probabilities == [0.5, 0.5, 0.5, 0.75, 0.75, 0.75, 0.75, 0.5])
        for _ in 0..<16 { try turn(0) }
        #expect(kept == [0, 0, 0])
    }

    @Test("what only images have is refused for points, and a target for scores without sides")
    func refusals() {
        func setting(_ size: [Int], _ loss: any Loss) -> GameSetting {
            GameSetting(exampleSize: size, batch: 4, latent: NormalLatent(2), loss: loss)
        }
        #expect(throws: Refusal.self) { try Augment([.cutout]).check(setting([2], NonSaturating())) }
        #expect(throws: Refusal.self) { try Augment([.brightness]).check(setting([2], NonSaturating())) }
        #expect(throws: Never.self) { try Augment([.translation], reach: 3).check(setting([2], NonSaturating())) }
        #expect(throws: Refusal.self) { try Augment(reach: 3).check(setting([4, 4, 1], NonSaturating())) }
        let adaptive = Augment(strength: .adaptive(target: 0.6, examples: 1000))
        #expect(throws: Refusal.self) { try adaptive.check(setting([2], Wasserstein())) }
        #expect(throws: Never.self) { try adaptive.check(setting([2], Hinge())) }
        func made(_ values: [String: OptionValue]) throws { _ = try Augment(OptionValues(Augment.declaration, values)) }
        #expect(throws: Refusal.self) { try made(["target": .number(0.6), "probability": .number(0.5)]) }
        #expect(throws: Refusal.self) { try made(["over": .number(1000)]) }
    }
}
