import Language
import Testing

@testable import Commands

@Suite("Named recipes for both networks")
struct ModelTests {
    static let images = ["data mnist", "data mnist size 32", "data mnist size 16", "data digits"]

    @Test("dcgan suits every size of image", arguments: images)
    func convolutional(_ data: String) {
        let script = "\(data)\nmodel dcgan width 4\nbatch 4\ntrain 1"
        #expect(Run(script) { $0.isCheckOnly = true }.message == nil)
        let run = Run(script + "\nexpect step == 1")
        defer { run.close() }
        #expect(run.message == nil)
        let critic = Run("\(data)\nmodel dcgan width 4 critic\nloss wgan-gp\ntrain 1") { $0.isCheckOnly = true }
        #expect(critic.message == nil)
        #expect(critic.output.notes.isEmpty)
    }

    @Test("inside a block the record keeps the block, and at the top the plain lines")
    func transcript() {
        let run = Run("data ring\nfor w in 4, 8\n  model mlp width w\nend\nif true\n  model mlp width 4\nend")
        #expect(run.message == nil)
        #expect(
            run.session.transcriptText
                == "data ring\nfor w in 4, 8\n  model mlp width w\nend\nif true\n  model mlp width 4\nend\n")
        let defined = Run("data ring\ndefine both w\n  model mlp width w\nend\nboth 4")
        #expect(defined.message == nil)
        #expect(defined.session.transcriptText.hasSuffix("end\nboth 4\n"))
        #expect(!defined.session.transcriptText.contains("generator"))
        let plain = Run("data ring\nmodel mlp width 4 depth 1")
        #expect(
            plain.session.transcriptText == """
                data ring
                generator
                  layer dense 4 relu
                  layer dense data
                discriminator
                  layer dense 4 relu
                  layer dense 1

                """)
    }
}
