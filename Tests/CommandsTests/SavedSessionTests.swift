import Foundation
import Lab
import Testing

@testable import Commands

/// What a session saves leads back to it.
@Suite struct SavedSessionTests {
    @Test("a saved experiment goes on bit for bit, in a session that knows nothing of it")
    func saveAndLoad() throws {
        let whole = Run("""
            let width = 24
            seed 5
            data ring modes 5
            latent 8
            generator
              layer dense (width * 2) relu
              layer dense data
            loss lsgan
            optimizer discriminator sgd rate 0.05
            ratio discriminator 2
            train 20
            save "half.safetensors"
            train 20
            print loss.generator loss.discriminator
            """)
        defer { whole.close() }
        #expect(whole.message == nil)
        let rest = Run("load \"half.safetensors\"\nexpect step == 20\ntrain 20\nprint loss.generator loss.discriminator") {
            $0.scriptFolder = whole.folder
        }
        defer { rest.close() }
        #expect(rest.message == nil)
        #expect(rest.output.text.split(separator: "\n").last == whole.output.text.split(separator: "\n").last)
        #expect(rest.session.experiment?.recipe == whole.session.experiment?.recipe)
        #expect(rest.session.recipeText == whole.session.recipeText)
    }

    @Test("a saved session is a script that runs")
    func saveSession() throws {
        let run = Run("data ring\nmodel mlp width 16\nfor i in 1..2\n  train 3\nend\nsave \"session.gan\"")
        defer { run.close() }
        #expect(run.message == nil)
        let text = try String(contentsOf: run.folder.appendingPathComponent("session.gan"), encoding: .utf8)
        #expect(text.hasPrefix("data ring\ngenerator\n"))
        let again = Run(text + "expect step == 6")
        #expect(again.message == nil)
    }
}
