import Declarations
import Testing

@testable import Networks

/// The least that a declared thing must be given: a value for every argument and option without a default.
func leastValues(_ declaration: Declaration) -> [String: OptionValue] {
    // The one layer whose size must hold as many numbers as reach it.
    if declaration.name == "reshape" { return ["size": .size([2, 2, 3])] }
    var least: [String: OptionValue] = [:]
    for option in declaration.arguments + declaration.options where option.defaultValue == nil && !option.isOptional {
        switch option.kind {
        case .size: least[option.name] = .number(5)
        case .integer(let range): least[option.name] = .number(Double(max(2, range.lowerBound)))
        case .number(let range): least[option.name] = .number(max(0.5, range.lowerBound))
        case .word(let words): least[option.name] = .word(words.first ?? "a")
        case .text, .file, .key: least[option.name] = .text("a")
        case .flag: break
        }
    }
    return least
}

/// Another value for an option than it has by itself; `nil` where there is no other.
func otherValue(_ option: OptionDeclaration) -> OptionValue? {
    switch option.kind {
    case .size: .size([3, 2, 2])
    case .integer(let range):
        [range.lowerBound, range.lowerBound + 1, 3].filter(range.contains).map { .number(Double($0)) }
            .first { $0 != option.defaultValue }
    case .number(let range):
        [0.3, range.lowerBound / 2 + range.upperBound / 2, range.upperBound].filter(range.contains).map { .number($0) }
            .first { $0 != option.defaultValue }
    case .word(let words): words.last.map { .word($0) }.flatMap { $0 == option.defaultValue ? nil : $0 }
    case .text, .file, .key: .text("b")
    case .flag: .flag(true)
    }
}

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
            case (.word(let words), .word(let value)?): #expect(words.contains(value))
            case (_, nil): break
            default: Issue.record("the default of `\(option.name)` is of another kind")
            }
        }
    }

    @Test("says the values that make every entry again, defaults written out")
    func values() throws {
        for type in Self.catalogues.flatMap({ $0.types }) {
            let declaration = type.declaration
            let least = leastValues(declaration)
            let plain = try type.init(OptionValues(declaration, least))
            #expect(try type.init(plain.optionValues).isSame(as: plain), "\(declaration.name)")
            let options = declaration.arguments + declaration.options
            #expect(plain.optionValues.names.allSatisfy { name in options.contains { $0.name == name } }, "\(declaration.name)")
            var made = 0
            for option in options {
                guard let value = otherValue(option) else { continue }
                // Some options mean something beside another one only, and say so.
                guard let other = try? type.init(OptionValues(declaration, least.merging([option.name: value]) { $1 })) else {
                    continue
                }
                made += 1
                #expect(try type.init(other.optionValues).isSame(as: other), "\(declaration.name) \(option.name)")
                #expect(!other.isSame(as: plain), "\(declaration.name) \(option.name)")
            }
            #expect(made > 0 || options.isEmpty, "\(declaration.name)")
        }
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
