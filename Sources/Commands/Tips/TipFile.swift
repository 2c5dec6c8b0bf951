import Foundation
import Language

/// Reads tips and the recipes that they are tried on. Both are percent files, as lessons are.
///
/// A file of tips is one source. Its first Markdown cell has a heading `#` and the citation. Each further Markdown cell is a
/// tip: a heading `##`, the advice, and perhaps a paragraph that begins with `Not a statement:`. Its percent line says
/// `place="section 3"`, and may say `lesson="03-digits.gan"` and `question="…"`. Code cells behind it try it:
///
///     # %% ring                     statements that are put into the recipe `ring`
///     # %% ring without             what stands there without the tip
///     # %% ring train               training in place of the recipe's own
///     # %% digits shows="latent 8"  with the lines that the page shows, where all are too many
///
/// A file of a recipe has a Markdown cell with its name and words, code, and a last cell `# %% train measure="modes quality"`.
enum TipFile {
    static let reasonMark = "Not a statement:"
    private static let trainingWord = "train"
    private static let withoutWord = "without"

    static func source(_ source: Source, baselines: [String]) throws(Diagnostic) -> TipSource {
        var result = TipSource(title: "", citation: "", tips: [])
        for cell in Cell.cells(of: source) {
            if cell.kind == .markdown {
                let (level, title, body) = heading(of: cell)
                guard let title else { throw Diagnostic("expected a heading `#` or `##` in this cell", at: cell.span) }
                if level == 1 {
                    (result.title, result.citation) = (title, body.joined(separator: "\n\n"))
                } else {
                    result.tips.append(try tip(title, body, cell))
                }
            } else {
                guard !result.tips.isEmpty else { throw Diagnostic("expected a tip before statements", at: cell.span) }
                try add(cell, to: &result.tips[result.tips.count - 1], baselines)
            }
        }
        guard !result.title.isEmpty else { throw Diagnostic("expected a first cell with a heading `#`", at: source.span) }
        for tip in result.tips { try check(tip) }
        return result
    }

    static func baseline(_ source: Source, name: String) throws(Diagnostic) -> TipBaseline {
        var baseline = TipBaseline(name: name, title: name, words: "", recipe: "", training: "", measured: [])
        for cell in Cell.cells(of: source) {
            if cell.kind == .markdown {
                let (_, title, body) = heading(of: cell)
                (baseline.title, baseline.words) = (title ?? name, body.joined(separator: "\n\n"))
            } else if cell.title == trainingWord {
                baseline.training = cell.text
                baseline.measured = (cell.attributes["measure"] ?? "").split(separator: " ").map(String.init)
                for word in baseline.measured where !measurementEntries.names.contains(word) {
                    throw Diagnostic("expected measurements, found `\(word)`", at: cell.span)
                }
            } else {
                baseline.recipe += (baseline.recipe.isEmpty ? "" : "\n") + cell.text
            }
        }
        guard !baseline.training.isEmpty, !baseline.measured.isEmpty else {
            throw Diagnostic("expected a last cell `# %% train measure=\"…\"` with statements", at: source.span)
        }
        return baseline
    }

    private static func tip(_ title: String, _ body: [String], _ cell: Cell) throws(Diagnostic) -> Tip {
        guard let place = cell.attributes["place"] else {
            throw Diagnostic("expected `place=\"…\"` on the percent line of `\(title)`", at: cell.span)
        }
        let reason = body.first { $0.hasPrefix(reasonMark) }
        let advice = body.filter { !$0.hasPrefix(reasonMark) }
        return Tip(
            title: title, advice: advice.joined(separator: " "), place: place, lesson: cell.attributes["lesson"],
            question: cell.attributes["question"],
            procedure: reason.map { String($0.dropFirst(reasonMark.count).drop { $0 == " " }) }, trials: [], span: cell.span)
    }

    private static func add(_ cell: Cell, to tip: inout Tip, _ baselines: [String]) throws(Diagnostic) {
        let words = cell.title.split(separator: " ").map(String.init)
        guard let name = words.first, baselines.contains(name), words.count <= 2 else {
            throw Diagnostic(
                "expected a recipe in the percent line, found `\(cell.title)`", at: cell.span,
                notes: ["recipes: \(baselines.joined(separator: ", "))"])
        }
        let place = tip.trials.firstIndex { $0.baseline == name } ?? tip.trials.count
        if place == tip.trials.count {
            tip.trials.append(TipTrial(baseline: name, with: "", without: "", training: nil, shown: "", shownWithout: ""))
        }
        switch words.count > 1 ? words[1] : "" {
        case "": tip.trials[place].with = cell.text
        case withoutWord: tip.trials[place].without = cell.text
        case trainingWord: tip.trials[place].training = cell.text
        case let other:
            throw Diagnostic("expected `\(withoutWord)` or `\(trainingWord)` behind `\(name)`, found `\(other)`", at: cell.span)
        }
        let shown = try shownText(of: cell)
        if words.count == 1 {
            tip.trials[place].shown = shown
        } else if words[1] == withoutWord {
            tip.trials[place].shownWithout = shown
        } else if tip.trials[place].shown.isEmpty {
            tip.trials[place].shown = shown
        }
    }

    /// The lines that a reader is shown: those of `shows`, or all.
    private static func shownText(of cell: Cell) throws(Diagnostic) -> String {
        guard let shown = cell.attributes["shows"] else { return cell.text }
        let all = cell.text.components(separatedBy: "\n")
        let lines = shown.components(separatedBy: "; ")
        for line in lines where !all.contains(where: { $0.contains(line) }) {
            throw Diagnostic("expected lines of this cell in `shows`, found `\(line)`", at: cell.span)
        }
        return lines.joined(separator: "\n")
    }

    private static func check(_ tip: Tip) throws(Diagnostic) {
        guard tip.trials.isEmpty == (tip.procedure != nil) else {
            throw Diagnostic("`\(tip.title)` has either statements or a paragraph `\(reasonMark) …`", at: tip.span)
        }
        guard !tip.advice.isEmpty else { throw Diagnostic("expected the advice below `\(tip.title)`", at: tip.span) }
    }

    /// The level and the text of the heading, and the paragraphs below it, each in one line.
    private static func heading(of cell: Cell) -> (level: Int, title: String?, body: [String]) {
        let lines = cell.text.components(separatedBy: "\n")
        guard let place = lines.firstIndex(where: { $0.hasPrefix("#") }) else { return (0, nil, []) }
        let marks = lines[place].prefix { $0 == "#" }.count
        let paragraphs = lines[(place + 1)...].split(whereSeparator: { $0.allSatisfy(\.isWhitespace) })
        return (
            marks, lines[place].dropFirst(marks).trimmingCharacters(in: .whitespaces),
            paragraphs.map { $0.joined(separator: " ") }
        )
    }
}
