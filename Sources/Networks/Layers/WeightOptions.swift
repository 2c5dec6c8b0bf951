import Declarations

/// What `dense`, `conv` and `deconv` have in common: how the weights start, and whether a bias is added.
///
/// The initializers' own options are read from their declarations, so a new initializer needs no line here.
public struct WeightOptions: Sendable {
    public var initializer: any Initializer
    public var hasBias: Bool

    public init(initializer: any Initializer = HeInitializer(), hasBias: Bool = true) {
        self.initializer = initializer
        self.hasBias = hasBias
    }

    static let declarations: [OptionDeclaration] =
        withoutBias + [
            OptionDeclaration("no-bias", .flag, isOptional: true, summary: "adds no bias, as before a normalisation")
        ]

    /// How the weights start alone, for layers that never add a bias.
    static let withoutBias: [OptionDeclaration] =
        [
            OptionDeclaration(
                "initializer", .word(initializerCatalogue.flatMap { $0.declaration.words }),
                default: .word(HeInitializer.declaration.name), summary: "how the weights start")
        ] + initializerOptions

    /// Every initializer's options, none of them required: each is used only with its own initializer.
    private static let initializerOptions: [OptionDeclaration] = initializerCatalogue.flatMap { type in
        type.declaration.options.map { option in
            var option = option
            option.summary += ", with `initializer \(type.declaration.name)`"
            option.defaultValue = nil
            option.isOptional = true
            return option
        }
    }

    /// The initializers that have the option, as a learner would write them.
    private static func owners(of option: String) -> String {
        initializerCatalogue.filter { $0.declaration.options.contains { $0.name == option } }
            .map { "`initializer \($0.declaration.name)`" }.joined(separator: ", ")
    }

    init(_ values: OptionValues) throws(Refusal) {
        hasBias = !values.flag("no-bias")
        let word = values.word("initializer")
        guard let type = initializerCatalogue.first(where: { $0.declaration.words.contains(word) }) else {
            throw Refusal("unknown initializer `\(word)`")
        }
        let own = Set(type.declaration.options.map(\.name))
        var given: [String: OptionValue] = [:]
        for option in Self.initializerOptions {
            guard let value = values[option.name] else { continue }
            guard own.contains(option.name) else {
                throw Refusal(
                    "`initializer \(word)` has no option `\(option.name)`",
                    help: "`\(option.name)` belongs to \(Self.owners(of: option.name))")
            }
            given[option.name] = value
        }
        initializer = try type.init(OptionValues(type.declaration, given))
    }

    var optionValues: OptionValues {
        var values = initializer.optionValues
        values["initializer"] = .word(initializer.name)
        if !hasBias { values["no-bias"] = .flag(true) }
        return values
    }

    /// The parameters `weight` and, unless it is left out, `bias` (which starts at 0).
    func parameters(
        weightShape: [Int], axes: [String], fan: Fan, biasCount: Int
    ) -> [ParameterSpecification] {
        let weight = ParameterSpecification("weight", shape: weightShape, axes: axes, fan: fan, initializer: initializer)
        guard hasBias else { return [weight] }
        return [weight, ParameterSpecification("bias", shape: [biasCount], axes: ["outputs"], initializer: ZerosInitializer())]
    }
}
