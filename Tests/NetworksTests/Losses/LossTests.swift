import Declarations
import Graphs
import Testing

@testable import Networks

@Suite("Every loss")
struct LossTests {
    static let words = lossCatalogue.map { $0.declaration.name }

    static func loss(_ word: String) throws -> any Loss {
        let type = try #require(lossCatalogue.first { $0.declaration.name == word })
        return try type.init(OptionValues(type.declaration))
    }

    private func column(_ scores: [Float]) -> Tensor { .constant(scores, shape: [scores.count, 1]) }

    @Test("refuses images where scores belong, and says how to make scores", arguments: words)
    func rejectsImages(word: String) throws {
        let loss = try Self.loss(word)
        let images = Tensor.constant(0, shape: [4, 28, 28, 1])
        let scores = Tensor.constant(0, shape: [4, 1])
        let error = Refusal(
            "loss `\(word)` takes one score for each example, found 28x28x1 for each example",
            help: "end the discriminator with `layer dense 1`")
        #expect(throws: error) { try loss.generatorLoss(real: scores, fake: images) }
        #expect(throws: error) { try loss.discriminatorLoss(real: scores, fake: images) }
        #expect(throws: error) { try loss.discriminatorLoss(real: images, fake: scores) }
    }

    @Test("refuses two scores an example, and a lone number", arguments: words)
    func rejectsOtherShapes(word: String) throws {
        let loss = try Self.loss(word)
        for shape in [[4, 2], [], [4, 1, 1, 1]] {
            #expect(throws: Refusal.self) { try loss.generatorLoss(real: .constant(0, shape: [4]), fake: .constant(0, shape: shape)) }
        }
    }

    @Test("is a scalar, the same for [batch] and [batch, 1]", arguments: words)
    func scalar(word: String) throws {
        let loss = try Self.loss(word)
        let numbers: [Float] = [0.5, -1, 2]
        let flat = try loss.discriminatorLoss(
            real: .constant(numbers, shape: [3]), fake: .constant([0, 1, 2], shape: [3]))
        let upright = try loss.discriminatorLoss(real: column(numbers), fake: column([0, 1, 2]))
        #expect(flat.shape == [])
        #expect(upright.shape == [])
        #expect(try evaluate(flat) == evaluate(upright))
        #expect(try loss.generatorLoss(real: column([0, 1, 2]), fake: column(numbers)).shape == [])
    }

    /// Losses of both sides: PyTorch's binary_cross_entropy_with_logits, mse_loss and relu, in double
    /// precision.
    static let figures: [(word: String, small: [Double], extreme: [Double])] = [
        ("minimax", [0.9781813599918621, -0.6195346768467495], [100, -50]),
        ("non-saturating", [0.9781813599918621, 1.0778680101800828], [100, 50]),
        ("lsgan", [1.6796875, 1.6692708333333333], [10000.5, 5000.5]),
        ("wgan", [-1.875, 0.4583333333333333], [0, 0]),
        ("wgan-gp", [-1.875, 0.4583333333333333], [0, 0]),
        ("wgan-lp", [-1.875, 0.4583333333333333], [0, 0]),
        ("hinge", [1.2916666666666667, 0.4583333333333333], [101, 0]),
        ("relativistic", [0.40716786784853287, 2.282167867848533], [0.6931471805599453, 0.6931471805599453]),
        ("relativistic-average", [0.45627938657549755, 4.206279386575498], [100, 100]),
    ]

    @Test("has the value of an independent implementation, also at scores of ±100", arguments: figures.indices)
    func values(index: Int) throws {
        let figure = Self.figures[index]
        let loss = try Self.loss(figure.word)
        let (real, fake) = (column([1.5, -0.25, 3]), column([-2, 0.5, 0.125]))
        let extreme = column([100, -100])
        let small = try evaluate([loss.discriminatorLoss(real: real, fake: fake), loss.generatorLoss(real: real, fake: fake)])
        let large = try evaluate([
            loss.discriminatorLoss(real: extreme, fake: extreme), loss.generatorLoss(real: extreme, fake: extreme),
        ])
        expectEqual(small.flatMap { $0 }, figure.small)
        expectEqual(large.flatMap { $0 }, figure.extreme)
    }

    @Test("figures cover the catalogue")
    func coverage() {
        #expect(Self.figures.map(\.word) == Self.words)
    }

