import Declarations
import Foundation
import Graphs
import Testing

@testable import Datasets

/// The drawn nodes of each distribution against its formula, worked out from the same random numbers.
@Suite struct DrawTests {
    private let position = RandomPosition(seed: 9, step: 4)

    private func normals(_ count: Int) -> [Float] { RandomStream("test/noise").normals(count, at: position) }
    private func places(_ count: Int) -> [Float] { RandomStream("test/place").uniforms(count, at: position) }

    @Test func aMixtureAddsNoiseToTheCentreThatItsLabelNames() throws {
        for mixture in [try RingDataset.made().mixture, try LineDataset.made(["modes": .number(3)]).mixture] {
            let (drawn, width) = (try Drawn(mixture, 500, at: position), mixture.dimensions)
            let (noise, labels) = (normals(500 * width), try #require(drawn.labels))
            for place in 0..<500 * width {
                let centre = mixture.centres[Int(labels[place / width])][place % width]
                let expected = centre + mixture.deviation * noise[place]
                #expect(abs(drawn.examples[place] - expected) < 1e-5)
            }
        }
    }

    @Test func modesOfUnequalWeightAreChosenByTheInverseOfTheCumulativeWeights() throws {
        let mixture = Mixture(centres: [[-1], [0], [1]], deviation: 0.01, weights: [2, 5, 3])
        let labels = try #require(try Drawn(mixture, 4000, at: position).labels)
        let uniforms = RandomStream("test/mode").uniforms(4000, at: position)
        for (label, uniform) in zip(labels, uniforms) {
            let mode: Float = uniform < 0.2 ? 0 : uniform < 0.7 ? 1 : 2
            #expect(label == mode)
        }
        #expect(abs(Double(labels.count { $0 == 1 }) / 4000 - 0.5) < 0.03)
    }

    @Test func aModeOfWeightZeroIsNeverDrawn() throws {
        let mixture = Mixture(centres: [[-1], [0], [1]], deviation: 0.01, weights: [1, 0, 1])
        #expect(Set(try #require(try Drawn(mixture, 2000).labels)) == [0, 2])
        #expect(Set(try #require(try Drawn(Mixture(centres: [[0]], deviation: 1), 20).labels)) == [0])
    }

    @Test func aSpiralWalksAlongItsArm() throws {
        let curve = try SpiralDataset.made().curve
        let drawn = try Drawn(curve, 400, at: position)
        let (places, noise) = (places(400), normals(800))
        for index in 0..<400 {
            let point = curve.point(at: places[index])
            for axis in 0..<2 {
                let expected = point[axis] + curve.noise * noise[2 * index + axis]
                #expect(abs(drawn.examples[2 * index + axis] - expected) < 1e-5)
            }
        }
        #expect(drawn.labels == nil)
    }

    @Test func moonsLieWhereScikitLearnPutsThem() throws {
        // sklearn.datasets.make_moons(6, shuffle=False, noise=None): the upper moon and then the lower one
        let moons = try MoonsDataset.made().moons
        let expected: [[[Float]]] = [[[1, 0], [0, 1], [-1, 0]], [[0, 0.5], [1, -0.5], [2, 0.5]]]
        for moon in 0..<2 {
            for (step, wanted) in expected[moon].enumerated() {
                let found = moons.point(at: Float(step) / 2, ofMoon: moon)
                #expect(abs(found[0] - wanted[0]) < 1e-6 && abs(found[1] - wanted[1]) < 1e-6)
            }
        }
    }

    @Test func aPointOfTheMoonsLiesOnTheMoonThatItsLabelNames() throws {
        let moons = try MoonsDataset.made(["noise": .number(0.1)]).moons
        let drawn = try Drawn(moons, 400, at: position)
        let (places, noise, labels) = (places(400), normals(800), try #require(drawn.labels))
        for index in 0..<400 {
            let point = moons.point(at: places[index], ofMoon: Int(labels[index]))
            for axis in 0..<2 {
                let expected = point[axis] + 0.1 * noise[2 * index + axis]
                #expect(abs(drawn.examples[2 * index + axis] - expected) < 1e-5)
            }
        }
        #expect(abs(labels.reduce(0, +) - 200) < 50)
    }

    @Test func everyExampleOfAPointIsThePoint() throws {
        let line = try PointDataset.made(["at": .number(1.5)])
        #expect(line.size == [1] && line.classCount == nil)
        #expect(try Drawn(line.mass, 5).examples == [1.5, 1.5, 1.5, 1.5, 1.5])
        #expect(line.mass.density(at: [1.5]) == nil, "a point mass has no density")
        #expect(line.mass.drawing == "all the same: 1.5")
        let plane = try PointDataset.made(["at": .number(-1), "dimensions": .number(2)])
        #expect(plane.size == [2])
        #expect(try Drawn(plane.mass, 2).examples == [-1, -1, -1, -1])
        #expect(plane.mass.bounds == [-3...1, -3...1])
    }

    @Test func fixedExamplesAreDrawnWholeEachWithItsLabel() throws {
        let source = try DigitsDataset.made(["classes": .list([.number(7), .number(1)])]).source(in: packageFolders)
        let training = try #require(source.fixedExamples).training
        let (values, labels) = (training.values, try #require(training.labels))
        var known: [[Float]: Int] = [:]
        for index in 0..<training.count { known[Array(values[index * 64..<(index + 1) * 64])] = labels[index] }
        let drawn = try Drawn(source, 1000)
        let found = try #require(drawn.labels)
        for index in 0..<1000 { #expect(known[drawn.example(index, of: 64)].map { Float($0) } == found[index]) }
        #expect(Set((0..<1000).map { drawn.example($0, of: 64) }).count > 200)
    }

    @Test func boundsHoldNearlyAllDraws() throws {
        let sets: [any Dataset] = [
            try LineDataset.made(), try RingDataset.made(), try GridDataset.made(), try SpiralDataset.made(),
            try MoonsDataset.made(), try PointDataset.made(),
        ]
        for set in sets {
            let source = try set.source(in: packageFolders)
            let bounds = try #require(source.bounds)
            let points = try Drawn(source, 2000).examples
            let inside = points.indices.count { bounds[$0 % bounds.count].contains(points[$0]) }
            #expect(Double(inside) / Double(points.count) > 0.999)
        }
    }

    @Test func fixedPointsHaveBoundsWithAMarginAndImagesHaveNone() throws {
        let points = Examples(training: .init(values: [0, 5, 10, 5], size: [2]))
        #expect(points.bounds == [-1...11, 4...6])
        #expect(Examples(training: .init(values: [0, 1, 2, 3], size: [2, 2, 1])).bounds == nil)
    }
}
