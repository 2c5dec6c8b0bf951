/// One argument or option of a declared thing: its name, what it may be, its default, its unit, and one line of help.
public struct OptionDeclaration: Sendable, Hashable {
    public var name: String
    public var kind: OptionKind
    /// Used when the script is silent; `nil` means the script must say it, unless `isOptional`.
    public var defaultValue: OptionValue?
    /// May be left out without a default.
    public var isOptional: Bool
    /// May be given several times or as a list: `classes 1, 7`.
    public var isList: Bool
    /// A number that may change while training: `rate 0.001 to 0.0001 over 5000`.
    public var isSchedule: Bool
    public var unit: String?
    public var summary: String

    public init(
        _ name: String, _ kind: OptionKind, default defaultValue: OptionValue? = nil,
        isOptional: Bool = false, isList: Bool = false, isSchedule: Bool = false, unit: String? = nil, summary: String
    ) {
        precondition(!isSchedule || kind.isNumber, "only a number changes while training")
        self.name = name
        self.kind = kind
        self.defaultValue = defaultValue
        self.isOptional = isOptional
        self.isList = isList
        self.isSchedule = isSchedule
        self.unit = unit
        self.summary = summary
    }
}

/// What an option may be.
public enum OptionKind: Sendable, Hashable {
    /// A whole number in the range.
    case integer(ClosedRange<Int>)
    /// A number in the range.
    case number(ClosedRange<Double>)
    /// A number in the range, or all numbers between two of them: `0.7..1.2`.
    case interval(ClosedRange<Double>)
    /// One of these words.
    case word([String])
    /// `32`, `28x28x1` or the word `data`, which stands for the data set's own size.
    case size
    /// Any text: a file name, a title.
    case text
    /// A text that names a file with one of these endings, or a folder where `/` is among them.
    case file(extensions: [String])
    /// A name or a number that stands for one: a column of a table.
    case key
    /// Present or absent.
    case flag
}

extension OptionKind {
    var isNumber: Bool {
        if case .number = self { true } else { false }
    }

    /// Whole numbers from 1 up.
    public static let count = OptionKind.integer(1...1_000_000_000)
    /// Seeds: whole numbers that every number near them can be told from; from 2⁵³ on a number stands for its neighbour too.
    public static let seed = OptionKind.integer(0...largestSeed)
    public static let largestSeed = 9_007_199_254_740_991
    /// Numbers above or equal to 0.
    public static let nonNegative = OptionKind.number(0...Double.greatestFiniteMagnitude)
    /// Numbers above 0.
    ///
    /// The bound is no subnormal number: training takes those as zero, and 0 would be inside.
    public static let positive = OptionKind.number(Double.leastNormalMagnitude...Double.greatestFiniteMagnitude)
    /// Numbers from 0 to 1.
    public static let fraction = OptionKind.number(0...1)
}
