import Language
import Testing

@testable import Commands

@Suite("A training that ended badly")
struct VerdictRemarkTests {
    private func notes(_ script: String, interactive: Bool = true) throws -> String {
        try record([script]) { $0.runsInteractively = interactive }.notes
    }

    /// It rests at ½ and never sees where samples are.
    private let blind = "data ring\nbatch 64\ngenerator\nlayer dense 16 relu\nlayer dense data\ndiscriminator\nlayer dense 1\noptimizer sgd rate 0.02\n"

    @Test("is named at the prompt in one line, once on each way")
    func once() throws {
        let line = "false-equilibrium: `why` tells more"
        let said = try notes(blind + "train 1000\nprint 1\ntrain 50\nprint 2\nreset\ntrain 1000")
        #expect(said.components(separatedBy: line).count == 3, "\(said)")
    }

    @Test("is not named in a script, and a beginning is no end")
    func silent() throws {
        #expect(try !notes(blind + "train 1000", interactive: false).contains("`why`"))
        #expect(try !notes(blind + "train 60").contains("`why`"))
        #expect(try !notes(blind + "mystery 1\ntrain 300").contains("`why`"), "a mystery would be none")
    }
}
