import Datasets
import Foundation
import Networks
import Testing

@testable import Lab

@Suite("Looking at an experiment")
struct ViewsTests {
    @Test("a smaller draw is the beginning of a larger one, and the same step gives the same samples")
    func samples() throws {
        let experiment = try Experiment(try ringRecipe())
        let large = try experiment.samples(count: 100)
        #expect(large.count == 200)
        #expect(try experiment.samples(count: 10) == Array(large[..<20]))
        #expect(try experiment.samples(count: 100) == large)
        try experiment.train(steps: 1)
        #expect(try experiment.samples(count: 100) != large)
        #expect(try experiment.samples(count: 0).isEmpty)
    }

    @Test("passes over many images draw different noise")
    func passes() throws {
        var recipe = Recipe(dataset: GreyImages())
        recipe.chosenLayers[.generator] = specify([Dense([4, 4, 1])])
        recipe.chosenLayers[.discriminator] = specify([Flatten(), Dense(1)])
        let experiment = try Experiment(recipe)
        let images = try experiment.samples(count: 512)
        #expect(images.count == 512 * 16)
        #expect(Array(images[..<(256 * 16)]) != Array(images[(256 * 16)...]))
    }

    @Test("real examples follow the mixture's weights and deviation")
    func unevenMixture() throws {
        let experiment = try Experiment(Recipe(dataset: UnevenBumps()))
        let examples = try experiment.realExamples(count: 20_000)
        let coverage = ModeCoverage(samples: examples, of: UnevenBumps.mixture)
        for (count, weight) in zip(coverage.counts, UnevenBumps.mixture.weights) {
            #expect(abs(Float(count) / 20_000 - weight) < 0.015)
        }
        // In one dimension 0.27 % of a Gaussian lie beyond 3σ.
        #expect(abs(coverage.quality - 0.9973) < 0.002)
    }

    @Test("real examples of a ring cover it")
    func ring() throws {
        let experiment = try Experiment(try ringRecipe())
        let mixture = try #require(experiment.recipe.dataset as? RingDataset).mixture
        let coverage = ModeCoverage(samples: try experiment.realExamples(count: 8000), of: mixture)
        #expect(coverage.modes == 8)
        #expect(abs(coverage.quality - 0.9889) < 0.005)
        #expect(coverage.balance < 0.003)
    }

    @Test("real examples of a spiral lie on its arm and run along the whole of it")
    func spiral() throws {
        var recipe = Recipe(dataset: try dataset(SpiralDataset.self))
        recipe.seed = 3
        let experiment = try Experiment(recipe)
        let curve = try #require(experiment.recipe.dataset as? SpiralDataset).curve
        let points = try experiment.realExamples(count: 2000)
        let arm = (0...2000).map { curve.point(at: Float($0) / 2000) }
        var farthest: Float = 0
        for index in 0..<2000 {
            let nearest = arm.map { point in
                hypot(point[0] - points[2 * index], point[1] - points[2 * index + 1])
            }.min() ?? .infinity
            farthest = max(farthest, nearest)
        }
        #expect(farthest < 5 * curve.noise)
        let radii = (0..<2000).map { hypot(points[2 * $0], points[2 * $0 + 1]) }
        #expect(radii.contains { $0 < 0.8 } && radii.contains { $0 > 1.9 })
    }

    @Test("fixed examples are drawn whole, each about equally often")
    func fixedExamples() throws {
        let experiment = try Experiment(Recipe(dataset: GreyImages()))
        let images = try experiment.realExamples(count: 4000)
        var counts = [0, 0, 0, 0]
        for index in 0..<4000 {
            let image = Set(images[(index * 16)..<(index * 16 + 16)])
            #expect(image.count == 1)
            if let grey = image.first, let place = GreyImages.greys.firstIndex(of: grey) { counts[place] += 1 }
        }
        #expect(counts.reduce(0, +) == 4000)
        #expect(counts.allSatisfy { abs($0 - 1000) < 150 })
    }

