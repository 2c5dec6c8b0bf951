import Declarations
import Graphs
import Testing

@testable import Networks

/// D(x) = softplus(x W) v at three real and three generated points; figures of PyTorch in double precision, with
/// autograd.grad(create_graph=True).
@Suite("Penalties on the discriminator's slope")
struct SlopePenaltyTests {
    private func duel() throws -> TestDuel {
        let unbiased = WeightOptions(hasBias: false)
        let duel = try TestDuel(
            discriminator: [Dense(2, weights: unbiased), Softplus(), Dense(1, weights: unbiased)],
            real: .constant([1, 2, -1, 0.5, 0.25, -0.75], shape: [3, 2]),
            fake: .constant([0.5, -1, 2, 0.25, -0.5, -0.5], shape: [3, 2]))
        duel.discriminator.parameters[0].values = [0.5, -1, 0.25, 2]
        duel.discriminator.parameters[1].values = [1, -0.5]
        return duel
    }

    /// The term's value and its gradient by both weights.
    private func values(_ penalty: any Penalty, _ duel: TestDuel) throws -> [[Float]] {
        let term = try #require(try penalty.term(for: .discriminator, in: duel.duel(), stream: RandomStream("test")))
        return try evaluate([term] + gradient(of: term, withRespectTo: duel.discriminator.parameterTensors))
    }

    static let figures: [(penalty: any Penalty, term: Double, hidden: [Double], last: [Double])] = [
        (
            RealSlopePenalty(gamma: 3), 1.2117917094170945, [1.0545725379, -0.7639684712, -0.8162836115, 0.8595779415],
            [0.2921847532, -4.2627973313]
        ),
        (
            GeneratedSlopePenalty(gamma: 3), 0.26476580547700906, [0.7405743125, -0.1113224797, -0.1285775856, -0.0037226573],
            [0.3025684962, -0.4539262295]
        ),
        (
            NoiseInducedSlopePenalty(gamma: 3), 0.5299995259227935, [0.6647475255, -0.2812889059, -0.6049603735, 0.507839771],
            [-0.0163436991, -2.487586297]
        ),
    ]

    @Test("r1, r2 and roth and their gradients by the discriminator's weights agree with PyTorch", arguments: figures.indices)
    func agree(index: Int) throws {
        let figure = Self.figures[index]
        let found = try values(figure.penalty, duel())
        expectEqual(found[0], [figure.term])
        expectEqual(found[1], figure.hidden)
        expectEqual(found[2], figure.last)
        #expect(try figure.penalty.term(for: .generator, in: duel().duel(), stream: RandomStream("test")) == nil)
    }

    @Test("a one-sided gradient penalty asks nothing of smaller slopes, and agrees with PyTorch above")
    func oneSided() throws {
        let duel = try duel()
        let penalty = GradientPenalty(weight: 10, target: 0.5, isOneSided: true)
        let term = try penalty.term(of: { try duel.duel().scores(of: $0, stream: RandomStream("test")) }, at: duel.real)
        let found = try evaluate([term] + gradient(of: term, withRespectTo: duel.discriminator.parameterTensors))
        // The slopes are 1.1407, 1.0107 and 0.3174.
        expectEqual(found[0], [2.237976459331024])
        expectEqual(found[1], [3.2529313042, -2.6448932583, -2.7880989269, 3.1261838762])
        expectEqual(found[2], [0.8000667805, -15.0282589052])
        #expect(try evaluate(GradientPenalty(target: 2, isOneSided: true).term(
            of: { try duel.duel().scores(of: $0, stream: RandomStream("test")) }, at: duel.real)) == [0])
    }

    @Test("γ may fall while training")
    func schedule() throws {
        for penalty in [
            RealSlopePenalty(gamma: try Schedule(from: 3, to: 1, over: 10)),
            NoiseInducedSlopePenalty(gamma: try Schedule(from: 3, to: 1, over: 10)),
        ] as [any Penalty] {
            var duel = try duel()
            let start = try values(penalty, duel)[0][0]
            duel.trainingStep = .constant(10)
            expectEqual(try values(penalty, duel)[0], [Double(start) / 3])
        }
    }

    @Test("no gradient reaches the generator's examples")
    func standsStill() throws {
        for penalty in [RealSlopePenalty(), GeneratedSlopePenalty(), NoiseInducedSlopePenalty(), LocalSlopePenalty()] as [any Penalty] {
            var duel = try duel()
            let made = Variable("made", shape: [3, 2], values: [0.5, -1, 2, 0.25, -0.5, -0.5]).tensor
            duel.fake = made
            let term = try #require(try penalty.term(for: .discriminator, in: duel.duel(), stream: RandomStream("test")))
            #expect(try evaluate(gradient(of: term, withRespectTo: [made])[0]) == [Float](repeating: 0, count: 6))
        }
    }

    @Test("dragan looks around each real example, within its share of the batch's deviation, to one side, under its own names")
    func around() throws {
        let real = Tensor.constant([3, -1, 3, -1, 3, -1, 3, -1], shape: [2, 4])
        let penalty = LocalSlopePenalty(spread: 0.5)
        let offsets = try evaluate(
            penalty.around(real, mix: .constant([1, 0.5], shape: [2, 1]), noise: .constant(1, shape: [2, 4])) - real)
        // The deviation of all eight numbers is 2.
        expectEqual(offsets, [1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5])
        let term = try #require(try penalty.term(for: .discriminator, in: duel().duel(), stream: RandomStream("test")))
        #expect(RandomStream.all(in: [term]).map(\.name).sorted() == ["test/mix", "test/noise"])
    }

    @Test("what nobody chose suits the data")
    func suited() {
        #expect(RealSlopePenalty().suited(toImages: true) == RealSlopePenalty(gamma: 10))
        #expect(GeneratedSlopePenalty(interval: 4).suited(toImages: false) == GeneratedSlopePenalty(gamma: 1, interval: 4))
        #expect(RealSlopePenalty(gamma: 3).suited(toImages: true) == RealSlopePenalty(gamma: 3))
        #expect(LocalSlopePenalty().suited(toImages: false) == LocalSlopePenalty(weight: 1))
        #expect(GradientPenalty(isOneSided: true).suited(toImages: true) == GradientPenalty(weight: 10, isOneSided: true))
    }

    @Test("roth is refused under losses whose scores stand for no probability", arguments: lossCatalogue.indices)
    func refused(index: Int) throws {
        let type = lossCatalogue[index]
        let loss = try type.init(OptionValues(type.declaration))
        let setting = GameSetting(exampleSize: [2], batch: 4, latent: NormalLatent(2), loss: loss)
        if ["minimax", "non-saturating"].contains(loss.name) {
            #expect(throws: Never.self) { try NoiseInducedSlopePenalty().check(setting) }
        } else {
            #expect(throws: Refusal(
                "`penalty roth` weighs slopes by probabilities, and the scores of `loss \(loss.name)` stand for none",
                help: "`loss minimax`, `loss non-saturating`; `penalty r1` holds slopes under any loss")
            ) { try NoiseInducedSlopePenalty().check(setting) }
        }
    }
}
