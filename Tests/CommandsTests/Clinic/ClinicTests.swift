import Foundation
import Lab
import Language
import Testing

@testable import Commands

@Suite("The clinic")
struct ClinicTests {
    private func output(_ script: String, isCheck: Bool = false) throws -> String {
        try record([script]) { $0.isCheckOnly = isCheck }.text
    }

    private let blind = "data ring\nbatch 64\ngenerator\nlayer dense 16 relu\nlayer dense data\ndiscriminator\nlayer dense 1\noptimizer sgd rate 0.02\n"

    @Test("a verdict comes with its numbers, its source and lines to type, which run as they stand")
    func diagnose() throws {
        let text = try output(blind + "train 1200\ndiagnose")
        #expect(text.contains("false-equilibrium (confidence "))
        #expect(text.contains("fidelity") && text.contains("under 0.35"))
        #expect(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains("source: Arora et al. 2017"))
        let lines = text.split(separator: "\n").map(String.init)
        let first = try #require(lines.firstIndex { $0.hasPrefix("try this") })
        let statements = lines[(first + 1)...].drop { !$0.hasPrefix("discriminator") }.prefix { !$0.hasPrefix("source") }
        #expect(statements.contains("reset") && statements.last?.hasPrefix("train ") == true)
        #expect(throws: Never.self) { try output(blind + statements.dropLast().joined(separator: "\n") + "\ntrain 1") }
    }

    @Test("`why` is another word for it, and it says when nothing is wrong yet")
    func why() throws {
        let text = try output("data moons\nbatch 32\ntrain 20\nwhy blind")
        #expect(text.contains("nothing speaks for a failure"))
        #expect(!text.contains("try this"))
    }

    @Test("before the first step there is nothing to diagnose, and a check says so too")
    func nothingTrained() throws {
        for isCheck in [false, true] {
            let error = #expect(throws: Diagnostic.self) { try output("data ring\ndiagnose", isCheck: isCheck) }
            #expect(error?.help.joined().contains("train") == true)
        }
        #expect(try output("data ring\ntrain 5\ndiagnose", isCheck: true).isEmpty)
    }

    @Test("each verdict is explained with its thresholds", arguments: verdictCatalogue.map(\.name))
    func explained(_ name: String) throws {
        let text = try output("explain \(name)")
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("`diagnose` calls it so where") || words.contains("diagnose calls it so where"))
        let verdict = try #require(verdictCatalogue.first { $0.name == name })
        for criterion in verdict.signs.flatMap(\.self) where !criterion.source.isEmpty {
            #expect(words.contains("\(criterion.finding.name) \(criterion.asksForMore ? "over" : "under")"))
        }
    }

    @Test("a verdict that is misspelt gets the nearest name")
    func misspelt() {
        let error = #expect(throws: Diagnostic.self) { try output("explain mode-colapse") }
        #expect(error.map { ($0.help + [$0.label ?? "", $0.message]).joined().contains("mode") } == true)
    }

    // MARK: - Advice

    @Test("what is known to go wrong is told with what to type", arguments: [
        ("data mnist\ngenerator\nlayer dense 14x14x4\nlayer deconv data kernel 3 stride 2 tanh", "paints some pixels more often"),
        ("data ring\ngenerator\nlayer dense 8 relu\nlayer dense 2\nlayer batchnorm", "the same mean and spread"),
        ("data ring\ndiscriminator\nlayer batchnorm\nlayer dense 8 relu\nlayer dense 1", "that real and generated batches differ in"),
        ("data ring\nloss wgan-gp\ndiscriminator\nlayer dense 8\nlayer batchnorm\nlayer relu\nlayer dense 1", "mixes the batch"),
        ("data ring\nloss wgan\ndiscriminator\nlayer dense 8 relu\nlayer dense 1 sigmoid", "takes raw scores"),
        ("data ring\ngenerator\nlayer dense 8 relu\nlayer dense 2 tanh", "reaches beyond"),
        ("data digits\ngenerator\nlayer dense 8 relu\nlayer dense data sigmoid", "never negative"),
        ("data digits\noptimizer adam rate 0.002 beta1 0.9", "when its beta1 is large"),
        ("data digits\ndiscriminator\nlayer conv 4 relu\nlayer pool max\nlayer flatten\nlayer dense 1", "one pixel of each window"),
        ("data digits\ndiscriminator\nlayer conv 4 stride 2 relu\nlayer flatten\nlayer dense 8 relu\nlayer dense 1", "hidden `layer dense`"),
        ("data digits\ndiscriminator\nlayer conv 4 relu\nlayer conv 4 relu\nlayer conv 4 relu\nlayer conv 4 relu\nlayer flatten\nlayer dense 1", "without a normalisation"),
        ("data digits\nbatch 4\ngenerator\nlayer dense 8\nlayer batchnorm\nlayer relu\nlayer dense data tanh", "mean and variance of 4 examples"),
        ("data ring\noptimizer adam rate 0.001\noptimizer discriminator adam rate 0.0001", "the generator's rate"),
        ("data ring\ngenerator\nlayer dense 8 relu\nlayer dense data relu", "which makes nothing below 0, but `data ring` reaches beyond"),
        ("data ring radius 2\ngenerator\nlayer dense 8 relu\nlayer dense data tanh", "which makes numbers from -1 to 1"),
        ("data ring\ndiscriminator\nlayer dense 8 relu\nlayer dense 1 relu", "takes raw scores"),
        (
            "data ring\ngenerator\nlayer dense 8 relu\nlayer dense 8 relu\nlayer dense 8 relu\nlayer dense 8 relu\nlayer dense 8 relu\nlayer dense data",
            "6 layers of the generator follow each other without a normalisation"
        ),
    ])
    func advise(_ recipe: String, _ words: String) throws {
        let text = try output(recipe + "\nadvise").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(text.contains(words) && (text.contains("instead: ") || text.contains("source: ")))
    }

    @Test("sound recipes are met with silence", arguments: [
        "data ring", "data grid\nloss wgan-gp weight 1", "data moons\npenalty gradient-penalty weight 0.1 target 0", "data line",
        "data digits", "data mnist\nmodel dcgan", "data digits\nmodel sngan", "data ring\nmodel wgan", "data digits\nmodel lsgan",
    ])
    func silent(_ recipe: String) throws {
        #expect(try output(recipe + "\nadvise").contains("nothing in this recipe is known to go wrong"))
    }
}

