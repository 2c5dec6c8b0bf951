import Foundation
import Graphs
import Testing

@testable import Networks

@Suite("Initializers")
struct InitializerTests {
    private let draws = StartDraws("generator.2.weight", seed: 7)

    private func moments(_ values: [Float]) -> (mean: Double, deviation: Double, fourth: Double) {
        let numbers = values.map(Double.init)
        let mean = numbers.reduce(0, +) / Double(numbers.count)
        let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numbers.count)
        let fourth = numbers.reduce(0) { $0 + pow($1 - mean, 4) } / Double(numbers.count)
        return (mean, variance.squareRoot(), fourth / (variance * variance))
    }

    @Test("normal draws have mean 0, deviation 1 and the kurtosis of a bell, 3")
    func normalMoments() {
        let found = moments(draws.normals(100_000))
        #expect(abs(found.mean) < 0.01)
        #expect(abs(found.deviation - 1) < 0.01)
        #expect(abs(found.fourth - 3) < 0.1)
    }

    @Test("uniform draws fill [0, 1) evenly")
    func uniformMoments() {
        let values = draws.uniforms(100_000)
        #expect(values.allSatisfy { (0..<1).contains($0) })
        let found = moments(values)
        #expect(abs(found.mean - 0.5) < 0.005)
        #expect(abs(found.deviation - (1.0 / 12).squareRoot()) < 0.003)
    }

    @Test("draws are decided by the seed and the parameter's name, both, and are those of its random stream")
    func keys() {
        let numbers = draws.normals(8)
        #expect(StartDraws("generator.2.weight", seed: 7).normals(8) == numbers)
        #expect(StartDraws("generator.2.weight", seed: 8).normals(8) != numbers)
        #expect(StartDraws("discriminator.2.weight", seed: 7).normals(8) != numbers)
        #expect(StartDraws("generator.3.weight", seed: 7).normals(8) != numbers)
        #expect(Array(draws.normals(16).prefix(8)) == numbers)
        let stream = RandomStream("weights/generator.2.weight")
        #expect(stream.normals(8, at: RandomPosition(seed: 7, step: 0)) == numbers)
    }

    @Test("deviations follow the fans: he √(2 / in), xavier √(2 / (in + out)), normal as said")
    func deviations() {
        let fan = Fan(input: 200, output: 300)
        let expected: [(any Initializer, Double)] = [
            (HeInitializer(), 0.1), (XavierInitializer(), (2.0 / 500).squareRoot()), (NormalInitializer(), 0.02),
            (NormalInitializer(deviation: 0.5), 0.5),
        ]
        for (initializer, deviation) in expected {
            let found = moments(initializer.values(shape: [200, 300], fan: fan, draws: draws))
            #expect(abs(found.mean) < deviation * 0.02)
            #expect(abs(found.deviation - deviation) < deviation * 0.02)
        }
    }

    @Test("a deconv's fan-in counts only the weights that meet in one pixel")
    func deconvolutionFan() throws {
        let layer = Deconvolution(8, geometry: ImageGeometry(stride: 2))
        let weight = try #require(layer.parameters(for: [7, 7, 16]).first)
        #expect(weight.fan == Fan(input: 64, output: 128))
        #expect(weight.shape == [4, 4, 8, 16])
    }

    @Test(
        "orthogonal columns, or rows of a wide matrix, are orthonormal times the gain",
        arguments: [[12, 5], [5, 12], [3, 3, 4, 6], [7, 7]])
    func orthogonality(shape: [Int]) {
        let gain: Float = 1.4
        let values = OrthogonalInitializer(gain: gain).values(shape: shape, fan: Fan(input: 1, output: 1), draws: draws)
        let columns = shape[shape.count - 1]
        let rows = values.count / columns
        let count = min(rows, columns)
        for first in 0..<count {
            for second in 0...first {
                var product: Float = 0
                for place in 0..<max(rows, columns) {
                    product +=
                        rows >= columns
                        ? values[place * columns + first] * values[place * columns + second]
                        : values[first * columns + place] * values[second * columns + place]
                }
                #expect(abs(product - (first == second ? gain * gain : 0)) < 1e-5)
            }
        }
    }

    @Test("zeros are 0 and ones are 1")
    func constants() {
        let fan = Fan(input: 1, output: 1)
        #expect(ZerosInitializer().values(shape: [2, 3], fan: fan, draws: draws) == [0, 0, 0, 0, 0, 0])
        #expect(OnesInitializer().values(shape: [2], fan: fan, draws: draws) == [1, 1])
    }
}
