import Declarations
import Language

extension Declared {
    /// This thing as a script writes it, with every value spelled out: `dense 128 initializer he`.
    ///
    /// - Parameter omitted: options that are left to their default.
    func statementText(without omitted: Set<String> = []) -> String {
        let (declaration, values) = (Self.declaration, optionValues)
        var words = [declaration.name]
        for argument in declaration.arguments {
            if let value = values[argument.name] { words.append(value.statementText) }
        }
        for option in declaration.options where !omitted.contains(option.name) {
            switch values[option.name] {
            case .flag(let isGiven)?: words += isGiven ? [option.name] : []
            case let value?: words += [option.name, value.statementText]
            case nil: break
            }
        }
        return words.joined(separator: " ")
    }
}

extension OptionValue {
    /// The value as a script would write it.
    var statementText: String {
        switch self {
        case .number(let number): Value.number(number).description
        case .word(let word): word
        case .size(let extents): Value.size(extents).description
        case .text(let text): Value.text(text).description
        case .flag(let truth): truth ? "true" : "false"
        case .schedule, .interval: wording
        case .list(let members): members.map(\.statementText).joined(separator: ", ")
        }
    }
}