    @Test("is finite, with its gradients, at every score that a discriminator which wins big can give", arguments: words)
    func finiteAtAnyScore(word: String) throws {
        let loss = try Self.loss(word)
        let sizes: [Float] = [0, 30, 88.37, 88.4, 88.5, 88.7, 88.73, 100, 103.5, 1000, 1e6]
        let scores = Variable("scores", shape: [2 * sizes.count, 1], values: sizes + sizes.map { -$0 }).tensor
        let losses = [try loss.discriminatorLoss(real: scores, fake: scores), try loss.generatorLoss(real: scores, fake: scores)]
        let slopes = try losses.map { try gradient(of: $0, withRespectTo: [scores])[0] }
        for values in try evaluate(losses + slopes) {
            #expect(values.allSatisfy { $0.isFinite })
        }
    }

    @Test("raises the generator's loss where the discriminator is more sure of a fake", arguments: words)
    func generatorDirection(word: String) throws {
        let scores = Variable("scores", shape: [2, 1], values: [-1, 0.5]).tensor
        let slope = try gradient(of: Self.loss(word).generatorLoss(real: column([0.25, 1]), fake: scores), withRespectTo: [scores])
        #expect(try evaluate(slope[0]).allSatisfy { $0 < 0 })
    }

    @Test("the minimax generator's gradient vanishes where it loses, the non-saturating one's does not")
    func saturation() throws {
        let scores = Variable("scores", shape: [1, 1], values: [-20]).tensor
        let minimax = try gradient(of: Minimax().generatorLoss(fake: scores), withRespectTo: [scores])[0]
        let nonSaturating = try gradient(of: NonSaturating().generatorLoss(fake: scores), withRespectTo: [scores])[0]
        #expect(try abs(evaluate(minimax)[0]) < 1e-8)
        #expect(try evaluate(nonSaturating)[0] < -0.99)
    }

    @Test("declares the losses of a discriminator that is at its best and can tell nothing apart", arguments: words)
    func equilibrium(word: String) throws {
        let loss = try Self.loss(word)
        let declared = try #require(loss.equilibrium)
        #expect(!declared.source.isEmpty)
        // Nothing to tell apart: real and generated examples all have one score. The best is the one of the least loss.
        let scores = (-300...300).map { Float($0) / 100 }
        let losses = try evaluate(scores.map { try loss.discriminatorLoss(real: column([$0]), fake: column([$0])) })
        let least = try #require(losses.map { $0[0] }.min())
        #expect(abs(Double(least) - declared.discriminator) < 1e-6)
        let best = zip(scores, losses).filter { $0.1[0] <= least + 1e-6 }.map(\.0)
        if let generator = declared.generator {
            let score = best.reduce(0, +) / Float(best.count)
            expectEqual(try evaluate(loss.generatorLoss(real: column([score]), fake: column([score]))), [generator])
        } else {
            #expect(best.count > 100)
        }
    }

    @Test("says what its scores mean")
    func meaning() throws {
        let critics = try Self.words.filter { try Self.loss($0).isCritic }
        #expect(critics == ["wgan", "wgan-gp", "wgan-lp", "hinge", "relativistic", "relativistic-average"])
        let probable = try Self.words.filter { try Self.loss($0).probability(of: column([0])) != nil }
        #expect(probable == ["minimax", "non-saturating"])
        #expect(try Self.words.map { try Self.loss($0).decisionThreshold } == [0, 0, 0.5, nil, nil, nil, 0, nil, nil])
        #expect(try Self.words.filter { try Self.loss($0).estimatesDistance } == ["wgan", "wgan-gp", "wgan-lp"])
        #expect(try Self.words.filter { try Self.loss($0).comparesSides } == ["relativistic", "relativistic-average"])
        let probability = try #require(Minimax().probability(of: column([0])))
        expectEqual(try evaluate(probability), [0.5])
    }

    @Test("brings its penalties along")
    func penalties() throws {
        #expect(Wasserstein().defaultPenalties.first as? WeightClipping == WeightClipping(limit: 0.01))
        let options = OptionValues(WassersteinGradientPenalty.declaration, ["weight": .number(1)])
        let penalties = try WassersteinGradientPenalty(options).defaultPenalties
        #expect(penalties.first as? GradientPenalty == GradientPenalty(weight: 1, target: 1))
        #expect(WassersteinGradientPenalty().penalty.weight == 10)
        #expect(WassersteinGradientPenalty().suited(toImages: true).penalty == GradientPenalty(weight: 10, target: 1))
        #expect(WassersteinGradientPenalty().suited(toImages: false).penalty == GradientPenalty(weight: 1, target: 1))
        #expect(WassersteinLipschitzPenalty().suited(toImages: true).penalty == GradientPenalty(weight: 10, isOneSided: true))
        #expect(WassersteinLipschitzPenalty().suited(toImages: false).penalty.weight == 10)
        #expect(WassersteinLipschitzPenalty(weight: 3, target: 2).suited(toImages: false).penalty == GradientPenalty(weight: 3, target: 2, isOneSided: true))
        #expect(Minimax().defaultPenalties.isEmpty)
    }
}
