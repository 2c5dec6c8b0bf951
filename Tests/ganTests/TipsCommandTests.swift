import Foundation
import Testing

@testable import gan

@Suite("`gan tips`")
struct TipsCommandTests {
    private let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("gan-tips-command-\(UUID().uuidString)", isDirectory: true)

    private func write(_ name: String, _ text: String) throws {
        let file = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    private func run(_ arguments: [String] = []) throws {
        let tips = folder.appendingPathComponent("tips").path
        let out = folder.appendingPathComponent("out").path
        var command = try Gan.parseAsRoot(["tips", tips, "--quiet", "--seeds", "1..2", "--jobs", "2", "--out", out] + arguments)
        try command.run()
    }

    private func page(_ name: String = "TIPS.md") -> String {
        (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)) ?? ""
    }

    @Test("the page lies beside the folder; a second call runs nothing again; a mistake runs nothing")
    func whole() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write(
            "tips/baselines/ring.gan",
            """
            # %% [markdown]
            # # A tiny ring
            #
            # Small.
            # %%
            let steps = 1000000000
            data ring
            model mlp width 8
            # %% train measure="modes"
            train (steps)
            """)
        let tip = "# %% [markdown]\n# # A paper\n# %% [markdown] place=\"1\"\n# ## Batches\n#\n# Small.\n# %% ring\nbatch "
        try write("tips/1-paper.gan", tip + "4\n")
        try run(["--set", "steps=2"])
        let first = page()
        #expect(first.contains("**Batches** (1)<br>Small. | `batch 4` | "))
        #expect(!first.contains("easured yet"))
        try run(["--set", "steps=2", "--page", folder.appendingPathComponent("again.md").path])
        // Also the seconds are those of the first time.
        #expect(page("again.md") == first)

        try write("tips/1-paper.gan", tip + "many\n")
        #expect(throws: ExitStatus.mistake) { try run(["--set", "steps=2"]) }
        #expect(throws: ExitStatus.mistake) { try run(["--set", "stepps=2"]) }
        #expect(page() == first)
    }

    @Test("a folder without tips is refused, and so is a page that is none")
    func refused() throws {
        #expect(throws: ExitStatus.mistake) { try run() }
        #expect(throws: (any Error).self) { _ = try Gan.parseAsRoot(["tips", "tips", "--page", "tips.txt"]) }
        #expect(throws: (any Error).self) { _ = try Gan.parseAsRoot(["tips", "tips", "--jobs", "0"]) }
    }
}
