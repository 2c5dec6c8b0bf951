import Declarations

/// What the language knows of one command: enough to parse, check, complete and explain it.
public struct CommandDeclaration: Sendable {
    public var name: String
    public var aliases: [String]
    /// One line, lower case, no final stop.
    public var summary: String
    /// Heading in `help` and in the reference: `running`.
    public var group: String
    /// Given by place, in this order.
    public var arguments: [ArgumentDeclaration]
    /// Given by name, in any order.
    public var options: [OptionDeclaration]
    /// Words that a condition follows: `until modes >= 8`.
    public var clauses: [ClauseDeclaration]
    /// Script lines that run; the first one heads the help.
    public var examples: [String]
    /// Sentences below the tables of the help.
    public var notes: [String]
    public var source: String?
    /// The form in one line, where it does not follow from the arguments: `let NAME = VALUE`.
    public var form: String?
    /// It describes and does nothing else, so that it may stand in a file of data: see `Interpreter.readRecipe`.
    public var isRecipe: Bool
    /// What a line of it changes, for checks that do not know the line's values; of a recipe by default the part that the
    /// command is named after.
    public var changes: Set<Change>
    /// Whether the record of what was typed keeps its lines: no question, and nothing that records its own doings.
    public var isRecorded: Bool
    /// The files that it names are there already: it reads them, and completion looks wherever a script may.
    public var readsFiles: Bool
    /// It looks at what is there and leaves it as it is, so that it may stand within a statement that looks elsewhere.
    public var isLook: Bool

    /// Something that lines change; each language has its own.
    public struct Change: Sendable, Hashable {
        public var name: String

        public init(_ name: String) { self.name = name }
    }

    public init(
        _ name: String, aliases: [String] = [], summary: String, group: String,
        arguments: [ArgumentDeclaration] = [], options: [OptionDeclaration] = [], clauses: [ClauseDeclaration] = [],
        examples: [String], notes: [String] = [], source: String? = nil, form: String? = nil,
        isRecipe: Bool = false, changes: Set<Change>? = nil, isRecorded: Bool = true, readsFiles: Bool = false,
        isLook: Bool = false
    ) {
        self.name = name
        self.aliases = aliases
        self.summary = summary
        self.group = group
        self.arguments = arguments
        self.options = options
        self.clauses = clauses
        self.examples = examples
        self.notes = notes
        self.source = source
        self.form = form
        self.isRecipe = isRecipe
        self.changes = changes ?? (isRecipe ? [Change(name)] : [])
        self.isRecorded = isRecorded
        self.readsFiles = readsFiles
        self.isLook = isLook
    }

    /// Name and aliases together.
    public var words: [String] { [name] + aliases }

    /// What the files that its arguments name end in, without the dot; empty where any will do.
    public var fileExtensions: [String] {
        arguments.flatMap { argument -> [String] in
            if case .file(let extensions) = argument.kind { extensions } else { [] }
        }
    }

    /// What its arguments choose from, words behind an entry left out.
    var catalogues: [Catalogue] {
        arguments.compactMap { argument in
            if case .entry(let catalogue, _) = argument.kind { catalogue } else { nil }
        }
    }
}

/// A word of a command that a condition follows.
public struct ClauseDeclaration: Sendable {
    public var name: String
    public var isRequired: Bool
    public var summary: String

    public init(_ name: String, isRequired: Bool = false, summary: String) {
        self.name = name
        self.isRequired = isRequired
        self.summary = summary
    }
}

/// One argument given by place.
public struct ArgumentDeclaration: Sendable {
    public enum Kind: Sendable {
        /// A plain value: a number, a word, a size, a text.
        case value(OptionDeclaration)
        /// A text that names a file; completion lists files with these extensions.
        case file(extensions: [String])
        /// A word of a catalogue, followed by that entry's own arguments and options. Words of `trailing` may follow
        /// them, each with its own: `dense 128 relu`.
        case entry(Catalogue, trailing: Catalogue?)
        /// A name that a person chooses.
        case name
        /// Any word of the language, as `help` takes it: a command or an entry of any catalogue.
        case topic
        /// An expression, evaluated when the command asks.
        case expression
        /// An expression that is true or false.
        case condition
        /// Another statement, to the end of the line: `at 500 plot samples`. It stands last.
        case statement
        /// One of these commands with what may stand behind it in several ways, commas between them, up to an option of the
        /// command itself: `loss wgan-gp weight 1, hinge`. Each way is a statement.
        case alternatives(of: [String])
    }

    public var name: String
    public var kind: Kind
    public var isOptional: Bool
    /// Takes everything that fits, at least one unless optional.
    public var isRepeated: Bool
    public var summary: String

    public init(_ name: String, _ kind: Kind, isOptional: Bool = false, isRepeated: Bool = false, summary: String) {
        self.name = name
        self.kind = kind
        self.isOptional = isOptional
        self.isRepeated = isRepeated
        self.summary = summary
    }

    /// A plain value, declared like an option.
    public static func value(_ option: OptionDeclaration) -> ArgumentDeclaration {
        ArgumentDeclaration(
            option.name, .value(option), isOptional: option.isOptional || option.defaultValue != nil,
            isRepeated: option.isList, summary: option.summary)
    }

    public static func value(
        _ name: String, _ kind: OptionKind, default defaultValue: OptionValue? = nil, isOptional: Bool = false,
        isList: Bool = false, unit: String? = nil, summary: String
    ) -> ArgumentDeclaration {
        .value(
            OptionDeclaration(
                name, kind, default: defaultValue, isOptional: isOptional, isList: isList, unit: unit, summary: summary)
        )
    }

    public static func file(
        _ name: String = "file", extensions: [String] = [], isOptional: Bool = false, summary: String
    ) -> ArgumentDeclaration {
        ArgumentDeclaration(name, .file(extensions: extensions), isOptional: isOptional, summary: summary)
    }

    public static func entry(
        _ name: String, of catalogue: Catalogue, trailing: Catalogue? = nil, isOptional: Bool = false,
        isRepeated: Bool = false, summary: String
    ) -> ArgumentDeclaration {
        ArgumentDeclaration(
            name, .entry(catalogue, trailing: trailing), isOptional: isOptional, isRepeated: isRepeated,
            summary: summary)
    }
}
