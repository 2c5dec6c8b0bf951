import Declarations
import Testing

@testable import Networks

/// The least that a declared thing must be given: a value for every argument and option without a default.
func leastValues(_ declaration: Declaration) -> [String: OptionValue] {
    // The one layer whose size must hold as many numbers as reach it.
    if declaration.name == "reshape" { return ["size": .size([2, 2, 3])] }
    // Noise with codes has at least one, of whichever kind.
    if declaration.name == "codes" { return ["noise": .number(2), "categorical": .list([.number(3)])] }
    var least: [String: OptionValue] = [:]
    for option in declaration.arguments + declaration.options where option.defaultValue == nil && !option.isOptional {
        switch option.kind {
        case .size: least[option.name] = .number(5)
        case .integer(let range): least[option.name] = .number(Double(max(2, range.lowerBound)))
        case .number(let range), .interval(let range): least[option.name] = .number(max(0.5, range.lowerBound))
        case .word(let words): least[option.name] = .word(words.first ?? "a")
        case .text, .file, .key: least[option.name] = .text("a")
        case .flag: break
        }
    }
    return least
}

/// What must be chosen beside an option for it to count.
private let companionsOfOptions: [String: [String: OptionValue]] = [
    "deviation": ["initializer": .word("normal")], "gain": ["initializer": .word("orthogonal")], "value": ["initializer": .word("constant")],
    // What a generator wants lies in the upper half of what the scores are drawn to.
    "wanted": ["generated": .number(-1)],
    "through": ["rate": .number(0.1)], "generated": ["insist": .flag(true)], "insist": ["generated": .number(0.1)],
    "over": ["target": .number(0.6)],
]

@Suite("Every catalogue of Networks")
struct CatalogueTests {
    static let catalogues: [(name: String, types: [any Declared.Type])] = [
        ("layer", layerCatalogue), ("loss", lossCatalogue), ("penalty", penaltyCatalogue), ("trick", trickCatalogue),
        ("optimizer", optimizerCatalogue), ("initializer", initializerCatalogue), ("latent", latentCatalogue),
    ]

    static let declarations: [Declaration] = catalogues.flatMap { $0.types.map { $0.declaration } }

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
            case (.interval(let range), .number(let value)?): #expect(range.contains(value))
            case (.word(let words), .word(let value)?): #expect(words.contains(value))
            case (_, nil): break
            default: Issue.record("the default of `\(option.name)` is of another kind")
            }
        }
    }

    @Test("says the values that make every entry again, whichever option has another value", arguments: declarations)
    func values(declaration: Declaration) throws {
        let type = try #require(Self.catalogues.flatMap(\.types).first { $0.declaration == declaration })
        let least = leastValues(declaration)
        let plain = try again(type, least)
        for option in declaration.arguments + declaration.options {
            let now = OptionValues(declaration, least)[option.name]
            var given = least.merging(companions(of: option.name, in: declaration)) { $1 }
            given[option.name] = try #require(option.value(otherThan: now), "\(option.name)")
            #expect(try !again(type, given).isEqual(to: plain), "\(option.name)")
        }
    }

    private func companions(of option: String, in declaration: Declaration) -> [String: OptionValue] {
        let options = declaration.arguments + declaration.options
        return (companionsOfOptions[option] ?? [:]).filter { name, _ in options.contains { $0.name == name } }
    }

    /// Makes an entry, and again from what the first says of itself: both are the same and say what was given.
    private func again(_ type: any Declared.Type, _ given: [String: OptionValue]) throws -> any Declared {
        let declaration = type.declaration
        let made = try type.init(OptionValues(declaration, given))
        let values = made.optionValues
        #expect(try type.init(values).isEqual(to: made))
        let options = declaration.arguments + declaration.options
        #expect(values.names.allSatisfy { name in options.contains { $0.name == name } })
        for (name, value) in given where value != values[name] {
            // A single number stands for a size of one extent.
            #expect(OptionValues([name: value]).size(name) == values.size(name), "\(name)")
        }
        return made
    }

    @Test("makes every entry from its defaults and least arguments")
    func construction() throws {
        for type in Self.catalogues.flatMap({ $0.types }) {
            let declaration = type.declaration
            let made = try type.init(OptionValues(declaration, leastValues(declaration)))
            #expect(made.name == declaration.name)
        }
    }
}

extension OptionDeclaration {
    /// A value that it takes, and that is not the one given.
    fileprivate func value(otherThan given: OptionValue?) -> OptionValue? {
        var candidates: [OptionValue] = []
        switch kind {
        case .integer(let range):
            candidates = [5, 2, range.lowerBound, range.upperBound].filter(range.contains).map { .number(Double($0)) }
        case .number(let range): candidates = [0.1, 0.3, 2].filter(range.contains).map { .number($0) }
        case .interval(let range): candidates = range.contains(0.25) && range.contains(0.5) ? [.interval(0.25...0.5)] : []
        // Where any word will do, as for the name of a layer.
        case .word(let words): candidates = (words.isEmpty ? ["a", "b"] : words.reversed()).map { .word($0) }
        case .size: candidates = [.number(6), .number(7)]
        case .flag: candidates = [.flag(true), .flag(false)]
        case .text, .file, .key: break
        }
        if isList { candidates = candidates.map { .list([$0]) } }
        return candidates.first { $0 != given && $0 != defaultValue }
    }
}
