import Declarations

extension CommandDeclaration {
    /// The form of the command in one line: `train [STEPS] [until CONDITION] [every STEPS]`.
    public var usage: String {
        if let form { return form }
        let pieces =
            arguments.map(\.usage) + options.map(\.usage)
            + clauses.map { clause in
                clause.isRequired ? "\(clause.name) CONDITION" : "[\(clause.name) CONDITION]"
            }
        return ([name] + pieces).joined(separator: " ")
    }
}

extension Declaration {
    /// The form of the entry in one line: `conv CHANNELS [kernel N] [stride N]`.
    public var usage: String {
        ([name] + arguments.map { ArgumentDeclaration.value($0).usage } + options.map(\.usage)).joined(separator: " ")
    }
}

extension ArgumentDeclaration {
    var usage: String {
        var form: String
        switch kind {
        case .value(let option):
            if case .word(let choices) = option.kind, (1...4).contains(choices.count) {
                form = choices.joined(separator: "|")
            } else {
                form = name.uppercased()
            }
        case .file: form = "\"\(name.uppercased())\""
        case .entry(_, let trailing):
            form = name.uppercased() + (trailing.map { " … [\($0.noun.uppercased())]" } ?? " …")
        case .condition: form = "CONDITION"
        default: form = name.uppercased()
        }
        if case .entry(let catalogue, nil) = kind,
            catalogue.entries.allSatisfy({ $0.arguments.isEmpty && $0.options.isEmpty })
        {
            form = name.uppercased()
        }
        if isRepeated { form += "…" }
        return isOptional ? "[\(form)]" : form
    }
}

extension OptionDeclaration {
    var usage: String {
        let form: String
        switch kind {
        case .flag: form = name
        case .integer: form = "\(name) N"
        case .number: form = "\(name) X"
        case .interval: form = "\(name) X[..X]"
        case .word(let choices):
            form = "\(name) " + ((1...4).contains(choices.count) ? choices.joined(separator: "|") : "WORD")
        case .size: form = "\(name) SIZE"
        case .text: form = "\(name) \"TEXT\""
        case .file: form = "\(name) \"FILE\""
        case .key: form = "\(name) NAME"
        }
        return defaultValue == nil && !isOptional && kind != .flag ? form : "[\(form)]"
    }
}
