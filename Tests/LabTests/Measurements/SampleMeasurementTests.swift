import Datasets
import Declarations
import Networks
import Testing

@testable import Lab

@Suite("What samples say without known modes")
struct SampleMeasurementTests {
    @Test("moments of a few points are those of paper and pencil")
    func moments() {
        let square = Moments([0, 0, 2, 0, 0, 2, 2, 2], length: 2)
        #expect(square.mean == [1, 1] && square.variance == 2)
        let wider = Moments([0, 0, 4, 0, 0, 4, 4, 4], length: 2)
        #expect(square.spread(beside: wider) == 0.5)
        #expect(abs(wider.shift(from: square) - 1) < 1e-12)
        // Far from the origin a difference of sums would have lost it.
        #expect(abs(Moments([10_000, 10_000.5], length: 1).variance - 0.0625) < 1e-6)
    }

    @Test("samples of the data's own distribution have spread 1 and shift 0; all in one mode, hardly any spread")
    func spread() throws {
        let experiment = try Experiment(try ringRecipe())
        let data = try experiment.dataMoments()
        // Centres at radius 2 and σ 0.02 along two axes.
        #expect(abs(data.variance - (4 + 2 * 0.0004)) < 0.01)
        let real = Moments(try experiment.realExamples(count: 2500), length: 2)
        #expect(abs(real.spread(beside: data) - 1) < 0.02 && real.shift(from: data) < 0.05)
        let one = Moments(try experiment.realExampleSet(count: 500, ofClass: 3).values, length: 2)
        #expect(one.spread(beside: data) < 0.02)
        #expect(abs(one.shift(from: data) - 1) < 0.02)
    }

    @Test("a point has no width, and its distance counts as it is")
    func point() throws {
        let experiment = try Experiment(Recipe(dataset: try dataset(PointDataset.self)))
        #expect(measurement(named: "spread")?.unavailability(in: experiment.recipe) != nil)
        #expect(throws: MeasurementError.self) { try experiment.sampleSpread() }
        let shift = try #require(try measurement(named: "shift")?.value(of: experiment))
        #expect(abs(shift - abs(try experiment.sampleMoments().mean[0])) < 1e-9)
    }

    @Test("the birthday estimate of equal chances finds their number, within its range")
    func birthday() throws {
        // 1000 draws of 50 values: a quarter of the pairs that meet stand for one value in fifty.
        let values: [Float] = (0..<1000).map { (place: Int) -> Float in
            let number = (place * 7919 + place * place * 31) % 50
            return Float(10 * number)
        }
        var pairs = 0
        for first in 0..<1000 { for second in 0..<first where values[first] == values[second] { pairs += 1 } }
        #expect(try Neighbours.pairs(of: values, length: 1, nearerThan: 1) == pairs)
        let estimate = BirthdayEstimate(samples: 1000, duplicates: 9990)
        #expect(abs(estimate.support - 50) < 0.01 && estimate.range.contains(50))
        let none = BirthdayEstimate(samples: 1000, duplicates: 0)
        #expect(none.support == 499_500 && none.range.upperBound == .infinity)
        #expect(abs(none.range.lowerBound - 499_500 / 3.7) < 5000)
        // 95 % limits of a Poisson number of 4 are 1.09 and 10.24.
        let four = BirthdayEstimate(samples: 1000, duplicates: 4).range
        #expect(abs(499_500 / four.lowerBound - 10.24) < 0.1 && abs(499_500 / four.upperBound - 1.09) < 0.1)
    }

    @Test("long examples are compared by products, with the same count")
    func products() throws {
        let short: [Float] = (0..<60).map { (place: Int) -> Float in Float(place * 37 % 23) / 10 }
        let long = short.flatMap { [$0] + [Float](repeating: 0.25, count: 19) }
        #expect(try Neighbours.pairs(of: long, length: 20, nearerThan: 0.15) == Neighbours.pairs(of: short, length: 1, nearerThan: 0.15))
    }

    @Test("without a layer that ties the batch nothing is due to batch mates; with one it is less the larger the batch")
    func coupling() throws {
        var recipe = try ringRecipe()
        #expect(try Experiment(recipe).batchCoupling() == 0)
        recipe.chosenLayers[.generator] = specify([Dense(8), BatchNormalization(), Relu(), Dense(2)])
        var found: [Double] = []
        for batch in [2, 8, 128] {
            recipe.chosenBatch = batch
            found.append(try Experiment(recipe).batchCoupling())
        }
        #expect(found[0] > 0.3 && found[1] < found[0] && found[2] < 0.1 && found[2] > 0)
    }

    @Test("in training mode a sample depends on its batch, and nothing of the experiment changes")
    func trainingMode() throws {
        var recipe = try ringRecipe()
        recipe.chosenBatch = 4
        recipe.chosenLayers[.generator] = specify([Dense(8), BatchNormalization(), Relu(), Dense(2)])
        let experiment = try Experiment(recipe)
        try experiment.train(steps: 3)
        let bits = experiment.bits
        let four = try experiment.samples(count: 4, mode: .training)
        #expect(try experiment.samples(count: 6, mode: .training).count == 12)
        let eight = try experiment.samples(count: 8, mode: .training)
        #expect(Array(eight[..<8]) == four)
        #expect(try experiment.samples(count: 4) != four)
        let latents = try experiment.latents(count: 4)
        let others = try experiment.samples(from: Array(latents[..<8]) + Array(latents[..<8]), mode: .training)
        #expect(Array(others[..<4]) != Array(four[..<4]))
        #expect(experiment.bits == bits)
    }

    @Test("a checkerboard is all energy at its period; a soft image has none; noise its share of the spectrum")
    func checkerboard() throws {
        func image(_ pixel: (Int, Int) -> Float) -> [Float] { (0..<256).map { pixel($0 / 16, $0 % 16) } }
        func share(_ image: [Float], stride: Int = 2) throws -> Double {
            try CheckerboardEnergy.share(of: image, size: [16, 16, 1], stride: stride)
        }
        #expect(abs(try share(image { Float(($0 + $1) % 2) }) - 1) < 1e-5)
        #expect(abs(try share(image { row, _ in Float(row % 2) - 3 }) - 1) < 1e-5)
        #expect(abs(try share(image { row, column in Float(row % 4 / 2 + 0 * column) }, stride: 4) - 1) < 1e-5)
        #expect(try share(image { row, column in 0.01 * Float(row * row) + 0.1 * Float(column) }) < 0.02)
        #expect(try share(image { _, _ in 0.7 }) == 0)
        var state: UInt64 = 5
        let noise = (0..<64 * 256).map { _ -> Float in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(state >> 40) / Float(1 << 24)
        }
        // 31 of 255 frequencies without the mean.
        #expect(abs(try share(noise) - 31.0 / 255) < 0.01)
    }

    @Test("the period is the stride of the last layer that enlarges")
    func stride() throws {
        let plan = try NetworkPlan(name: "generator", layers: [Dense([4, 4, 2]), Upsample(factor: 4), Convolution(2), Upsample(factor: 3)], inputSize: [4])
        #expect(plan.lastStride == 3)
        #expect(try NetworkPlan(name: "generator", layers: [Dense([4, 4, 2])], inputSize: [4]).lastStride == 2)
    }
}
