import Language
import Testing

@testable import Commands

@Suite("Topics of the help")
struct TopicTests {
    private func output(_ script: String, check: Bool = false) throws -> String {
        try record([script]) { $0.isCheckOnly = check }.text
    }

    @Test("every word of a topic leads to it alone, and none hides a word of the language")
    func words() {
        let own = Set(commandCatalogue.flatMap { $0.declaration.words })
        for topic in topicCatalogue {
            #expect(topic.name.allSatisfy { $0.isLowercase || $0 == "-" })
            #expect(!own.contains(topic.name), "\(topic.name)")
            for word in [topic.name, topic.phrase] + topic.words {
                #expect(topicCatalogue.topic(word)?.name == topic.name, "\(word)")
            }
        }
    }

    @Test("every topic explains itself, and its example passes a check", arguments: topicCatalogue.map(\.name))
    func examples(_ name: String) throws {
        let topic = try #require(topicCatalogue.topic(name))
        #expect(topic.text.count > 60)
        _ = try output(topic.example, check: true)
        let words = try output("help \(topic.phrase)").split(whereSeparator: \.isWhitespace)
        #expect(words.starts(with: "\(topic.phrase): \(topic.summary)".split(separator: " ")))
    }

    @Test("a statement in backticks in a topic is one that the language knows", arguments: topicCatalogue.map(\.name))
    func statements(_ name: String) throws {
        let topic = try #require(topicCatalogue.topic(name))
        let commands = commandCatalogue.map { $0.declaration }
        var known: Set<String> = ["lessons/TIPS.md", "rate", "kernel", "weight", "target", "log(x)", "BCELoss", ".png", ".svg", ".pdf", "gan"]
        known.formUnion(commands.flatMap(\.words))
        known.formUnion(commands.flatMap { $0.options.map(\.name) })
        let entries = commands.catalogues.flatMap(\.entries)
        known.formUnion(entries.flatMap(\.words))
        known.formUnion(entries.flatMap { ($0.arguments + $0.options).map(\.name) })
        known.formUnion(measurementEntries.entries.flatMap(\.words))
        let pieces = (topic.text + (topic.instead ?? "")).split(separator: "`", omittingEmptySubsequences: false)
        for (index, piece) in pieces.enumerated() where !index.isMultiple(of: 2) {
            let word = String(piece.split(separator: " ")[0])
            #expect(known.contains(word), "`\(piece)`")
        }
    }

    @Test(
        "words that people try lead somewhere",
        arguments: [
            "collapse", "vanishing gradients", "learning rate", "rate", "lr", "noise", "z", "epochs", "bce", "gan", "log",
            "dataset", "fid", "local minimum", "nash", "equilibrium", "stuck", "converge", "mode collapse", "NaN", "beta1",
            "discriminator too strong", "missing modes", "Nash equilibrium", "layer dense", "modes", "weight", "kernel", "overfitting",
        ])
    func tried(_ words: String) throws {
        #expect(try !output("help \(words)").isEmpty)
    }

    @Test("an unknown word that is a topic gets what to type, not a guess at a word that looks alike")
    func instead() throws {
        let expected = [
            "loss gan": "`minimax` is the game as it was written", "epochs 10": "`train 500` makes 500 steps",
            "lr 0.001": "`optimizer adam rate 0.001` sets it", "optimizer adam lr 0.1": "`optimizer adam rate 0.001` sets it",
            "loss bce": "`loss non-saturating` is binary cross-entropy", "z 64": "`latent 64` says how many",
            "dataset ring": "`data ring`", "print fid": "`measure modes quality balance`",
        ]
        for (script, hint) in expected {
            let error = #expect(throws: Diagnostic.self) { _ = try output(script) }
            #expect(error?.label?.contains(hint) == true, "\(script): \(String(describing: error?.label))")
            #expect(error?.help.contains { $0.contains("`help ") } == true)
        }
        let near = #expect(throws: Diagnostic.self) { _ = try output("loss wgan-pg") }
        #expect(near?.label == "did you mean `wgan-gp`?")
    }
}
