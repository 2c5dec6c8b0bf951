import Foundation
import Lab
import Language
import Testing

@testable import Commands

@Suite("A mystery")
struct MysteryTests {
    private let start = "data ring\nbatch 8\n"

    private func recipe(_ run: Run) throws -> Recipe { try run.session.draft.recipe(at: Source(name: "test", text: "").span) }

    private func words(_ run: Run) -> String { run.output.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    @Test("it tells nothing of what it did, and the script has one word with its seed")
    func silent() throws {
        for seed in 1...12 {
            let run = Run(start + "train 2\nmystery \(seed)\ntrain 1\nshow script")
            defer { run.close() }
            // Some trainings end in no number.
            let mystery = try #require(run.session.learning.mystery)
            for line in mystery.lines where line != "reset" { #expect(!run.output.text.contains(line), "\(mystery.failure)") }
            #expect(!run.output.text.contains(mystery.failure.rawValue) && !run.output.text.contains("start anew"))
            #expect(!run.output.events.contains { if case .diagnostic = $0 { true } else { false } })
            #expect(run.session.transcript.prefix(4) == ["data ring", "batch 8", "train 2", "mystery \(seed)"])
        }
    }

    @Test("the same seed does the same, and the script that was typed comes to the same networks")
    func same() throws {
        let run = Run(start + "train 2\nmystery 3\ntrain 3")
        defer { run.close() }
        let again = Run(run.session.transcript.joined(separator: "\n"))
        defer { again.close() }
        #expect(try recipe(again) == (try recipe(run)))
        #expect(again.session.experiment?.history.columns.map(\.values) == run.session.experiment?.history.columns.map(\.values))
        // Once solved, the script has what it did in place of the word.
        #expect(run.run("guess reveal") == nil)
        #expect(!run.session.transcript.contains { $0.hasPrefix("mystery") } && run.session.transcript.contains("reset"))
        let solved = Run(run.session.transcript.joined(separator: "\n"))
        defer { solved.close() }
        #expect(solved.session.experiment?.history.columns.map(\.values) == run.session.experiment?.history.columns.map(\.values))
    }

    @Test("seeds choose among all failures that can be made here")
    func choice() throws {
        let run = Run(start)
        defer { run.close() }
        let possible = try run.session.possibleMysteries(in: try recipe(run)).map(\.sabotage.name)
        var found: Set<String> = []
        for seed in 1...150 {
            let run = Run(start + "mystery \(seed)")
            defer { run.close() }
            found.insert(try #require(run.session.learning.mystery).failure.rawValue)
        }
        #expect(found == Set(possible) && possible.count > 8)
    }

    @Test("a wrong name hears what it would have shown; the right one what was done, what shows it and what cures it")
    func graded() throws {
        let run = Run(start + "mystery 1\ntrain 1")
        defer { run.close() }
        let mystery = try #require(run.session.learning.mystery)
        let wrong = try #require(sabotageCatalogue.first { $0.way(in: mystery.recipe)?.shown != nil && !mystery.isMeant(by: $0.failure) })
        #expect(run.run("guess \(wrong.name)") == nil)
        #expect(words(run).contains("no: \(wrong.name) would show by `") && words(run).contains("; now "))
        #expect(run.session.learning.mystery?.guesses == 1)
        #expect(run.run("guess \(mystery.failure.rawValue)") == nil)
        #expect(words(run).contains("right, after 1 other guess: \(mystery.failure.rawValue)"))
        for line in mystery.lines { #expect(run.output.text.contains(line)) }
        #expect(words(run).contains("`fix \(mystery.failure.rawValue)` cures it"))
        #expect(run.session.learning.mystery == nil)
        #expect(run.run("show settings") == nil)
    }

    @Test("another side of the same thing is right as well")
    func otherSide() throws {
        let recipe = try recipe(Run("data ring"))
        let way = try #require(discriminatorTooWeak.way(in: recipe))
        let mystery = Mystery(seed: 1, failure: .discriminatorTooWeak, way: way, recipe: recipe, lines: [], possible: [])
        #expect(mystery.isMeant(by: .misleadingLoss) && mystery.isMeant(by: .discriminatorTooWeak) && !mystery.isMeant(by: .modeCollapse))
    }

    @Test(
        "what would tell the recipe refuses while it is open, in a check too",
        arguments: ["show settings", "show model", "advise", "break", "mystery 2", "fix", "fix mode-collapse", "probe 2", "save \"mystery.safetensors\""])
    func closed(_ question: String) {
        let run = Run(start + "mystery 1\ntrain 1")
        defer { run.close() }
        #expect(run.run(question)?.message.contains("a mystery is open") == true)
        let check = Run(start + "mystery 1\n" + question) { $0.isCheckOnly = true }
        defer { check.close() }
        #expect(check.message?.contains("a mystery is open") == true)
        let solved = Run(start + "mystery 1\nguess reveal\n" + question)
        defer { solved.close() }
        #expect(solved.message == nil)
    }

    @Test("no title and no message names the loss while it is open; both do again once it is solved")
    func lossUnnamed() throws {
        for seed in 1...12 {
            let run = Run(start + "mystery \(seed)\ntrain 1\nplot losses")
            defer { run.close() }
            let mystery = try #require(run.session.learning.mystery)
            // Some trainings end in no number.
            guard run.message == nil else { continue }
            let experiment = try #require(run.session.experiment)
            let (loss, title) = (experiment.recipe.loss.name, titled("losses", experiment))
            #expect(title == "losses · step 1", "\(mystery.failure)")
            if !experiment.recipe.loss.estimatesDistance {
                let measured = try #require(run.run("measure distance"))
                #expect(measured.message.contains("this loss tells sides apart") && !measured.message.contains("`loss \(loss)`"))
                #expect(run.run("print distance")?.render(color: false).contains("`loss \(loss)`") == false)
            }
            #expect(run.run("guess reveal\nplot losses") == nil)
            #expect(titled("losses", experiment) == "losses · step 1 · \(loss)")
        }
    }

    @Test("there is nothing to guess without one, and none where nothing can be made")
    func none() {
        let run = Run("data ring\nguess mode-collapse")
        defer { run.close() }
        #expect(run.message?.contains("no mystery is open") == true)
        let elsewhere = Run("data moons\nmethod diffusion\nmystery")
        defer { elsewhere.close() }
        #expect(elsewhere.message?.contains("no failure can be made in this recipe") == true)
        let both = Run(start + "mystery 1\nguess mode-collapse reveal")
        defer { both.close() }
        #expect(both.message?.contains("found both") == true)
    }

    @Test("a seed that the language cannot tell from its neighbours is refused", arguments: ["mystery", "seed"])
    func seedsBeyondAll(_ word: String) {
        let run = Run("data ring\n\(word) 9007199254740993")
        defer { run.close() }
        #expect(run.message?.contains("expected a whole number of at most 9007199254740991 for `seed`, found") == true)
        let last = Run("data ring\n\(word) 9007199254740991")
        defer { last.close() }
        #expect(last.message == nil)
    }

    @Test("in a script without a seed it takes the run's own")
    func ownSeed() {
        let run = Run("seed 5\ndata ring\nmystery\nshow script")
        defer { run.close() }
        #expect(run.session.transcript.contains("mystery 5"))
    }

    @Test("`clear` ends it")
    func cleared() {
        let run = Run(start + "mystery 1\nclear\ndata ring\nshow settings")
        defer { run.close() }
        #expect(run.message == nil)
    }
}
