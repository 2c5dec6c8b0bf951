import Lab
import Testing

@testable import Commands

@Suite("A training that becomes harder as it goes")
struct CurriculumTests {
    @Test("more classes of the same data keep all weights")
    func classes() throws {
        let run = Run(
            """
            data digits classes 0, 1
            batch 8
            generator
              layer dense 16 relu
              layer dense data tanh
            discriminator
              layer flatten
              layer dense 16 leaky-relu
              layer dense 1
            train 2
            """)
        defer { run.close() }
        #expect(run.message == nil)
        let before = run.session.experiment?.network(.generator)?.parameters.map(\.values)
        #expect(run.run("data digits classes 0, 1, 7\ntrain 0") == nil)
        #expect(run.session.experiment?.network(.generator)?.parameters.map(\.values) == before)
        #expect(run.run("train 2\nexpect step == 4") == nil)
    }

    /// Karras et al. 2018, figure 2, at the size of a test: the picture of 4×4 goes over into one of 8×8.
    private static let grown = """
        data digits size 8
        generator grow
          layer dense 4x4x3 leaky-relu as body
          layer conv 1 kernel 1 tanh as rgb4
          layer upsample 2 as enlarged
          layer from body
          layer upsample 2
          layer conv 3 leaky-relu as body8
          layer conv 1 kernel 1 tanh as rgb8
          layer fade enlarged over 2
        discriminator grow
          layer reshape 8x8x1 as picture
          layer pool average 2
          layer conv 3 kernel 1 leaky-relu as from4
          layer from picture
          layer conv 3 kernel 1 leaky-relu as from8
          layer conv 3 leaky-relu
          layer pool average 2
          layer fade from4 over 2
          layer flatten
          layer dense 1 as score

        """

    @Test("layers of twice the resolution fade in, and nothing starts anew")
    func resolution() throws {
        let run = Run(
            """
            data digits size 4
            batch 8
            generator
              layer dense 4x4x3 leaky-relu as body
              layer conv 1 kernel 1 tanh as rgb4
            discriminator
              layer conv 3 kernel 1 leaky-relu as from4
              layer flatten
              layer dense 1 as score
            train 3
            """)
        defer { run.close() }
        #expect(run.message == nil)
        let experiment = try #require(run.session.experiment)
        let small = try experiment.samples(count: 2)
        #expect(run.run(Self.grown + "train 0") == nil)
        #expect(experiment.step == 3)
        let large = try experiment.samples(count: 2)
        for image in 0..<2 {
            for row in 0..<8 {
                for column in 0..<8 {
                    #expect(large[image * 64 + row * 8 + column] == small[image * 16 + row / 2 * 4 + column / 2])
                }
            }
        }
        #expect(run.run("train 3\nexpect step == 6\nsample 2\nshow settings") == nil)
        #expect(run.output.text.contains("layer fade enlarged over 2"))
        #expect(!run.output.text.contains("start anew"))
    }
}
