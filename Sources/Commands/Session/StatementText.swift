import Declarations
import Language

extension BoundEntry {
    /// The entry as a script would write it with every value spelled out: `dense 128 initializer he relu`.
    var statementText: String { statementText(leavingOut: nil) }

    /// The same without one of its options.
    func statementText(leavingOut left: String?) -> String {
        var words = [name]
        for argument in declaration.arguments {
            if let value = values[argument.name] { words.append(value.statementText) }
        }
        for option in declaration.options where option.name != left {
            switch values[option.name] {
            case .flag(let isGiven)?: words += isGiven ? [option.name] : []
            case let value?: words += [option.name, value.statementText]
            case nil: break
            }
        }
        return (words + trailing.map(\.statementText)).joined(separator: " ")
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
        case .list(let members): members.map(\.statementText).joined(separator: ", ")
        }
    }
}
