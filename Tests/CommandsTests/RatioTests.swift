import Lab
import Networks
import Testing

@testable import Commands

@Suite("A ratio in a script")
struct RatioTests {
    @Test("with a condition is read, used, and written again")
    func condition() throws {
        let run = Run("let bound = 0.6\ndata ring\nbatch 8\nratio critic 2..5 generator 1 while loss.discriminator > (bound / 2)\ntrain 2")
        defer { run.close() }
        #expect(run.message == nil)
        let expected = Recipe.Ratio(
            discriminator: 2, further: FurtherUpdates(.discriminator, most: 5, while: StepCondition(.discriminatorLoss, .greater, 0.3)))
        #expect(run.session.draft.ratio == expected)
        let line = RatioCommand.statement(of: expected)
        #expect(line == "ratio discriminator 2..5 generator 1 while loss.discriminator > 0.3")
        let again = Run("data ring\n\(line)")
        defer { again.close() }
        #expect(again.session.draft.ratio == expected)
        #expect(run.run("expect updates.discriminator >= 2\nexpect updates.discriminator <= 5\nshow history") == nil)
    }

    static let mistakes = [
        ("ratio discriminator 1..5", "expected `while` and a condition behind a range of updates, found none"),
        ("ratio discriminator 2 while loss.discriminator > 1", "expected a range of updates for `while`, found one number"),
        (
            "ratio discriminator 1..5 generator 1..2 while loss.discriminator > 1",
            "expected a range of updates for one network, found one for each"
        ),
        ("ratio discriminator 1, 3 while loss.discriminator > 1", "expected a number of updates or a range such as `1..5`, found 1, 3"),
        (
            "ratio discriminator 1..3 while loss.discriminator > loss.generator and step > 3",
            "expected a measurement of the network's updates, a comparison and a number, found `loss.discriminator > loss.generator and step > 3`"
        ),
        (
            "ratio discriminator 1..3 while loss.generator > 1\ntrain 1",
            "the discriminator's updates depend on what they measure themselves, found `loss.generator`"
        ),
        ("ratio discriminator 1..3 while modes > 1\ntrain 1", "the discriminator's updates depend on what they measure themselves, found `modes`"),
        (
            "ratio discriminator 1..3 while loss.discriminator > 1\nupdates simultaneous\ntrain 1",
            "`updates simultaneous` moves all networks at once, found `ratio discriminator 1..3 generator 1`"
        ),
    ]

    @Test("that says too much or too little is refused with the way out", arguments: mistakes)
    func mistake(_ script: String, _ message: String) {
        let run = Run("data ring\n" + script)
        defer { run.close() }
        #expect(run.error?.message == message)
        #expect(run.error?.help.isEmpty == false)
    }

    @Test("a check reads a bound that only a run knows")
    func check() {
        let run = Run("data ring\ntrain 1\nlet bound = loss.discriminator / 2\nratio discriminator 1..3 while loss.discriminator > bound\ntrain 1")
        defer { run.close() }
        #expect(run.message == nil)
    }
}
