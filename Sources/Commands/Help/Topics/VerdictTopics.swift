import Lab
import Language

extension [Topic] {
    /// With what `diagnose` asks for before it gives a failure's name, and a topic for every verdict that has none yet.
    func tellingVerdicts() -> [Topic] {
        map { topic in
            guard let verdict = verdictCatalogue.first(where: { $0.name == topic.name }) else { return topic }
            var topic = topic
            topic.text += "\n\n" + verdict.signsText
            return topic
        } + verdictCatalogue.filter { verdict in !contains { $0.name == verdict.name } }.map { verdict in
            Topic(
                verdict.name, summary: verdict.failure == nil ? "what `diagnose` says where nothing is wrong" : "a verdict of `diagnose`",
                text: "\(verdict.sentence.prefix(1).uppercased() + verdict.sentence.dropFirst()).\n\n" + verdict.signsText, source: verdict.source)
        }
    }
}

extension Verdict {
    /// What it takes: thresholds, where they are certain, and who set them.
    fileprivate var signsText: String {
        let lines = signs.map { sign in "- " + sign.map(\.text).joined(separator: ", ") }
        let others = equivalents.sorted()
        return (["`diagnose` calls it so where" + (signs.count > 1 ? " all of one line holds:" : " all of this holds:")] + lines).joined(separator: "\n")
            + (others.isEmpty ? "" : "\n\nAnother side of the same thing: \(others.joined(separator: ", ")).")
    }
}

extension Criterion {
    /// diversity under 0.55 (certain under 0.3).
    fileprivate var text: String {
        guard !source.isEmpty else { return (asksForMore ? "" : "not: ") + finding.summary.replacingOccurrences(of: "1 where ", with: "") }
        let side = asksForMore ? "over" : "under"
        let from = source == Criterion.measured ? "" : "; \(source)"
        return "\(finding.name) \(side) \(formatted(threshold, "%.3g")) (certain \(side) \(formatted(certain, "%.3g"))\(from))"
    }
}
