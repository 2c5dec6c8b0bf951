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
    /// What it takes: thresholds, where they are certain, and who set them; then what their words mean.
    fileprivate var signsText: String {
        let lines = signs.map { sign in "- " + sign.map(\.text).joined(separator: "; ") }
        let others = equivalents.sorted()
        return (["`diagnose` calls it so where" + (signs.count > 1 ? " all of one line holds:" : " all of this holds:")] + lines).joined(separator: "\n")
            + (others.isEmpty ? "" : "\n\nAnother side of the same thing: \(others.joined(separator: ", ")).") + wordsText
    }

    private var wordsText: String {
        var told: Set<Finding> = []
        let measured = signs.joined().filter { !$0.source.isEmpty && told.insert($0.finding).inserted }
        guard !measured.isEmpty else { return "" }
        return "\n\nThe words:\n" + measured.map { "- \($0.finding.name): \($0.finding.summary)" }.joined(separator: "\n")
    }
}

extension Criterion {
    /// diversity under 0.55 (certain under 0.3).
    fileprivate var text: String {
        guard !source.isEmpty else { return (asksForMore ? "" : "not ") + finding.summary.trimmingPrefix("1 ") }
        let side = asksForMore ? "over" : "under"
        let from = source == Criterion.measured ? "" : ", by \(source)"
        return "\(finding.name) \(side) \(formatted(threshold, "%.5g")) (certain \(side) \(formatted(certain, "%.5g"))\(from))"
    }
}
