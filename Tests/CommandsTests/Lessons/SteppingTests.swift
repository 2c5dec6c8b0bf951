import Foundation
import Language
import Testing

@testable import Commands
@testable import Lab

@Suite("Stepping through a lesson")
struct SteppingTests {
    @Test("Enter runs a cell and goes on to the next, and the prompt says where")
    func enter() throws {
        let learner = try Learner()
        defer { learner.close() }
        let opened = learner.type("lesson 1")
        #expect(opened.contains("A small lesson") && opened.contains("gan> data ring") && opened.contains("Enter runs"))
        #expect(learner.prompt == "small 1/6> ")
        #expect(learner.session.experiment == nil && learner.session.draft.dataset == nil, "a cell that is shown has not run")
        #expect(learner.type("").contains("Enter goes on to 2/6"))
        #expect(learner.session.draft.dataset != nil)
        let second = learner.type("")
        #expect(second.contains("Look") && second.contains("gan> train 20") && !second.contains("predict") && second.contains("A guess"))
        #expect(learner.prompt == "small 2/6> ")
        #expect(learner.session.experiment == nil)
    }

    @Test("a guess is asked for before the training and answered behind it")
    func guess() throws {
        let learner = try Learner()
        defer { learner.close() }
        #expect(learner.type("lesson small", "", "").contains("How much will `step` be after 20 steps?"))
        #expect(learner.session.experiment == nil)
        #expect(learner.type("soon").contains("unknown command"))
        let answered = learner.type("21")
        #expect(answered.contains("`step` after 20 steps: 20 — you said 21: close"))
        #expect(answered.contains("Enter goes on to 3/6"))
        #expect(learner.type("back 2", "20").contains("and so it is"))
        #expect(learner.type("again", "-300").contains("a surprise worth a look"))
    }

    @Test("a wrong answer is told why, and the right one too")
    func questions() throws {
        let learner = try Learner()
        defer { learner.close() }
        let asked = learner.type("lesson small", "", "", "skip", "")
        #expect(asked.contains("Who makes the points?") && asked.contains("1. the discriminator") && asked.contains("2. the generator"))
        #expect(learner.type("1").contains("**No.** It only judges."))
        #expect(learner.type("7").contains("expected a number from 1 to 2, found 7"))
        #expect(learner.type("-9223372036854775808").contains("expected a number from 1 to 2"))
        #expect(learner.type("\"THE GENERATOR\"").contains("**Right.** It makes them."))
        #expect(learner.type("").contains("What is 6 times 7?"))
        #expect(learner.type("40.9").contains("**No.**"))
        #expect(learner.type("answer 43").contains("counted"), "the rest of the cell runs behind the answer")
        #expect(learner.type("answer 43").contains("nothing was asked"))
    }

    /// At the exercise.
    private func atExercise() throws -> Learner {
        let learner = try Learner()
        let shown = learner.type("lesson small", "", "", "skip", "", "skip", "", "skip", "")
        #expect(shown.contains("Make ten more steps") && !shown.contains("ten of them"))
        #expect(learner.session.experiment?.step == 20)
        return learner
    }

    @Test("whoever does the exercise need not say so; what is missing is said when asked")
    func attempt() throws {
        let learner = try atExercise()
        defer { learner.close() }
        #expect(learner.type("").contains("`hint`, `check`, `solution`"), "Enter does not pass it")
        #expect(learner.type("check") == "not yet: expected step >= 30, found step = 20\n")
        #expect(learner.type("hint").contains("`train` makes them"))
        #expect(learner.type("hint").contains("ten of them"))
        #expect(learner.type("hint").contains("that was the last hint"))
        #expect(!learner.type("train 6").contains("Solved"))
        let solved = learner.type("train 6")
        #expect(solved.contains("**Solved.**") && solved.contains("step = 32") && solved.contains("behind the exercise"))
        #expect(learner.session.experiment?.step == 32)
        #expect(try learner.progress().contains("small turn solved\n"))
    }

    @Test("networks that nothing has trained solve nothing by themselves")
    func noise() throws {
        let learner = try Learner(["01-small.gan": smallLesson.replacing("check step >= 30", with: "check step == 30 or step < 5")])
        defer { learner.close() }
        learner.type("lesson 1", "", "", "", "skip", "", "skip", "", "skip", "")
        #expect(!learner.type("reset").contains("Solved"))
        #expect(!learner.type("loss lsgan").contains("Solved"))
        #expect(learner.type("train 1").contains("Solved"))
    }