    @Test("densities on a line integrate to one and the curve is the discriminator's")
    func density() throws {
        let experiment = try Experiment(Recipe(dataset: try dataset(LineDataset.self)))
        let discriminator = experiment.trained(.discriminator).network.parameters
        discriminator[4].values = [Float](repeating: 0, count: 128)
        discriminator[5].values = [0]
        let view = try #require(try experiment.densityView(stretches: 200, samples: 5000))
        let width = view.places[1] - view.places[0]
        #expect(abs(view.data.reduce(0, +) * width - 1) < 1e-3)
        #expect(view.generator.reduce(0, +) * width <= 1 + 1e-6)
        #expect(try #require(view.discriminator).allSatisfy { abs($0 - 0.5) < 1e-6 })
        #expect(try Experiment(try ringRecipe()).densityView() == nil)
    }

    @Test("a point mass has no density: the data's curve is a spike of area one where it lies")
    func spike() throws {
        let experiment = try Experiment(Recipe(dataset: try dataset(PointDataset.self, ["at": .number(1)])))
        let view = try #require(try experiment.densityView(stretches: 80, samples: 10))
        let width = view.places[1] - view.places[0]
        let spike = try #require(view.data.firstIndex { $0 > 0 })
        #expect(view.data.count { $0 > 0 } == 1)
        #expect(abs(view.data[spike] * width - 1) < 1e-4)
        #expect(abs(view.places[spike] - 1) <= width / 2 + 1e-6)
    }

    @Test("a histogram's density counts what is inside, and nothing that is no number")
    func histogram() {
        let density = histogramDensity(of: [0.1, 0.2, 0.9, 5, .nan, -.infinity], from: 0, width: 0.5, count: 2)
        #expect(abs(density[0] - 2.0 / 6 / 0.5) < 1e-6)
        #expect(abs(density[1] - 1.0 / 6 / 0.5) < 1e-6)
    }

    @Test("a score map's first row lies lowest and its first column leftmost")
    func scoreMap() throws {
        var recipe = try ringRecipe()
        recipe.chosenLayers[.discriminator] = specify([Dense(1)])
        recipe.loss = Wasserstein()
        let experiment = try Experiment(recipe)
        experiment.trained(.discriminator).network.parameters[0].values = [1, 10]
        experiment.trained(.discriminator).network.parameters[1].values = [0]
        let map = try #require(try experiment.scoreMap(width: 2, height: 2, over: (x: 0...4, y: 0...2)))
        for (found, expected) in zip(map.values, [6, 8, 16, 18] as [Float]) { #expect(abs(found - expected) < 1e-4) }
        #expect(!map.areProbabilities && map.undecided == nil)
    }

    @Test("looking at ever other numbers of samples keeps a few programs, and draws the same")
    func bounded() throws {
        let experiment = try Experiment(try ringRecipe())
        let first = try experiment.samples(count: 10)
        for count in 1...40 {
            _ = try experiment.samples(count: count)
            _ = try experiment.realExamples(count: count)
            _ = try experiment.scores(of: [Float](repeating: 0, count: 2 * count))
        }
        #expect(experiment.views.samplers.count == ViewCache.limit)
        #expect(experiment.views.drawings.count <= ViewCache.limit)
        #expect(experiment.views.scorers.count == ViewCache.limit)
        #expect(try experiment.samples(count: 10) == first)
    }

    @Test("of a few kept values the longest unused is given up")
    func recentlyUsed() {
        var kept = RecentlyUsed<Int, Int>(limit: 2)
        var made: [Int] = []
        for key in [1, 2, 1, 3, 1, 2] {
            #expect(
                kept.value(key) {
                    made.append(key)
                    return key * 10
                } == key * 10)
        }
        #expect(made == [1, 2, 3, 2])
        #expect(kept.count == 2)
    }
}
