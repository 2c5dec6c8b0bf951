import Lab
import Language
import Testing

@testable import Commands

/// Ctrl-C in the middle of a training.
@Suite struct InterruptionTests {
    /// Presses Ctrl-C as soon as a training shows how far it is.
    final class Impatience: SessionOutput {
        weak var session: GanSession?
        var progressPause: Duration { .milliseconds(100) }

        func receive(_ event: SessionEvent) {
            if case .progress(let training) = event, !training.isOver { session?.isInterrupted = true }
        }
    }

    @Test("an interrupted training keeps its weights and says how to go on", .timeLimit(.minutes(1)))
    func interruption() throws {
        let output = Impatience()
        var options = SessionOptions(dataFolders: packageData)
        options.runsInteractively = true
        let session = GanSession(options: options, output: output)
        defer { session.close() }
        output.session = session
        let error = #expect(throws: Diagnostic.self) {
            try session.run(Source(name: "lesson.gan", text: "data ring\nbatch 8\ntrain 1_000_000"))
        }
        let step = try #require(session.experiment).step
        #expect(step > 0 && step < 1_000_000)
        #expect(error?.category == .interruption)
        #expect(error?.message == "interrupted at step \(step); the weights are kept")
        #expect(error?.help == ["`train \(1_000_000 - step)` makes the other \(1_000_000 - step) steps"])
        try session.run(Source(name: "lesson.gan", text: "train 1\nexpect step == \(step + 1)"))
    }

    @Test("an interrupted script says where it ended, and nothing of going on", .timeLimit(.minutes(1)))
    func interruptedScript() throws {
        let output = Impatience()
        let session = GanSession(options: SessionOptions(dataFolders: packageData), output: output)
        defer { session.close() }
        output.session = session
        let error = #expect(throws: Diagnostic.self) {
            try session.run(Source(name: "lesson.gan", text: "data ring\nbatch 8\ntrain 1_000_000"))
        }
        #expect(error?.message == "interrupted at step \(try #require(session.experiment).step)")
        #expect(error?.help == [])
    }
}
