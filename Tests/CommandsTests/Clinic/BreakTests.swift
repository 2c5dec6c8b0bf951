import Declarations
import Foundation
import Lab
import Language
import Testing

@testable import Commands

/// A recipe where a failure can be made.
struct Bench: Sendable, CustomTestStringConvertible {
    let sabotage: Sabotage
    let way: Sabotage.Way
    let recipe: [String]

    var name: String { sabotage.name }
    var testDescription: String { "\(name) on \(recipe[0])" }

    static let all: [Bench] = sabotageCatalogue.flatMap { sabotage in
        sabotage.ways.flatMap { way in way.benches.map { Bench(sabotage: sabotage, way: way, recipe: $0) } }
    }

    /// What it can be made on.
    var script: String { recipe.joined(separator: "\n") + "\n" }
}

@Suite("Causing and undoing")
struct BreakTests {
    /// The statements of a session's script behind the first of them.
    private func typed(_ run: Run, behind count: Int) -> [String] { Array(run.session.transcript.dropFirst(count)) }

    private func recipe(_ run: Run) throws -> Recipe { try run.session.draft.recipe(at: Source(name: "test", text: "").span) }

    @Test("it is the first way that its recipe allows", arguments: Bench.all)
    func first(_ bench: Bench) throws {
        let run = Run(bench.script)
        defer { run.close() }
        #expect(bench.sabotage.way(in: try recipe(run))?.reason == bench.way.reason)
    }

    @Test("what `break` prints is what it typed, and pasted it makes the same recipe", arguments: Bench.all)
    func printed(_ bench: Bench) throws {
        let run = Run(bench.script)
        defer { run.close() }
        let before = run.session.transcript.count
        #expect(run.run("break \(bench.name)") == nil)
        let lines = typed(run, behind: before)
        #expect(!lines.isEmpty && lines == lines.filter { run.output.text.contains($0) })
        #expect(run.output.text.contains("source: ") && run.output.text.contains("`train \(bench.way.steps)`"))
        let pasted = Run(bench.script + lines.joined(separator: "\n"))
        defer { pasted.close() }
        #expect(pasted.message == nil)
        #expect(try recipe(pasted) == (try recipe(run)))
        #expect(!lines.contains { $0.hasPrefix("break") } && !lines.contains("reset"))
    }

    @Test("what does not change the recipe is not typed: the same word again does nothing", arguments: Bench.all)
    func again(_ bench: Bench) throws {
        let run = Run(bench.script + "break \(bench.name)")
        defer { run.close() }
        let count = run.session.transcript.count
        #expect(run.run("break \(bench.name)") == nil)
        #expect(run.session.transcript.count == count)
        #expect(run.output.text.contains("this recipe has all that makes"))
    }

    @Test("each has a cure there, which changes the recipe into another that can be trained", arguments: Bench.all)
    func cured(_ bench: Bench) throws {
        let run = Run(bench.script + "break \(bench.name)")
        defer { run.close() }
        let (broken, before) = (try recipe(run), run.session.transcript.count)
        #expect(run.run("fix \(bench.name)") == nil)
        let lines = typed(run, behind: before)
        #expect(!lines.isEmpty && lines.allSatisfy { run.output.text.contains($0) })
        #expect(try recipe(run) != broken)
        #expect(throws: Never.self) { try RecipeCheck(try recipe(run)) }
    }

    @Test("what shows it can be asked behind the training, as a check finds out", arguments: Bench.all)
    func condition(_ bench: Bench) throws {
        let run = Run(bench.script + "break \(bench.name)")
        defer { run.close() }
        guard let shown = bench.way.shown?(try recipe(run)) else { return }
        let script = bench.script + "break \(bench.name)\ntrain \(bench.way.steps)\nexpect \(shown)\nfix \(bench.name)\ntrain \(bench.way.cureSteps)\nexpect not (\(shown))"
        let check = Run(script) { $0.isCheckOnly = true }
        defer { check.close() }
        #expect(check.message == nil)
    }

