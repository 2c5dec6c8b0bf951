/// A JSON value as the strict scanner reads it; members of an object keep their order.
enum JSONValue: Equatable {
    case object([Member])
    case array([JSONValue])
    case string(String)
    /// A whole number without sign, point or exponent: an offset or an extent, which must be exact.
    case natural(UInt64)
    case number(Double)
    case boolean(Bool)
    case null

    struct Member: Equatable {
        var name: String
        var value: JSONValue
    }
}

extension JSONValue {
    /// The text of a JSON string literal, quotes included: control characters, quotes and backslashes escaped.
    static func literal(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if scalar.value < 0x20 {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}
