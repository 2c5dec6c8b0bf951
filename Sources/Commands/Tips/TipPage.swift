import Foundation
import Language

/// What the tips are and what they did, as a page in Markdown; every figure in it comes from runs.
public struct TipPage {
    private let runs: TipRuns
    private let command: String

    /// - Parameter command: what makes the page, as a person would type it.
    public init(_ runs: TipRuns, command: String) {
        self.runs = runs
        self.command = command
    }

    private var collection: TipCollection { runs.collection }

    public var text: String {
        ([introduction] + collection.baselines.map(recipe) + collection.sources.map(section) + disagreements)
            .joined(separator: "\n\n") + "\n"
    }

    // MARK: - How

    private var introduction: String {
        let seeds = runs.seeds.count
        return """
            # Tips, tried

            Advice on training GANs from \(collection.sources.count) places, each piece as a statement of this language, and what it did: \
            \(collection.tips.count) tips, each trained under \(seeds) seeds on the recipes below and held against the same recipe without \
            it. What helps on eight Gaussians and on small digits need not help on photographs, and what does nothing here may have been \
            made for another failure; the recipes are short, so that everybody can try them again.

            `1 → 8` is the mean of \(seeds) runs without the tip and of \(seeds) runs with it. **Bold** is an effect: of all pairs of a run \
            with and a run without, at least \(Int(TipComparison.leastShare * 100)) in 100 point the same way (rank test; of pure chance \
            about 3 comparisons in 100 would be bold). *No effect here* is said where nothing is bold. Seconds are those of one run on one \
            thread, with the tip and without it.

            This page is made from the files of the folder, and resumes where it was stopped, by

                \(command)

            ## The recipes
            """
    }

    private func recipe(_ baseline: TipBaseline) -> String {
        let result: String
        if let outcome = runs.outcome(of: baseline.script("")) {
            let values = baseline.measured.map { name in
                let values = outcome.values(of: name)
                return "`\(name)` " + (values.isEmpty ? "–" : Spread(values).text)
            }
            result = "\(outcome.count) seeds: \(values.joined(separator: ", ")); \(seconds(outcome.seconds)) a run."
        } else {
            result = "Not measured yet."
        }
        return """
            ### \(baseline.title)

            \(baseline.words)

            ```gan
            \(baseline.script(""))```

            \(result)
            """
    }

    // MARK: - The tips

    private func section(_ source: TipSource) -> String {
        "## \(source.title)\n\n\(source.citation)\n\n" + table(source.tips.map { ($0, nil) })
    }

    /// Tips that answer the same question, side by side.
    private var disagreements: [String] {
        let all = collection.sources.flatMap { source in source.tips.map { (tip: $0, source: source.title) } }
        var questions: [String] = []
        for question in all.compactMap(\.tip.question) where !questions.contains(question) { questions.append(question) }
        guard !questions.isEmpty else { return [] }
        return ["## Where advice differs"]
            + questions.map { question in
                "### \(question)\n\n" + table(all.filter { $0.tip.question == question }.map { ($0.tip, $0.source) })
            }
    }

    private func table(_ tips: [(tip: Tip, source: String?)]) -> String {
        let names = collection.baselines.map(\.name)
        let header = ["tip", "to type"] + names.map { "on the \($0)" } + ["lesson"]
        let rows = tips.map { tip, source in
            let place = [source, tip.place].compactMap(\.self).joined(separator: ", ")
            let words = "**\(tip.title)** (\(place))<br>\(tip.advice)"
            let lesson = tip.lesson.map { "[\($0)](\($0))" } ?? ""
            if let procedure = tip.procedure {
                return [words, "not a statement: \(procedure)"] + names.map { _ in "" } + [lesson]
            }
            return [words, statements(of: tip)] + names.map { name in
                tip.trials.first { $0.baseline == name }.map(result) ?? ""
            } + [lesson]
        }
        return ([header, header.map { _ in "---" }] + rows).map { row in
            "| " + row.map { $0.replacingOccurrences(of: "|", with: "\\|") }.joined(separator: " | ") + " |"
        }.joined(separator: "\n")
    }

    /// The lines to type, those of each recipe where they differ.
    private func statements(of tip: Tip) -> String {
        var groups: [(names: [String], text: String)] = []
        for trial in tip.trials {
            let text = code(trial.shown) + (trial.without.isEmpty ? "" : "<br>in place of<br>" + code(trial.shownWithout))
            if let same = groups.firstIndex(where: { $0.text == text }) {
                groups[same].names.append(trial.baseline)
            } else {
                groups.append(([trial.baseline], text))
            }
        }
        if groups.count == 1 { return groups[0].text }
        return groups.map { "\($0.names.joined(separator: ", ")):<br>\($0.text)" }.joined(separator: "<br>")
    }

    private func code(_ text: String) -> String {
        text.components(separatedBy: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
            .map { "`\($0)`" }.joined(separator: "<br>")
    }

    private func result(_ trial: TipTrial) -> String {
        guard let with = runs.outcome(of: collection.script(trial, isWith: true)),
            let without = runs.outcome(of: collection.script(trial, isWith: false))
        else { return "not measured yet" }
        let comparisons = collection.baseline(trial.baseline).measured.map { name in
            (name, TipComparison(with: with.values(of: name), without: without.values(of: name)))
        }
        var words = comparisons.map { "\($0) \($1.text)" }.joined(separator: ", ")
        if !comparisons.contains(where: \.1.differs), with.failures == nil, without.failures == nil {
            words = "no effect here: " + words
        }
        for (outcome, place) in [(with, "with"), (without, "without")] {
            guard let failures = outcome.failures else { continue }
            words += "; **\(failures.count) of \(outcome.count) runs \(place) it fail**: \(failures.reason)"
        }
        return words + "; \(seconds(with.seconds)) (\(seconds(without.seconds)))"
    }

    private func seconds(_ value: Double) -> String { String(format: value < 10 ? "%.1f s" : "%.0f s", value) }
}
