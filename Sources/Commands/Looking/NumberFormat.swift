import Foundation

/// A number in a format of the C library.
func formatted(_ value: Double, _ format: String) -> String { String(format: format, value) }

/// A whole number with a narrow gap every three digits, from five digits on: `1200`, `66 049`.
func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    guard digits.count > 4 else { return String(number) }
    var result = ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index).isMultiple(of: 3) { result += " " }
        result.append(digit)
    }
    return (number < 0 ? "-" : "") + result
}

/// `7x7x64`.
func sizeText(_ size: [Int]) -> String { size.map(String.init).joined(separator: "x") }