@Suite("Cases of the clinic")
struct ClinicCaseTests {
    private func patient(_ text: String) throws(Diagnostic) -> ClinicCase { try ClinicCase(Source(name: "case.gan", text: text), name: "case") }

    @Test("a case says what it is to be called; one that does not, or misspells it, is refused")
    func form() throws {
        let sound = try patient("# %% [markdown]\n# # A ring\n# %%\ndata ring\n# %% verdict=\"mode-collapse\"\nexpect modes <= 2")
        #expect(sound.title == "A ring" && sound.verdict.name == "mode-collapse" && !sound.mustFail)
        #expect(throws: Diagnostic.self) { try patient("# %%\ndata ring") }
        let error = #expect(throws: Diagnostic.self) { try patient("data ring\n# %% verdict=\"collapse\"\nexpect modes <= 2") }
        #expect(error?.message == "unknown verdict `collapse`" && error?.notes.joined().contains("mode-collapse") == true)
    }

    @Test("runs are diagnosed at their end, also where training fails, and the page counts what was right")
    func page() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gan-clinic-\(UUID().uuidString)", isDirectory: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let sick = try patient(
            "# %% [markdown]\n# # Far too large steps\n# %%\ndata ring\nbatch 8\nloss lsgan\noptimizer sgd rate 300\ntrain 60\n# %% verdict=\"not-a-number\" fails=\"yes\"\n")
        let sound = try ClinicCase(Source(name: "b.gan", text: "data moons\nbatch 8\ntrain 25\n# %% verdict=\"healthy\"\nexpect step == 25"), name: "b")
        let never = try ClinicCase(Source(name: "c.gan", text: "data moons\nbatch 8\ntrain 2\n# %% verdict=\"mode-collapse\"\nexpect step == 3"), name: "c")
        var options = SessionOptions()
        options.outputFolder = folder
        let runs = ClinicRuns([sick, sound, never], seeds: [1, 2], jobs: 2, options: options, version: "test")
        runs.pool.run()
        let page = ClinicPage(runs, command: "gan clinic cases", circumstances: "Measured with care.").text
        #expect(page.contains("Sick trainings named right: 2 of 2 (100 %)"))
        #expect(page.contains("seeds (1 to 2)") && page.contains("Measured with care."))
        #expect(page.contains("| not-a-number | 2 | 2 of 2 (100 %) | not-a-number 2 |"))
        #expect(page.contains("| Far too large steps | not-a-number | 2 of 2 | 2 | 2 |"))
        #expect(page.contains("| c | mode-collapse | 0 of 2 | 0 | 0 |"))
    }
}
