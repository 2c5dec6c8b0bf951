/// What the language knows of one named thing: a layer, a loss, a data set, a command, a plot, a measurement.
///
/// Each is declared once, beside its code. Parsing, checking, help, completion, "did you mean", the reference page
/// and the generic tests all read this value; no other list of names exists.
public struct Declaration: Sendable, Hashable {
    /// The script word, in kebab case: `wgan-gp`.
    public var name: String
    /// Other words that mean the same: `critic` for `discriminator`.
    public var aliases: [String]
    /// One line, lower case, no final stop.
    public var summary: String
    /// Values given by place: `layer dense 128`.
    public var arguments: [OptionDeclaration]
    /// Values given by name: `stride 2`.
    public var options: [OptionDeclaration]
    /// Script lines that run in an otherwise empty experiment.
    public var example: String
    /// Where the idea comes from: authors, year, title or section.
    public var source: String
    /// The values that its source used, where the defaults here are others; statements in backticks.
    public var published: String?
    /// What it cures and risks, and what it does not go with.
    public var claims: [Claim]

    public init(
        _ name: String, aliases: [String] = [], summary: String,
        arguments: [OptionDeclaration] = [], options: [OptionDeclaration] = [],
        example: String, source: String, published: String? = nil, claims: [Claim] = []
    ) {
        self.name = name
        self.aliases = aliases
        self.summary = summary
        self.arguments = arguments
        self.options = options
        self.example = example
        self.source = source
        self.published = published
        self.claims = claims
    }

    /// Name and aliases together.
    public var words: [String] { [name] + aliases }
}

/// A thing that declares itself and can be made from the values a script gave.
public protocol Declared: Sendable {
    static var declaration: Declaration { get }

    /// Makes one from values that already passed the checks of `declaration` (type and range); throws `Refusal`
    /// for what only this type can know, such as two options that exclude each other.
    init(_ values: OptionValues) throws(Refusal)

    /// The values that make this thing again, every default written out; what a file keeps of it, and what decides
    /// whether two are the same.
    ///
    /// A thing without arguments and options has none and need not say so.
    var optionValues: OptionValues { get }
}

extension Declared {
    public var optionValues: OptionValues {
        precondition(
            Self.declaration.arguments.isEmpty && Self.declaration.options.isEmpty,
            "`\(Self.declaration.name)` has options and says their values itself")
        return OptionValues()
    }

    /// Whether another thing is of the same type and was made of equal values.
    public func isEqual(to other: any Declared) -> Bool {
        type(of: other) == Self.self && other.optionValues == optionValues
    }

    /// The script word of this value's type.
    public var name: String { Self.declaration.name }
}
