import Language
import Testing

@testable import Commands

@Suite("A training that ended badly")
struct VerdictRemarkTests {
    private func notes(_ script: String, interactive: Bool = true) throws -> String {
        var options = SessionOptions()
        options.runsInteractively = interactive
        let output = RecordedOutput()
        let session = GanSession(options: options, output: output)
        defer { session.close() }
        try session.run(Source(name: "remark", text: script))
        return output.notes
    }

    /// It rests at ½ and never sees where samples are.
    private let blind = "data ring\nbatch 64\ngenerator\nlayer dense 16 relu\nlayer dense data\ndiscriminator\nlayer dense 1\noptimizer sgd rate 0.02\n"

    @Test("is named at the prompt in one line, once on each way")
    func once() throws {
        let line = "false-equilibrium: `why` tells more"
        #expect(try notes(blind + "train 1200").components(separatedBy: line).count == 2)
        #expect(try notes(blind + "train 1200\ntrain 50").components(separatedBy: line).count == 2)
        #expect(try notes(blind + "train 1200\nreset\ntrain 1200").components(separatedBy: line).count == 3)
    }

    @Test("is not named in a script, and a beginning is no end")
    func silent() throws {
        #expect(try !notes(blind + "train 1200", interactive: false).contains("`why`"))
        #expect(try !notes(blind + "train 60").contains("`why`"))
    }
}
