import Foundation
import Language

/// The parser of the command line suggests its nearest option, however far that is from what was typed. Only one that is
/// near by the language's own measure helps anybody.
func withoutFarSuggestion(_ message: String) -> String {
    guard let typed = quoted(after: "Unknown option '", in: message),
        let suggested = quoted(after: " Did you mean '", in: message),
        nearest(to: typed.trimmingDashes, in: [suggested.trimmingDashes]) == nil
    else { return message }
    return message.replacingOccurrences(of: " Did you mean '\(suggested)'?", with: "")
}

/// The text from behind `opening` to the next quote.
private func quoted(after opening: String, in text: String) -> String? {
    guard let start = text.range(of: opening)?.upperBound, let end = text[start...].firstIndex(of: "'") else { return nil }
    return String(text[start..<end])
}

extension String {
    fileprivate var trimmingDashes: String { String(drop { $0 == "-" }) }
}
