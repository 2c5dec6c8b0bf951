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

    @Test("says the values that make every entry again, defaults written out")
    func values() throws {
        // One use of each with no default left, where an option has a range or a choice to take another value from.
        let others: [String: [String: OptionValue]] = [
            "dense": ["units": .size([2, 2, 3]), "initializer": .word("normal"), "deviation": .number(0.3), "no-bias": .flag(true)],
            "conv": ["channels": .number(4), "kernel": .number(5), "stride": .number(2), "padding": .number(1)],
            "deconv": ["channels": .number(4), "kernel": .number(5), "stride": .number(2)],
            "upsample": ["factor": .number(3), "method": .word("bilinear")],
            "pool": ["method": .word("max"), "size": .number(3), "stride": .number(1)],
            "batchnorm": ["momentum": .number(0.3), "epsilon": .number(0.001)], "layernorm": ["epsilon": .number(0.001)],
            "instancenorm": ["epsilon": .number(0.001)], "dropout": ["rate": .number(0.1)],
            "leaky-relu": ["slope": .number(0.07)], "elu": ["scale": .number(0.7)], "normal": ["deviation": .number(0.1)],
            "orthogonal": ["gain": .number(1.4)], "wgan": ["clip": .number(0.3)],
            "wgan-gp": ["weight": .number(0.1), "target": .number(2)],
            "gradient-penalty": ["weight": .number(0.1), "target": .number(2)], "clip": ["limit": .number(0.3)],
            "unroll": ["steps": .number(3), "rate": .number(0.1)],
            "adam": ["rate": .number(0.1), "beta1": .number(0.2), "beta2": .number(0.3), "epsilon": .number(0.4)],
            "sgd": ["rate": .number(0.1), "momentum": .number(0.2)],
            "rmsprop": ["rate": .number(0.1), "decay": .number(0.2), "epsilon": .number(0.3)],
        ]
        for type in Self.catalogues.flatMap({ $0.types }) {
            let declaration = type.declaration
            let plain = try type.init(OptionValues(declaration, minimalArguments[declaration.name] ?? [:]))
            let options = declaration.arguments + declaration.options
            let least = minimalArguments[declaration.name] ?? [:]
            for given in [least, others[declaration.name] ?? least] {
                let made = try type.init(OptionValues(declaration, given))
                let values = made.optionValues
                #expect(try type.init(values).isSame(as: made), "\(declaration.name)")
                #expect(values.names.allSatisfy { name in options.contains { $0.name == name } }, "\(declaration.name)")
                for (name, value) in OptionValues(declaration, given).names.map({ ($0, OptionValues(declaration, given)[$0]) })
                where declaration.name != "reshape" && value != values[name] {
                    // A single number stands for a size of one extent.
                    #expect(value.map { OptionValues([name: $0]).size(name) } == values.size(name), "\(declaration.name) \(name)")
                }
            }
            guard !options.isEmpty else { continue }
            let other = try #require(others[declaration.name] ?? minimalArguments[declaration.name], "\(declaration.name)")
            if declaration.name != "reshape" {
                #expect(try !type.init(OptionValues(declaration, other)).isSame(as: plain), "\(declaration.name)")
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
