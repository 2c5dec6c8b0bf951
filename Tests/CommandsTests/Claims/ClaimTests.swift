import Declarations
import Language
import Testing

@testable import Commands

/// A claim of a thing, with a recipe in which its circumstance holds and one near it in which it does not.
struct ClaimCase: Sendable, CustomTestStringConvertible {
    /// The statement's words: `loss wgan`, `layer batchnorm`.
    let thing: String
    /// How the claim's text begins.
    let text: String
    /// Behind `data ring` unless it chooses data itself.
    let holds: String
    let not: String

    init(_ thing: String, _ text: String, holds: String, not: String) {
        self.thing = thing
        self.text = text
        self.holds = holds
        self.not = not
    }

    var testDescription: String { "\(thing) \(text)" }

    static let all = ofLoss + ofShown + ofNorm + ofBlock + ofDynamics + ofPreset
}

@Suite("What declarations claim of each other")
struct ClaimTests {
    /// Everything that is said when a recipe is checked.
    private func said(_ recipe: String) throws -> [String] {
        let data = recipe.contains("data ") ? "" : "data ring\n"
        return try record([data + recipe + "\nshow model"]).events.compactMap { event in
            guard case .diagnostic(let diagnostic) = event else { return nil }
            return diagnostic.message
        }
    }

    @Test("a claim is told where its circumstance holds, and only there", arguments: ClaimCase.all)
    func told(_ claim: ClaimCase) throws {
        let start = "`\(claim.thing)`"
        func isTold(_ messages: [String]) -> Bool { messages.contains { $0.hasPrefix(start) && $0.contains(claim.text) } }
        let (here, elsewhere) = (try said(claim.holds), try said(claim.not))
        #expect(isTold(here), "\(here)")
        #expect(!isTold(elsewhere), "\(elsewhere)")
    }

    @Test("every claim with a circumstance is tried")
    func complete() {
        for command in commandCatalogue.map({ $0.declaration }) {
            for entry in [command].catalogues.flatMap(\.entries) {
                for claim in entry.claims where claim.circumstance != nil && claim.kind != .cures {
                    let thing = "\(command.name) \(entry.name)"
                    let isTried = ClaimCase.all.contains { $0.thing == thing && claim.text.hasPrefix($0.text) }
                    #expect(isTried, "`\(thing)` \(claim.text)")
                }
            }
        }
    }

    @Test("a claim is a sentence with its source, and its options are the thing's own")
    func wording() {
        for catalogue in commandCatalogue.map({ $0.declaration }).catalogues {
            for entry in catalogue.entries {
                let own = Set((entry.arguments + entry.options).map(\.name))
                for claim in entry.claims {
                    #expect(!claim.text.hasSuffix(".") && !claim.source.isEmpty, "\(entry.name) \(claim.text)")
                    for name in claim.circumstance?.optionNames ?? [] { #expect(own.contains(name), "\(entry.name): \(name)") }
                }
            }
        }
    }
}

extension Circumstance {
    /// The options of the thing itself that it asks about.
    fileprivate var optionNames: [String] {
        switch self {
        case .option(let name, _), .word(let name, _): [name]
        case .all(let parts), .any(let parts): parts.flatMap(\.optionNames)
        case .not(let part): part.optionNames
        case .uses, .trait, .stands, .number: []
        }
    }
}
