import Language
import Testing

@testable import Commands

@Suite("Files of tips")
struct TipFileTests {
    private static let first = """
        # %% [markdown]
        # # A paper
        #
        # *Its title*, with
        # an address.

        """

    private func source(_ text: String) throws -> TipSource {
        try TipFile.source(Source(name: "paper.gan", text: Self.first + text), baselines: ["ring", "digits"])
    }

    private func refusal(_ text: String) -> String {
        do { _ = try source(text) } catch { return (error as? Diagnostic)?.message ?? "\(error)" }
        return ""
    }

    @Test("a tip has a place, advice, statements with and without it, training of its own, and what a reader is shown")
    func whole() throws {
        let source = try source(
            """
            # %% [markdown] place="section 3" lesson="03-digits.gan" question="One or two?"
            # ## Two
            #
            # Take two,
            # not one.
            #
            # It helps.
            # %% ring without
            latent 1
            # %% ring
            latent 2
            # %% digits shows="latent 2; batch 4"
            latent 2
            trick average
            batch 4
            # %% digits train
            train 7
            # %% [markdown] place="section 4"
            # ## Look
            #
            # Look at it.
            #
            # Not a statement: `plot samples`
            # shows it.
            """)
        #expect(source.title == "A paper")
        #expect(source.citation == "*Its title*, with an address.")
        #expect(source.tips.map(\.title) == ["Two", "Look"])
        let tip = source.tips[0]
        #expect(tip.advice == "Take two, not one. It helps.")
        #expect(tip.place == "section 3" && tip.lesson == "03-digits.gan" && tip.question == "One or two?")
        #expect(tip.procedure == nil)
        #expect(tip.trials.map(\.baseline) == ["ring", "digits"])
        #expect(tip.trials[0].with == "latent 2" && tip.trials[0].without == "latent 1" && tip.trials[0].shown == "latent 2")
        #expect(tip.trials[1].training == "train 7" && tip.trials[1].shown == "latent 2\nbatch 4")
        #expect(source.tips[1].procedure == "`plot samples` shows it." && source.tips[1].trials.isEmpty)
    }

    @Test("what is not as it should be is refused, each with its reason")
    func refused() {
        let tip = "# %% [markdown] place=\"1\"\n# ## Two\n#\n# Take two.\n"
        #expect(refusal(tip) == "`Two` has either statements or a paragraph `Not a statement: …`")
        #expect(refusal(tip + "#\n# Not a statement: no.\n# %% ring\nlatent 2").contains("either statements or"))
        #expect(refusal("# %% [markdown]\n# ## Two\n# Take two.\n# %% ring\nlatent 2").contains("expected `place=\"…\"`"))
        #expect(refusal("# %% [markdown] place=\"1\"\n# ## Two\n# %% ring\nlatent 2") == "expected the advice below `Two`")
        #expect(refusal(tip + "# %% rings\nlatent 2").contains("expected a recipe in the percent line, found `rings`"))
        #expect(refusal(tip + "# %% ring with\nlatent 2").contains("expected `without` or `train` behind `ring`, found `with`"))
        #expect(refusal(tip + "# %% ring shows=\"batch 2\"\nlatent 2").contains("expected lines of this cell in `shows`, found `batch 2`"))
        #expect(refusal("# %% ring\nlatent 2") == "expected a tip before statements")
    }

    @Test("a recipe has words, statements, training, and measurements that there are")
    func baseline() throws {
        func baseline(_ end: String) throws -> TipBaseline {
            let text = "# %% [markdown]\n# # The ring\n#\n# Eight.\n# %% The recipe\ndata ring\n# %% And\nlatent 4\n\(end)"
            return try TipFile.baseline(Source(name: "ring.gan", text: text), name: "ring")
        }
        let ring = try baseline("# %% train measure=\"modes quality\"\ntrain 9")
        #expect(ring.title == "The ring" && ring.words == "Eight." && ring.measured == ["modes", "quality"])
        #expect(ring.script("") == "data ring\nlatent 4\ntrain 9\n")
        #expect(ring.script("batch 4", training: "train 1") == "data ring\nlatent 4\nbatch 4\ntrain 1\n")
        #expect(throws: Diagnostic.self) { try baseline("# %% train measure=\"beauty\"\ntrain 9") }
        #expect(throws: Diagnostic.self) { try baseline("# %% train\ntrain 9") }
        #expect(throws: Diagnostic.self) { try baseline("") }
    }
}
