import Testing

@testable import Commands

@Suite("A lesson run straight through")
struct LessonRunTests {
    @Test("the solution is run, and the check must hold behind it")
    func straight() {
        let run = Run(smallLesson) { $0.tellsWords = true }
        defer { run.close() }
        #expect(run.message == nil)
        #expect(run.session.experiment?.step == 35)
        for words in ["Make ten more steps", "*Hint:* ten of them", "✓ step >= 30  step = 30", "**Answer:** 2. It makes them.", "**Answer:** 42. So it is.", "`step` after 20 steps: 20"] {
            #expect(run.output.text.contains(words), "\(words)")
        }
        #expect(!run.output.text.contains("check step"), "the block itself is not told")
        #expect(run.session.transcript.contains("train 10") && !run.session.transcript.contains { $0.contains("check") })
    }

    @Test("a solution that does not solve fails the run, and an exercise with nothing to do does too", arguments: [
        ("step >= 3", "expected step >= 3, found step = 2"), ("step >= 1", "found its check holding before its solution"),
    ])
    func wrongSolution(_ check: String, _ message: String) {
        let run = Run("data ring\nbatch 4\ntrain 1\nexercise \"x\"\n  hint \"h\"\n  check \(check)\nsolution\n  train 1\nend")
        defer { run.close() }
        #expect(run.error?.message.contains(message) == true)
        #expect(run.error?.category == .expectation)
    }

    @Test("a check finds what is wrong in exercises and questions", arguments: [
        ("exercise \"x\"\n  check step >= 1\nend", "expected a `solution` in the exercise"),
        ("exercise \"x\"\nsolution\n  data ring\nend", "expected a `check` in the exercise"),
        ("exercise \"x\"\n  train 3\n  check step > 1\nsolution\nend", "expected `hint`, `check`, `solution` or `end` in an exercise, found `train 3`"),
        ("exercise \"x\"\n  check stp > 1\nsolution\n  data ring\nend", "`stp`"),
        ("exercise \"x\"\n  check step > 1\nsolution\n  data rink\nend", "`rink`"),
        ("exercise 3\n  check step > 1\nsolution\n  data ring\nend", "expected a text"),
        ("repeat 2\n  ask \"x\"\n    answer 3\n  end\nend", "found one in a block"),
        ("ask \"x\"\n  choice \"a\"\nend", "expected one `answer`, found none"),
        ("ask \"x\"\n  answer \"a\"\nend", "expected a second choice"),
        ("ask \"x\"\n  answer 3\n  choice \"a\"\nend", "a question for a number has no choices"),
        ("ask \"x\"\n  answer 3\n  answer 4\nend", "expected one `answer`, found 2"),
        ("ask \"x\"\n  answer ring\nend", "`ring`"),
        ("ask \"x\"\n  answer 3", "this block is still open"),
        ("choice \"a\"", "`choice` is a line of `ask`"),
        ("check step > 1", "stands in an exercise"), ("hint \"a\"", "stands in an exercise"),
        ("lesson 2", "stepped through at the prompt"), ("predict modus", "`modus`"),
    ])
    func mistakes(_ script: String, _ message: String) {
        let run = Run(script) { $0.isCheckOnly = true }
        defer { run.close() }
        #expect(run.message?.contains(message) == true, "\(script): \(run.message ?? "no error")")
    }
}
