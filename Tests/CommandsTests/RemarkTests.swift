import Language
import Testing

@testable import Commands

@Suite("Remarks where one is due")
struct RemarkTests {
    private func notes(_ scripts: String..., interactive: Bool = false) throws -> String {
        try record(scripts) { $0.runsInteractively = interactive }.notes
    }

    private let small = "data ring\nbatch 8\nlatent 2\ngenerator\nlayer dense data\ndiscriminator\nlayer dense 1\n"

    @Test("a condition that never held tells the best value it reached, and one that held says nothing")
    func until() throws {
        #expect(try !notes(small + "train 4 until step >= 2").contains("never held"))
        #expect(try notes(small + "train 4 until step >= 9").contains("`step >= 9` never held\n"))
        // What each step gave, to tell the best of it by.
        let losses = try (1...4).map { step -> Double in
            let run = Run(small + "train \(step)\nprint loss.generator")
            defer { run.close() }
            return try #require(Double(run.output.text.split(separator: "\n").last ?? ""))
        }
        let (least, greatest) = try (#require(losses.min()), #require(losses.max()))
        let nearest = try #require(losses.min { abs($0 - 1) < abs($1 - 1) })
        for (condition, best) in [
            ("loss.generator > 99", "\(greatest)"), ("99 <= loss.generator", "\(greatest)"), ("loss.generator < 0", "\(least)"),
            ("loss.generator == 1", "\(nearest)"), ("loss.generator >= most", "\(greatest) (target 99)"),
            ("loss.generator < 0 and loss.discriminator > 99 and step > 0", "`loss.generator` \(least), `loss.discriminator` "),
        ] {
            let said = try notes("let most = 99\n" + small + "train 4 until \(condition)")
            #expect(said.contains("`\(condition)` never held: best \(best)"), "\(said)")
        }
        let said = try notes(small + "train 4 until modes == 9 every 2")
        #expect(said.contains(#/`modes == 9` never held: best [0-8]\n/#))
        // Said of `not` is nothing: what is best there?
        #expect(try notes(small + "train 4 until not modes < 9").contains("never held\n"))
    }

    @Test("going on under another loss is said once, and not behind `reset`")
    func otherGame() throws {
        let said = try notes(small + "train 2\nloss lsgan\ntrain 1\ntrain 1")
        #expect(said.split(separator: "\n").count { $0.contains("go on under `loss lsgan`; `reset`") } == 1)
        #expect(try !notes(small + "train 2\nloss lsgan\nreset\ntrain 1").contains("go on under"))
        #expect(try !notes(small + "loss lsgan\ntrain 1").contains("go on under"))
    }

    @Test("at the prompt, a network's name alone says that its layers are gone")
    func emptied() throws {
        #expect(try notes(small, "generator", interactive: true).contains("the generator's 1 layer is gone"))
        #expect(try notes("data ring\ngenerator\nlayer dense data", interactive: true) == "")
        #expect(try !notes(small, "generator\nlayer dense data").contains("gone"))
    }

    @Test("a critic with clipped weights wants more updates than the generator and no momentum; other losses do not")
    func criticNearItsBest() throws {
        let wgan = try notes(small + "loss wgan\ntrain 1")
        #expect(wgan.contains("as few updates as the generator (here: `ratio discriminator 1 generator 1`)"))
        #expect(wgan.contains("momentum of the discriminator 0.5"))
        #expect(wgan.contains("`ratio discriminator 5`") && wgan.contains("`optimizer rmsprop rate 0.0005`"))
        #expect(wgan.contains("source: Arjovsky, Chintala, Bottou 2017, algorithm 1"))
        #expect(try !notes(small + "loss wgan\nratio discriminator 5\noptimizer rmsprop rate 0.0005\ntrain 1").contains("critic near"))
        for loss in ["wgan-gp", "hinge", "lsgan", "minimax"] {
            #expect(try !notes(small + "loss \(loss)\ntrain 1").contains("critic near"))
        }
    }

    @Test("`loss wgan-gp` alone takes the weight that suits the data, and the settings state the paper's beside it")
    func suitedWeight() throws {
        func settings(_ script: String) throws -> String {
            try record([script + "\nshow settings"]).text
        }
        #expect(try settings("data ring\nloss wgan-gp").contains("loss wgan-gp weight 1 target 1"))
        #expect(try settings("data digits\nloss wgan-gp").contains("loss wgan-gp weight 10 target 1"))
        #expect(try settings("data ring\nloss wgan-gp weight 7").contains("loss wgan-gp weight 7 target 1"))
        #expect(try settings("data ring\npenalty gradient-penalty").contains("penalty gradient-penalty weight 1 target 1"))
        #expect(try settings("data ring\nloss wgan-gp").contains("was published with weight 10, `ratio discriminator 5`"))
    }
}
