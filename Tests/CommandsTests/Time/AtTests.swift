import Foundation
import Language
import Testing

@testable import Commands
@testable import Lab

@Suite("A look at another step")
struct AtTests {
    static let small = "data ring\ngenerator\nlayer dense 8 relu\nlayer dense data\ndiscriminator\nlayer dense 8 relu\nlayer dense 1\nbatch 16\n"

    private static let recipes = [
        "", "trick unroll 2\ntrick average\n", "trick lookahead steps 3\n",
        "discriminator\nlayer dense 8 relu\nlayer dropout 0.25\nlayer dense 1\n", "loss wgan-gp\nratio discriminator 2\n",
    ]

    @Test("what follows has the bits that it has without the look", arguments: recipes)
    func bits(recipe: String) throws {
        let looking = Run(Self.small + recipe + "train 60\nat 30, 0, 60 measure modes\nat 45 plot samples\ntrain 50")
        let straight = Run(Self.small + recipe + "train 60\ntrain 50")
        defer { [looking, straight].forEach { $0.close() } }
        #expect(looking.message == nil)
        let (one, other) = (try #require(looking.session.experiment).snapshot(), try #require(straight.session.experiment).snapshot())
        #expect(one.state.values == other.state.values && one.state.position == other.state.position)
        #expect(one.history.columns == other.history.columns && one.beginnings == other.beginnings)
        #expect(one.timeline.keptSteps == other.timeline.keptSteps)
    }

    @Test("the look is at that step, under its recipe")
    func place() throws {
        let run = Run(Self.small + "train 20\nlet first = loss.generator\nloss lsgan\ntrain 20\nlet second = loss.generator")
        defer { run.close() }
        #expect(run.message == nil)
        #expect(run.run("at 20 expect step == 20 and loss.generator == first\nat 40 expect loss.generator == second") == nil)
        #expect(run.run("at 20 show settings") == nil)
        #expect(run.output.text.contains("loss non-saturating"))
        #expect(run.session.experiment?.step == 40 && run.session.draft.loss.name == "lsgan")
    }

    @Test("one statement at several steps, in their order")
    func several() {
        let run = Run(Self.small + "train 30\nat 10, 30, 20 print step")
        defer { run.close() }
        #expect(run.message == nil)
        #expect(run.output.text.contains("at step 10\n10\nat step 30\n30\nat step 20\n20\n"))
        #expect(run.run("for k in 5, 6\nat (2 * k) print step\nend") == nil)
        #expect(run.output.text.hasSuffix("10\n12\n"))
    }

    @Test("a recipe that is not trained yet is still there afterwards, and what the last training failed of")
    func untrained() throws {
        let run = Run(Self.small + "train 20\nloss lsgan\noptimizer sgd rate 0.5\nat 5 measure")
        defer { run.close() }
        #expect(run.message == nil)
        #expect(run.session.draft.loss.name == "lsgan" && run.session.draft.optimizers.count > 0)
        let failed = Run(Self.small + "loss wgan\npenalty none\ntrain 20")
        defer { failed.close() }
        _ = failed.run("optimizer sgd rate 1e30\ntrain 20")
        let stretch = try #require(failed.session.experiment?.failedStretch)
        #expect(failed.run("at 10 measure") == nil)
        #expect(failed.session.experiment?.failedStretch?.step == stretch.step)
    }

    @Test("a look that fails leaves everything as it was, at its own place")
    func failing() throws {
        let run = Run(Self.small + "train 30\nloss wgan\ndiscriminator\nlayer dense 6 relu\nlayer dense 1\ntrain 5")
        defer { run.close() }
        let before = try #require(run.session.experiment).snapshot()
        let error = try #require(run.run("at 3 expect step == 4"))
        #expect(error.category == .expectation && error.span?.text == "step == 4")
        let after = try #require(run.session.experiment).snapshot()
        #expect(after.state.values == before.state.values && after.recipe == before.recipe && after.beginnings == before.beginnings)
        #expect(run.session.transcript.last == "train 5")
    }

    @Test("Ctrl-C on the way there leaves everything as it was")
    func interrupted() throws {
        let run = Run(Self.small + "train 30")
        defer { run.close() }
        let before = try #require(run.session.experiment).snapshot()
        // A statement that is running sees the flag; the interpreter would not begin one under it.
        let look = AtCommand.declaration
        let source = Source(name: "prompt", text: "at 20 print step")
        guard case .command(let call)? = try Parser.parse(source).first?.kind else { return }
        run.session.isInterrupted = true
        #expect { try AtCommand.run(try look.bind(call, in: run.session.interpreter.variables), in: run.session) } throws: {
            ($0 as? Diagnostic)?.category == .interruption
        }
        run.session.isInterrupted = false
        #expect(try #require(run.session.experiment).snapshot().state.values == before.state.values)
    }

