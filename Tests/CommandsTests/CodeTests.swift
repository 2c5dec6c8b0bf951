import Foundation
import Lab
import Testing

@testable import Commands

@Suite("Codes and named layers in scripts")
struct CodeTests {
    @Test("a latent of codes is written and read, and samples come from given ones")
    func latents() throws {
        let run = Run(
            """
            data ring
            latent codes 2 categorical 3, 4 continuous 1
            train 2
            sample 20 "x.csv" latents
            sample from "x.csv" "y.csv"
            save "s.safetensors"
            """)
        defer { run.close() }
        #expect(run.message == nil)
        #expect(run.session.draft.statements.contains("latent codes 2 categorical 3, 4 continuous 1"))
        func points(_ name: String) throws -> [Substring] {
            try String(contentsOf: run.folder.appendingPathComponent(name), encoding: .utf8).split(separator: "\n").map { line in
                line.split(separator: ",").prefix(2).joined(separator: ",")[...]
            }
        }
        #expect(try points("x.csv") == points("y.csv"))
        let bits = try #require(run.session.experiment).samples(count: 7)
        #expect(run.run("clear\nload \"s.safetensors\"") == nil)
        #expect(try #require(run.session.experiment).samples(count: 7) == bits)
    }

    @Test("the third network is described, trained, shown, saved and loaded as the others are")
    func recognition() throws {
        let run = Run(
            """
            data ring
            latent codes 2 categorical 3
            trick mutual-information weight 0.5
            network recognition
              layer dense 9 relu as wide
              layer dense 3
            optimizer recognition sgd rate 0.05
            train 3
            show model
            show history
            save "s.safetensors"
            print mutual-information loss.recognition gradient.recognition
            """)
        defer { run.close() }
        #expect(run.message == nil)
        #expect(run.output.text.contains("recognition") && run.output.text.contains("loss.recognition"))
        let experiment = try #require(run.session.experiment)
        #expect(try #require(experiment.network(.recognition)).parameters.map(\.name).contains("recognition.0.weight"))
        try experiment.train(steps: 2)
        let samples = try experiment.samples(count: 9)
        #expect(run.run("clear\nload \"s.safetensors\"\ntrain 2") == nil)
        #expect(try #require(run.session.experiment).samples(count: 9) == samples)
    }

    @Test("what does not fit is told at its line, by a check too")
    func mistakes() {
        for (script, message, text) in [
            (
                "data ring\ntrick mutual-information\ntrain 1",
                "`trick mutual-information` needs codes in the noise, found `latent normal`", "trick mutual-information"
            ),
            (
                "data ring\nlatent codes 2 categorical 3\ntrick mutual-information\nnetwork recognition\n  layer dense 4\ntrain 1",
                "the recognition must end in 3 logits for each example, found 4", "layer dense 4"
            ),
            (
                "data ring\ngenerator\n  layer dense 8 relu as wide\n  layer dense 8\n  layer add with\n  layer dense data\ntrain 1",
                "expected the name of an earlier layer, found `with`", "layer add with"
            ),
            (
                "data ring\ngenerator\n  layer dense 8 relu as wide\n  layer dense 9\n  layer add wide\n  layer dense data\ntrain 1",
                "`add wide` takes the 8 that `wide` makes, found 9", "layer add wide"
            ),
        ] {
            for isCheck in [false, true] {
                let run = Run(script) { $0.isCheckOnly = isCheck }
                defer { run.close() }
                #expect(run.error?.message == message)
                #expect(run.error?.span?.text == text)
            }
        }
    }
}
