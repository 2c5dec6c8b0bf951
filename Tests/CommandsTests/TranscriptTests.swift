import Foundation
import Lab
import Language
import Testing

@testable import Commands

/// What `save "session.gan"` writes: a script that leads where the session stands.
@Suite struct TranscriptTests {
    /// Presses Ctrl-C when a training is under way; the first few steps are those of a line before it.
    private final class Impatience: SessionOutput {
        weak var session: GanSession?
        var isActive = true
        var progressPause: Duration { .milliseconds(100) }

        func receive(_ event: SessionEvent) {
            guard case .progress(let training) = event, !training.isOver, isActive, let step = session?.experiment?.step, step > 5 else { return }
            session?.isInterrupted = true
        }
    }

    /// The transcript after an interrupted script, and the session.
    private func interrupted(_ script: String) throws -> (text: String, session: GanSession) {
        let output = Impatience()
        let session = GanSession(options: SessionOptions(dataFolders: packageData), output: output)
        output.session = session
        let error = #expect(throws: Diagnostic.self) { try session.run(Source(name: "prompt", text: script)) }
        #expect(error?.category == .interruption)
        output.isActive = false
        return (session.transcriptText, session)
    }

    /// Both sessions have the same weights: their next step measures the same.
    private func expectSame(_ text: String, _ session: GanSession) throws {
        let again = Run(text)
        defer { again.close() }
        #expect(again.message == nil, "\(text)")
        let one = try #require(session.experiment)
        let other = try #require(again.session.experiment)
        #expect(one.step == other.step)
        #expect(one.history.columns == other.history.columns)
        #expect(one.network(.generator)?.parameters.map(\.values) == other.network(.generator)?.parameters.map(\.values))
        session.close()
    }

    @Test("an interrupted training stands as the steps that it made", .timeLimit(.minutes(1)))
    func training() throws {
        let (text, session) = try interrupted("data ring\nbatch 8\ntrain 100000 until loss.generator < 0")
        let step = try #require(session.experiment).step
        #expect(text == "data ring\nbatch 8\ntrain \(step)\n")
        try expectSame(text, session)
    }

    @Test("an interrupted block stands as what it had done", .timeLimit(.minutes(1)), arguments: [
        "repeat 9\n  train 5\n  train 100000\nend",
        "for rate in 0.001, 0.002\n  optimizer adam rate rate\n  reset\n  train 100000\nend",
        "train 3\nfor s in 2..9\n  seed s\n  loss hinge\n  train 100000\nend",
    ])
    func blocks(_ block: String) throws {
        let (text, session) = try interrupted("data ring\nbatch 8\n" + block)
        #expect(text.contains("# what an unfinished block had done\n"))
        try expectSame(text, session)
    }

    @Test("branches of an unfinished block are there, each as far as it went", arguments: [
        ("branch cure\n  train 5", "branch cure\ntrain 5\n", [10, 15]),
        ("train 5\n  branch cure\n  train 5\n  switch main\n  train 2", "train 5\nbranch cure\ntrain 5\nswitch main\ntrain 2\n", [17, 20]),
    ])
    func branches(_ words: String, _ lines: String, _ steps: [Int]) {
        let run = Run("data ring\nbatch 8\ntrain 10\nrepeat 1\n  \(words)\n  expect step == 0\nend")
        defer { run.close() }
        #expect(run.error?.category == .expectation)
        #expect(run.run("switch main") == nil && run.run("switch cure") == nil)
        let text = run.session.transcriptText
        #expect(text == "data ring\nbatch 8\ntrain 10\n# what an unfinished block had done\n\(lines)switch main\nswitch cure\n")
        let again = Run(text)
        defer { again.close() }
        #expect(again.message == nil)
        for one in [run, again] {
            #expect(one.session.experiment?.step == steps[1])
            #expect(one.run("switch main") == nil && one.session.experiment?.step == steps[0])
        }
    }

    @Test("variables of an unfinished block keep their values")
    func variables() {
        let run = Run("for i in 1..3\n  let kind = hinge\n  expect i < 2\nend")
        defer { run.close() }
        #expect(run.error?.category == .expectation)
        #expect(run.session.transcriptText == "# what an unfinished block had done\nlet i = 2\nlet kind = hinge\n")
    }

    @Test("a statement that fails before it does anything leaves no trace")
    func failures() {
        let run = Run("data ring\ntrain 2")
        defer { run.close() }
        for statement in ["train many", "expect step == 7", "load \"nothing.safetensors\"", "loss nothing"] {
            #expect(run.run(statement) != nil)
        }
        #expect(run.session.transcriptText == "data ring\ntrain 2\n")
    }

    @Test("a training that left the numbers stands as the steps it went back to")
    func notANumber() throws {
        let run = Run("data ring\ntrain 3\noptimizer sgd rate 1e30\ntrain 50")
        defer { run.close() }
        #expect(run.error?.category == .failure)
        let step = try #require(run.session.experiment).step
        #expect(step == 3)
        #expect(run.session.transcriptText == "data ring\ntrain 3\noptimizer sgd rate 1e30\n")
    }
}