    @Test("what changes something is refused with the ways out", arguments: ["train 5", "loss lsgan", "reset", "at 3 measure", "rewind 3", "let x = 3"])
    func refused(statement: String) throws {
        let run = Run(Self.small + "train 20\n")
        defer { run.close() }
        let error = try #require(run.run("at 7 " + statement))
        #expect(error.message == "expected a command that looks behind `at`, found `\(statement.prefix { $0 != " " })`")
        #expect(error.help.first?.contains("`rewind 7`") == true && error.span?.text == String(statement.prefix { $0 != " " }))
        #expect(run.session.experiment?.step == 20)
    }

    @Test("mistakes stand at their own places")
    func mistakes() throws {
        let run = Run(Self.small + "train 20\n")
        defer { run.close() }
        for (statement, message, place) in [
            ("at 7 plot sampels", "unknown plot `sampels`", "sampels"),
            ("at 7 plto samples", "unknown command `plto`", "plto"),
            ("at 21 plot samples", "expected a step up to 20, the last that was made, found 21", "21"),
            ("at 7", "expected a statement, found the end of the line", ""),
        ] {
            let error = try #require(run.run(statement))
            #expect(error.message == message && error.span?.text == place)
        }
    }

    @Test("a step that was never made is refused before the first look, with the way there from where one stands")
    func neverMade() throws {
        let run = Run(Self.small + "train 30\nrewind 20")
        defer { run.close() }
        #expect(run.message == nil)
        let shown = run.output.text
        let error = try #require(run.run("at 5, 99 print step"))
        #expect(error.message == "expected a step up to 30, the last that was made, found 99" && error.span?.text == "5, 99")
        #expect(error.help == ["`train 79` makes it"])
        #expect(!run.output.text.dropFirst(shown.count).contains("at step 5") && run.session.experiment?.step == 20)
    }

    @Test("a check binds the look, and knows not what it would see where there were several recipes")
    func checks() {
        func mistakes(_ words: String) -> [String] {
            let run = Run("") { $0.isCheckOnly = true }
            defer { run.close() }
            return run.session.check(Source(name: "time.gan", text: Self.small + words)).map(\.message)
        }
        #expect(mistakes("train 5\nat 3 plot samples\nat 2 record \"r.csv\" step\ntable").isEmpty)
        #expect(mistakes("at 3 plot samples") == ["no training step has been made yet"])
        #expect(mistakes("train 5\nat 3 plot sampels") == ["unknown plot `sampels`"])
        #expect(mistakes("train 5\nat 3 train 5").count == 1)
        #expect(mistakes("train 5\nloss wgan\ntrain 3\nat 3 plot accuracy").isEmpty)
        #expect(mistakes("train 5\nloss wgan\ntrain 3\nat 3 plot samples\nplot accuracy").count == 1)
        #expect(mistakes("loss wgan\ntrain 5\nat 3 plot accuracy").count == 1)
        #expect(mistakes("define look k\nat k measure qualty\nend") == ["unknown measurement `qualty`"])
    }

    @Test("completion goes on within the statement")
    func completion() {
        let run = Run(Self.small)
        defer { run.close() }
        let completer = Completer(run.session.interpreter)
        let commands = completer.complete("at 500 ").candidates.map(\.text)
        #expect(commands.contains("plot") && commands.contains("expect") && !commands.contains("train"))
        #expect(!commands.contains("modes") && completer.complete("at 500, ").candidates.map(\.text).contains("step"))
        #expect(completer.complete("at 500 plot sam").candidates.map(\.text) == ["samples"])
        #expect(completer.complete("at 500, 600 measure qual").candidates.map(\.text) == ["quality"])
    }
}