    @Test("what begins a network anew is told to who types it, and not of a lesson's own statements")
    func begun() throws {
        let twice = smallLesson.replacing("train 20\n", with: "generator\n  layer dense 4 relu\n  layer dense data\ntrain 20\n")
        let learner = try Learner(["01-small.gan": twice])
        defer { learner.close() }
        learner.type("lesson 1", "", "", "skip")
        #expect(learner.session.experiment?.step == 20)
        #expect(!learner.output.notes.contains("gone from the recipe"))
        #expect(learner.type("generator").contains("gone from the recipe"))
    }

    @Test("`again` takes an attempt back, and the solution begins where the exercise did")
    func solution() throws {
        let learner = try atExercise()
        defer { learner.close() }
        let before = try learner.bits()
        learner.type("train 3", "loss lsgan", "let wide = 7", "again")
        #expect(try learner.bits() == before)
        #expect(learner.session.draft.loss.name != "lsgan")
        #expect(learner.session.interpreter.variables["wide"]?.display == "3")
        learner.type("train 4", "loss lsgan")
        let shown = learner.type("solution")
        #expect(shown.contains("train 10") && shown.contains("behind the exercise"))
        #expect(learner.session.experiment?.step == 30 && learner.session.draft.loss.name != "lsgan")
        #expect(try learner.progress().contains("small turn shown\n"))
    }

    @Test("what is tried between two cells costs nothing, and going back finds every cell as it was")
    func detours() throws {
        let straight = try Learner()
        let curious = try Learner()
        defer { [straight, curious].forEach { $0.close() } }
        straight.type("lesson small", "", "", "skip", "", "skip", "", "skip", "", "skip", "", "")
        curious.type("lesson small", "loss lsgan")
        #expect(curious.type("").contains("what you tried is taken back"))
        curious.type("", "train 7", "skip", "optimizer adam rate 0.5", "train 3", "", "train 2", "skip", "", "42", "", "skip")
        curious.type("back 2", "back", "", "", "skip", "", "skip", "", "skip", "", "train 1", "again", "solution", "", "")
        #expect(curious.session.experiment?.step == 35)
        #expect(try curious.bits() == straight.bits())
        #expect(curious.type("").contains("that was the last cell"))
    }

