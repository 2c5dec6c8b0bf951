import Language
import Testing

@testable import Commands

@Suite("Named recipes for both networks")
struct ModelTests {
    static let images = ["data mnist", "data mnist size 32", "data mnist size 16", "data digits"]
    static let points = ["data ring", "data line"]
    static let guidelines = DeepConvolutional.Guideline.allCases.map(\.rawValue)
    /// Every model with data that suit it.
    static let suited: [(model: String, data: String)] = modelCatalogue.flatMap { model in
        let word = model.declaration.name
        return (images + (word == "dcgan" ? [] : points)).map { (word, $0) }
    }

    @Test("every model suits every size, warns of nothing and trains a step", arguments: suited.indices)
    func trains(_ index: Int) {
        let (model, data) = Self.suited[index]
        let script = "\(data)\nmodel \(model) width 4"
        let check = Run(script + "\ntrain 1") { $0.isCheckOnly = true }
        #expect(check.message == nil)
        #expect(check.output.notes.isEmpty, "\(check.output.notes)")
        let run = Run(script + "\nbatch 4\ntrain 1\nexpect step == 1")
        defer { run.close() }
        #expect(run.message == nil)
    }

    @Test("what a model says is a script that makes the same recipe", arguments: suited.indices)
    func plainLines(_ index: Int) {
        let (model, data) = Self.suited[index]
        let run = Run("\(data)\nmodel \(model)")
        let again = Run(run.session.transcriptText)
        defer { [run, again].forEach { $0.close() } }
        #expect(again.message == nil)
        #expect(again.session.draft.completeText == run.session.draft.completeText)
        #expect(!run.session.transcriptText.contains("model"))
    }

    @Test("without batch normalisation a critic suits wgan-gp", arguments: images)
    func critic(_ data: String) {
        let critic = Run("\(data)\nmodel dcgan width 4 critic\nloss wgan-gp\ntrain 1") { $0.isCheckOnly = true }
        #expect(critic.message == nil)
        #expect(critic.output.notes.isEmpty)
    }

    @Test("each guideline of the DCGAN can be broken, alone and with all others, at every size", arguments: images)
    func guidelines(_ data: String) {
        let whole = lines("\(data)\nmodel dcgan width 4")
        for broken in Self.guidelines.map({ [$0] }) + [Self.guidelines] {
            let model = "\(data)\nmodel dcgan width 4 without \(broken.joined(separator: ", "))"
            #expect(lines(model) != whole, "\(broken)")
            let run = Run(model + "\nbatch 4\ntrain 1\nexpect step == 1")
            #expect(run.message == nil, "\(broken)")
            run.close()
        }
    }

    @Test("a broken guideline changes the lines that it is about, and no others")
    func brokenLines() {
        let whole = lines("data digits size 16\nmodel dcgan width 4")
        func changes(_ guideline: String) -> (gone: [String], new: [String]) {
            let difference = lines("data digits size 16\nmodel dcgan width 4 without \(guideline)").difference(from: whole)
            func texts(_ changes: [CollectionDifference<String>.Change]) -> [String] {
                changes.map { change in
                    switch change {
                    case .insert(_, let text, _), .remove(_, let text, _): text
                    }
                }
            }
            return (texts(difference.removals), texts(difference.insertions))
        }
        let start = "initializer normal"
        #expect(changes("strides").gone == [
            "  layer deconv 4 stride 2 \(start) no-bias", "  layer deconv data stride 2 \(start) tanh",
            "  layer conv 4 stride 2 \(start) leaky-relu", "  layer conv 8 stride 2 \(start) no-bias",
        ])
        #expect(changes("strides").new == [
            "  layer upsample 2", "  layer conv 4 \(start) no-bias", "  layer upsample 2", "  layer conv data \(start) tanh",
            "  layer conv 4 \(start) leaky-relu", "  layer pool average 2", "  layer conv 8 \(start) no-bias", "  layer pool average 2",
        ])
        #expect(changes("strides pooling max").new.count { $0 == "  layer pool max 2" } == 2)
        #expect(changes("batchnorm").gone.count { $0 == "  layer batchnorm" } == 3)
        #expect(changes("batchnorm").new.allSatisfy { !$0.contains("no-bias") })
        #expect(changes("relu").gone == ["  layer relu", "  layer relu"])
        #expect(changes("relu").new == ["  layer leaky-relu", "  layer leaky-relu"])
        #expect(changes("tanh").new == ["  layer deconv data stride 2 \(start)"])
        #expect(changes("leaky-relu").new == ["  layer conv 4 stride 2 \(start) relu", "  layer relu"])
        #expect(changes("direct-ends").gone.isEmpty)
        #expect(changes("direct-ends").new.count { $0 == "  layer dense 16 \(start) no-bias" } == 2)
    }

    @Test("pooling has a place only where there are no strides")
    func pooling() {
        let run = Run("data digits\nmodel dcgan pooling max")
        #expect(run.message?.contains("`pooling max` takes the place of strides, which are there") == true)
        #expect(run.message?.contains("`without strides pooling max`") == true)
        run.close()
    }

    @Test("a published recipe leaves nothing of an earlier one, and keeps noise and batch")
    func replaces() {
        let run = Run(
            """
            data ring
            latent 3
            batch 32
            trick unroll 2
            loss lsgan
            penalty gradient-penalty weight 3
            ratio generator 4
            model wgan width 8
            """)
        defer { run.close() }
        #expect(run.message == nil)
        #expect(
            run.session.draft.completeText == """
                seed 1
                data ring modes 8 radius 2 deviation 0.02
                latent 3
                generator
                  layer dense 8 initializer he relu
                  layer dense 8 initializer he relu
                  layer dense 8 initializer he relu
                  layer dense 2 initializer he
                discriminator
                  layer dense 8 initializer he relu
                  layer dense 8 initializer he relu
                  layer dense 8 initializer he relu
                  layer dense 1 initializer he
                loss wgan clip 0.01
                penalty clip limit 0.01
                trick none
                optimizer rmsprop rate 5e-05 decay 0.99 epsilon 1e-08
                batch 32
                ratio discriminator 5 generator 1

                """)
    }

    @Test("a model that only a run knows may have changed all that models change")
    func unknown() {
        let run = Run("data ring\nmodel wgan width (step + 4)\ntrain 1") { $0.isCheckOnly = true }
        #expect(run.message == nil)
        run.close()
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

    /// What a model wrote.
    private func lines(_ script: String) -> [String] {
        let run = Run(script)
        defer { run.close() }
        #expect(run.message == nil)
        return run.session.transcript
    }
}
