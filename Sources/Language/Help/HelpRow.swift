import Declarations

/// One line of a table of arguments and options.
struct HelpRow {
    var name: String
    var summary: String
    /// What it may be, as a sentence would say it.
    var type: String
    var defaultValue: String?
    var unit: String?

    /// Type, unit and default, for the terminal.
    var details: String {
        ([type] + [unit.map { "in \($0)" }, defaultValue.map { "default \($0)" }].compactMap { $0 })
            .filter { !$0.isEmpty }.joined(separator: ", ")
    }

    init(_ option: OptionDeclaration) {
        name = option.name
        summary = option.summary
        type =
            option.kind == .flag
            ? "a switch"
            : option.kind.wording + (option.isList ? ", or several" : "")
                + (option.isSchedule ? ", or a change such as `0.1 to 0.01 over 5000`" : "")
        defaultValue = option.kind == .flag ? nil : option.defaultValue?.wording
        unit = option.unit
    }

    init(_ argument: ArgumentDeclaration) {
        if case .value(let option) = argument.kind {
            self = HelpRow(option)
            return
        }
        name = argument.name
        summary = argument.summary
        unit = nil
        let several = argument.isRepeated ? ", or several" : ""
        switch argument.kind {
        case .file(let extensions):
            type =
                "a file name in quotes"
                + (extensions.isEmpty ? "" : ": " + extensions.map { ".\($0)" }.joined(separator: ", "))
        case .entry(let catalogue, _): type = "one of the \(catalogue.plural)" + several
        case .name, .topic: type = "a name" + several
        case .expression: type = "a value or calculation" + several
        case .statement: type = "a statement"
        case .alternatives(let commands): type = "one of " + enumerated(commands.map { "`\($0)`" }) + ", with alternatives"
        default: type = "a condition"
        }
    }

    init(_ clause: ClauseDeclaration) {
        name = clause.name
        summary = clause.summary
        type = "a condition"
    }
}

extension CommandDeclaration {
    var rows: [HelpRow] { arguments.map { HelpRow($0) } + options.map { HelpRow($0) } + clauses.map { HelpRow($0) } }
}

extension Declaration {
    var rows: [HelpRow] { (arguments + options).map { HelpRow($0) } }
}