    @Test("in play nothing is judged, and everything comes back")
    func play() throws {
        let learner = try atExercise()
        defer { learner.close() }
        let before = try learner.bits()
        learner.type("play")
        #expect(learner.prompt == "small 5/6 play> ")
        #expect(!learner.type("train 50").contains("Solved"))
        for word in ["check", "solution"] { #expect(learner.type(word).contains("you are playing: nothing is judged")) }
        #expect(learner.prompt == "small 5/6 play> ")
        learner.type("leave")
        #expect(!learner.type("check").contains("✓"))
        #expect(learner.prompt == "small 5/6> ")
        #expect(try learner.bits() == before)
        #expect(learner.type("train 10").contains("Solved"))
    }

    @Test("an answer is no answer while playing")
    func playAtQuestion() throws {
        let learner = try Learner()
        defer { learner.close() }
        learner.type("lesson small", "", "", "play")
        #expect(learner.type("answer 2").contains("you are playing: nothing is judged"))
        #expect(learner.prompt == "small 2/6 play> ")
    }

    @Test("a person's own work is there again behind a lesson, and the lesson's stays as a branch")
    func leaving() throws {
        let learner = try Learner()
        defer { learner.close() }
        learner.type("data ring", "generator", "layer dense 4 relu", "layer dense data", "let mine = 5", "train 3")
        let before = try learner.bits()
        learner.type("lesson small", "", "", "skip")
        #expect(learner.session.interpreter.variables["mine"] == nil && learner.session.experiment?.step == 20)
        #expect(learner.type("leave").contains("`switch small`"))
        #expect(try learner.bits() == before)
        #expect(learner.session.interpreter.variables["mine"]?.display == "5" && learner.prompt == "gan> ")
        #expect(learner.type("switch small").contains("at step 20"))
    }

    @Test("who comes back goes on where they left")
    func comingBack() throws {
        let first = try Learner()
        first.type("lesson small", "", "", "skip", "", "2", "")
        #expect(first.prompt == "small 4/6> ")
        let bits = try first.bits()
        first.close(keepsFolder: true)
        let second = try Learner([:], again: first.folder)
        defer { second.close() }
        #expect(second.type("lesson").contains("3/6"))
        let shown = second.type("lesson small")
        #expect(second.prompt == "small 4/6> ")
        #expect(shown.contains("are run again") && !shown.contains("Who makes") && shown.contains("6 times 7"))
        #expect(try second.bits() == bits)
        #expect(second.type("lesson small afresh", "where").contains("question"))
        #expect(second.prompt == "small 1/6> ")
        second.type("lesson small forget")
        #expect(try !second.progress().contains("small"))
    }

    @Test("where the way back to the learner's place fails, their own work is there again")
    func interruptedReturn() throws {
        let first = try Learner()
        first.type("lesson small", "", "", "skip", "")
        first.close(keepsFolder: true)
        let changed = smallLesson.replacingOccurrences(of: "train 20\n", with: "train 2\nload \"none.safetensors\"\n")
        let second = try Learner(["01-small.gan": changed], again: first.folder)
        defer { second.close() }
        second.type("data moons", "let mine = 5")
        #expect(second.type("lesson small").contains("none.safetensors"))
        #expect(second.prompt == "gan> ")
        #expect(second.session.interpreter.variables["mine"]?.display == "5" && second.session.draft.dataset?.name == "moons")
    }

    @Test("the comments above a statement are shown with it")
    func comments() throws {
        let learner = try Learner(["01-small.gan": "# %% [markdown]\n# # Words\n# %% One\n#| tags: none\n# what it learns\ndata ring\n"])
        defer { learner.close() }
        let shown = learner.type("lesson small")
        #expect(shown.contains("# what it learns") && !shown.contains("#|") && !shown.contains("%%"))
    }

    @Test("names with blanks are one word in the file of progress")
    func blanks() throws {
        let learner = try Learner(["03-my own.gan": "# %% A id=\"a b\"\nprint 1\n# %% B id=\"\"\nprint 2"])
        defer { learner.close() }
        learner.type("lesson 3", "", "")
        #expect(learner.prompt == "my-own 2/2> ")
        #expect(try learner.progress().contains("my-own a-b done\n"))
        #expect(!learner.type("lesson").contains("set aside"))
    }

    @Test("a statement that fails can be run again, from the cell's beginning")
    func failing() throws {
        let learner = try Learner(["01-bad.gan": "# %% One id=\"one\"\ndata ring\nbatch 8\ntrain 3\nload \"none.safetensors\"\n# %% Two id=\"two\"\nprint \"two\"\n"])
        defer { learner.close() }
        for _ in 1...2 {
            let shown = learner.type(learner.session.lesson == nil ? "lesson bad" : "", "")
            if shown.contains("none.safetensors") { #expect(shown.contains("Enter runs the cell again")) }
            #expect(learner.prompt == "bad 1/2> ")
        }
        #expect(learner.session.experiment?.step == 3, "not six: the cell began anew")
    }

    @Test("the nearest name is told for what is not there", arguments: [
        ("lesson smal", "did you mean `lesson small`?"), ("lesson 7", "no lesson is called `7`"), ("lesson \"none.gan\"", "no file `none.gan`"),
    ])
    func unknownLesson(_ typed: String, _ expected: String) throws {
        let learner = try Learner()
        defer { learner.close() }
        #expect(learner.type(typed).contains(expected))
        #expect(learner.prompt == "gan> ")
    }

    @Test("cells that are not there or lie ahead are refused")
    func unknownCell() throws {
        let learner = try Learner()
        defer { learner.close() }
        #expect(learner.type("next").contains("no lesson is open"))
        learner.type("lesson small", "", "")
        #expect(learner.type("back recipee").contains("did you mean `back recipe`?"))
        #expect(learner.type("back turn").contains("lies ahead"))
        #expect(learner.type("back 99999999999").contains("no cell"))
        #expect(learner.type("back \"-9223372036854775808\"").contains("no cell"))
        #expect(learner.type("back recipe").contains("gan> data ring"))
        #expect(learner.type("back").contains("this is the first cell"))
    }
}
