import Graphs
import Testing

@testable import Networks

@Suite("Every latent")
struct LatentTests {
    static let latents: [any Latent] = [NormalLatent(5), UniformLatent(5)]

    @Test("fewer are the beginning of more, and another step draws others", arguments: latents.indices)
    func beginnings(index: Int) throws {
        let latent = Self.latents[index]
        let many = try draw(latent, 1000)
        #expect(try draw(latent, 10) == Array(many[..<(10 * latent.size)]))
        #expect(try draw(latent, 1000, step: 1) != many)
    }

    @Test("normal numbers have mean 0 and variance 1, uniform ones 0 and 1/3 within [-1, 1]")
    func statistics() throws {
        for (latent, variance) in [(NormalLatent(5), 1), (UniformLatent(5), Float(1) / 3)] as [(any Latent, Float)] {
            let values = try draw(latent, 20_000)
            for column in 0..<5 {
                let found = moments(values, column: column, of: 5)
                #expect(abs(found.mean) < 0.03 && abs(found.variance - variance) < 0.04 * variance)
            }
            if latent is UniformLatent { #expect(values.allSatisfy { (-1...1).contains($0) }) }
        }
    }
}

func draw(_ latent: any Latent, _ batch: Int, step: UInt64 = 0) throws -> [Float] {
    let drawn = try latent.draw(batch: batch, stream: RandomStream("test/latent"))
    #expect(drawn.shape == [batch, latent.size])
    return try evaluate(drawn, at: RandomPosition(seed: 3, step: step))
}

/// Mean and variance of a column; their own deviations over 20 000 draws are below 0.008 and 0.011.
func moments(_ values: [Float], column: Int, of width: Int) -> (mean: Float, variance: Float) {
    let column = stride(from: column, to: values.count, by: width).map { values[$0] }
    let mean = column.reduce(0, +) / Float(column.count)
    return (mean, column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(column.count))
}
