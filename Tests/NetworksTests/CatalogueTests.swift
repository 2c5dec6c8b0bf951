import Declarations
import Testing

@testable import Networks

/// The smallest use of each declared thing that needs more than its defaults.
let minimalArguments: [String: [String: OptionValue]] = [
    "dense": ["units": .number(5)],
    "conv": ["channels": .number(4)],
    "deconv": ["channels": .number(4)],
    "reshape": ["size": .size([2, 2, 3])],
]

@Suite("Every catalogue of Networks")
struct CatalogueTests {
    static let catalogues: [(name: String, types: [any Declared.Type])] = [
        ("layer", layerCatalogue), ("loss", lossCatalogue), ("penalty", penaltyCatalogue), ("trick", trickCatalogue),
        ("optimizer", optimizerCatalogue), ("initializer", initializerCatalogue),
    ]

    static let declarations: [Declaration] = catalogues.flatMap { $0.types.map { $0.declaration } }

    @Test("has as many entries as the language promises")
    func counts() {
        let counts = Dictionary(uniqueKeysWithValues: Self.catalogues.map { ($0.name, $0.types.count) })
        #expect(counts == ["layer": 17, "loss": 6, "penalty": 2, "trick": 1, "optimizer": 3, "initializer": 6])
    }

    @Test("says each word once", arguments: catalogues.indices)
    func uniqueWords(index: Int) {
        let words = Self.catalogues[index].types.flatMap { $0.declaration.words }
        #expect(Set(words).count == words.count)
    }

    @Test("gives every entry a source, and an example that uses it", arguments: declarations)
    func sourceAndExample(declaration: Declaration) {
        #expect(declaration.source.count > 10)
        #expect(declaration.example.contains(declaration.name))
    }

    @Test("words summaries in lower case without a final stop", arguments: declarations)
    func summaries(declaration: Declaration) {
        let options = declaration.arguments + declaration.options
        for summary in [declaration.summary] + options.map(\.summary) {
            #expect(summary.first?.isLowercase == true || summary.first?.isNumber == true, "\(summary)")
            #expect(!summary.hasSuffix("."), "\(summary)")
            #expect(summary.count < 120, "\(summary)")
        }
    }

    @Test("names options in kebab case, once each", arguments: declarations)
    func optionNames(declaration: Declaration) {
        let names = (declaration.arguments + declaration.options).map(\.name)
        #expect(Set(names).count == names.count)
        for name in names + declaration.words {
            #expect(name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }, "\(name)")
        }
    }

    @Test("has defaults inside their own ranges", arguments: declarations)
    func defaults(declaration: Declaration) {
        for option in declaration.arguments + declaration.options {
            switch (option.kind, option.defaultValue) {
            case (.integer(let range), .number(let value)?): #expect(range.contains(Int(value)))
            case (.number(let range), .number(let value)?): #expect(range.contains(value))
            case (.word(let words), .word(let value)?): #expect(words.contains(value))
            case (_, nil): break
            default: Issue.record("the default of `\(option.name)` is of another kind")
            }
        }
    }

    @Test("makes every entry from its defaults and least arguments")
    func construction() throws {
        for type in Self.catalogues.flatMap({ $0.types }) {
            let declaration = type.declaration
            let made = try type.init(OptionValues(declaration, minimalArguments[declaration.name] ?? [:]))
            #expect(made.name == declaration.name)
        }
    }
}