    @Test("where a failure cannot exist both recipe and way are told, and the way leads there", arguments: sabotageCatalogue.map(\.name))
    func elsewhere(_ name: String) throws {
        let sabotage = try #require(sabotageCatalogue.first { $0.name == name })
        for start in ["data moons", "data digits\ngenerator\nlayer dense 4x4x4\nlayer deconv data stride 2 tanh", "data ring\nmethod diffusion"] {
            let run = Run(start)
            defer { run.close() }
            let here = try recipe(run)
            guard sabotage.way(in: here) == nil, let missing = sabotage.nearestWay(to: here)?.missing(in: here) else { continue }
            let error = try #require(run.run("break \(name)"))
            #expect(error.message.contains("cannot exist in this recipe: it needs") && run.session.transcript.count == start.split(separator: "\n").count)
            let lines = missing.flatMap(\.wayThere)
            for line in lines { #expect(error.help.joined().contains("`\(line.trimmingPrefix("  "))`")) }
            #expect(run.run(lines.joined(separator: "\n")) == nil)
            #expect(sabotage.way(in: try recipe(run)) != nil, "\(start): \(lines)")
        }
    }

    @Test("trained networks start anew, untrained ones need not be told to")
    func starts() {
        let run = Run("data ring\nbatch 8\ntrain 2\nbreak mode-hopping\ntrain 1\nfix mode-hopping\nshow script")
        defer { run.close() }
        #expect(run.message == nil)
        #expect(run.session.transcript.filter { $0 == "reset" }.count == 2)
        #expect(run.session.experiment?.step == 0)
    }

    @Test("an overflow is made and cured within a few steps")
    func overflow() {
        let run = Run("data ring\nbatch 16\nbreak not-a-number\ntrain 60")
        defer { run.close() }
        #expect(run.message?.contains("is not a finite number") == true)
        #expect(run.run("fix not-a-number\ntrain 60\nexpect step == 60") == nil)
    }

    @Test("a misspelt name gets the nearest one; a failure that nothing makes says so")
    func names() {
        for word in ["break", "fix"] {
            let run = Run("data ring\n\(word) mode-colapse")
            defer { run.close() }
            #expect(run.message?.contains("unknown failure `mode-colapse`") == true && run.message?.contains("did you mean `mode-collapse`?") == true)
        }
        let explained = Run("explain mode-collaps")
        defer { explained.close() }
        #expect(explained.message?.contains("did you mean `mode-collapse`?") == true)
        let early = Run("data ring\nwhy")
        defer { early.close() }
        #expect(early.message?.contains("`train 100` makes some") == true && early.message?.contains("plot") == false)
        let run = Run("data ring\nbreak past-its-best")
        defer { run.close() }
        #expect(run.message?.contains("nothing here makes `past-its-best` on purpose") == true)
        let alone = Run("break mode-collapse")
        defer { alone.close() }
        #expect(alone.message?.contains("there is no data set yet") == true)
    }

    @Test("alone they list what there is here")
    func lists() {
        let run = Run("data ring\nbreak\nfix")
        defer { run.close() }
        let lines = run.output.text.split(separator: "\n")
        for sabotage in sabotageCatalogue { #expect(lines.contains { $0.contains(sabotage.name) }) }
        #expect(lines.contains { $0.contains("checkerboard") && $0.contains("no") && $0.contains("needs images") })
        #expect(lines.contains { $0.contains("mode-collapse") && $0.contains("loss wgan-gp weight 1") })
    }

    @Test("a failure without a cure that could be typed says so, with what is said to help")
    func noCure() {
        let run = Run("data ring\nloss wgan-gp\nfix dead-units\nfix slow-training")
        defer { run.close() }
        #expect(run.message == nil)
        let text = run.output.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(text.contains("nothing that could be typed for you cures dead-units") && text.contains("`layer leaky-relu` passes a gradient"))
        #expect(text.contains("no cure of slow-training is known here"))
        #expect(run.session.transcript == ["data ring", "loss wgan-gp"])
    }

    @Test(
        "where a failure cannot exist `fix` refuses, and names a recipe where it can; one that nothing made here is cured all the same",
        arguments: [
            ("data ring\nmethod diffusion", "mode-collapse", "a duel"), ("data ring", "memorising", "examples that training sees again"),
            ("data ring", "checkerboard", "images"), ("data ring", "weights-at-clip", "weights that a clip bounds"),
        ])
    func grounds(_ start: String, _ name: String, _ needed: String) throws {
        for isCheck in [false, true] {
            let run = Run("\(start)\nfix \(name)") { $0.isCheckOnly = isCheck }
            defer { run.close() }
            let message = try #require(run.message)
            #expect(message.contains("`\(name)` cannot exist in this recipe: it needs \(needed)") && message.contains("to come there, type `"))
        }
        let list = Run("\(start)\nfix")
        defer { list.close() }
        #expect(list.message == nil && !list.output.text.contains(name))
        let possible = Run("data moons\nfix mode-collapse\nclear\ndata ring examples 20\nfix memorising")
        defer { possible.close() }
        #expect(possible.message == nil && possible.session.transcript.contains("loss wgan-gp weight 1"))
    }

    @Test("a cure of what this recipe does not have says so")
    func absentCause() {
        let run = Run("data ring\nfix false-equilibrium")
        defer { run.close() }
        let text = run.output.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(run.message == nil && !text.contains("no cure of"))
        #expect(text.contains("known where its cause is a discriminator without hidden layers, which this recipe does not have"))
    }

    @Test("a cure that holds for slow discriminators is measured there, and passed by elsewhere")
    func measuredHere() {
        let run = Run("data ring\noptimizer discriminator adam rate 0.0001\nfix mode-hopping")
        defer { run.close() }
        #expect(run.message == nil && run.session.transcript.last == "penalty gradient-penalty weight 0.1 target 0")
        #expect(!run.output.text.contains("not measured here"))
        let even = Run("data ring\nfix mode-hopping")
        defer { even.close() }
        #expect(even.message == nil && even.output.text.contains("known from its source, not measured here"))
    }

    @Test("what a cure does goes on behind its name with a verb", arguments: Failure.allCases)
    func sentences(_ failure: Failure) {
        for cure in DeclaredCure.against(failure) {
            let first = cure.claim.text.prefix { !$0.isWhitespace }
            #expect(!["a", "an", "the", "its", "examples", "scores", "training", "weights", "wide"].contains(String(first)), "\(cure.sentence)")
        }
    }

    @Test("what a cause has in common with what its things declare is told with their source")
    func declared() {
        let run = Run("data ring\nbreak vanishing-gradient")
        defer { run.close() }
        let text = run.output.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(text.contains("`loss wgan` clips weights so close to 0"))
        #expect(!text.contains("`layer relu`"))
    }
}
