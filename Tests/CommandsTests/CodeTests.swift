import Figures
import Foundation
import Lab
import Networks
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

    @Test("a plot of codes has a column for each value of a code, and colours points by it")
    func plots() throws {
        let run = Run("data digits\nlatent codes 2 categorical 3 continuous 1\ntrain 1\nplot codes")
        defer { run.close() }
        #expect(run.message == nil)
        func content() throws -> Figure.Content {
            try Commands.figure(named: "codes", of: try #require(run.session.experiment)).content
        }
        guard case .images(let grid) = try content() else { return #expect(Bool(false), "images") }
        // Four rows for each of both codes: ten numbers, or three categories and grey.
        #expect(grid.columns == 10 && grid.count == 80)
        for place in 0..<80 {
            let image = grid.images[place * 64..<(place + 1) * 64]
            #expect(image.allSatisfy(\.isNaN) == (place < 40 && place % 10 >= 3))
        }
        let code = LatentCode(.categorical, places: 1..<3)
        #expect(CodesPlot.varied([7, 1, 0, 8, 0, 1], of: 3, code, CodesPlot.values(of: code)) == [7, 1, 0, 7, 0, 1, 8, 1, 0, 8, 0, 1])
        #expect(CodesPlot.values(of: LatentCode(.continuous, places: 0..<1)).map(\.[0]).last == 1)

        #expect(run.run("clear\ndata ring\nlatent codes 2 categorical 3\ntrain 1\nplot codes") == nil)
        guard case .scatter(let scatter) = try content() else { return #expect(Bool(false), "points") }
        #expect(scatter.groups.map(\.name) == ["1", "2", "3"] && scatter.groups.allSatisfy { $0.points.count == 100 })
        #expect(run.run("latent 4\nplot codes")?.message.hasSuffix("but `latent normal` has none") == true)
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
