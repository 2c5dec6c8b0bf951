import Foundation
import Language

extension Lesson {
    /// What a lesson lacks, beside what a check of its script finds.
    public var faults: [Diagnostic] {
        var faults: [Diagnostic] = []
        var seen: Set<String> = []
        for cell in cells {
            if !cell.isNamed {
                faults.append(
                    Diagnostic(
                        "expected an id for this cell, which keys what learners have done", at: cell.span,
                        help: ["`# %% \(cell.title.isEmpty ? "[markdown]" : cell.title) id=\"\(cell.id)\"`"]))
            } else if cell.id.contains(where: { !$0.isLetter && !$0.isNumber && $0 != "-" }) {
                faults.append(Diagnostic("expected an id of letters, digits and hyphens, found `\(cell.id)`", at: cell.span))
            }
            if !seen.insert(cell.id).inserted {
                faults.append(Diagnostic("the id `\(cell.id)` is another cell's already", at: cell.span))
            }
            for case .lesson(let block) in cell.statements.map(\.kind) where block.solution != nil {
                if !block.parts.contains(where: { $0.name.text == LessonStatement.hint.name }) {
                    faults.append(Diagnostic("expected a `hint` in the exercise, found none", at: block.call.span))
                }
            }
        }
        return faults
    }

    /// The same lesson in other languages: files of its name in folders beside it.
    public func translations(besides file: URL) -> [URL] {
        let folder = file.deletingLastPathComponent()
        let folders = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.isDirectoryKey])) ?? []
        return folders.map { $0.appendingPathComponent(file.lastPathComponent) }.filter { FileManager.default.fileExists(atPath: $0.path) }
            .sorted { $0.path < $1.path }
    }

    /// Where a translation says anything else than words in its own language: the ids of its cells, the statements in them.
    public func differences(from original: Lesson) -> [Diagnostic] {
        let (ids, right) = (cells.map(\.id), original.cells.map(\.id))
        guard ids == right else {
            let place = zip(ids, right).prefix { $0 == $1 }.count
            return [
                Diagnostic(
                    "expected \(place < right.count ? "the cell `\(right[place])`" : "no further cell"), found \(place < ids.count ? "`\(ids[place])`" : "the end of the lesson")",
                    at: place < cells.count ? cells[place].span : source.span.end, notes: ["`\(original.source.name)` has the cells"])
            ]
        }
        return zip(cells, original.cells).compactMap { cell, other in
            let (found, expected) = (cell.statements.flatMap(\.bones), other.statements.flatMap(\.bones))
            let place = zip(found, expected).prefix { $0.text == $1.text }.count
            guard place < max(found.count, expected.count) else { return nil }
            return Diagnostic(
                "expected \(place < expected.count ? "`\(expected[place].text)`" : "no further statement"), found \(place < found.count ? "`\(found[place].text)`" : "the end of the cell")",
                at: place < found.count ? found[place].span : cell.span, notes: ["`\(original.source.name)` has the statements"])
        }
    }
}

extension Statement {
    /// What a translation must leave as it is: every line of it, without the texts that a learner reads.
    fileprivate var bones: [(text: String, span: Span)] {
        switch kind {
        case .lesson(let block): ([block.call] + block.parts).map(\.bones) + (block.solution ?? []).flatMap(\.bones)
        case .command(let call): [call.bones]
        default: [(span.text, header)]
        }
    }
}

extension CommandCall {
    /// Texts of these are words for a reader.
    private static let telling: Set<String> = ["exercise", "hint", "ask", "choice", "answer", "print"]

    fileprivate var bones: (text: String, span: Span) {
        guard Self.telling.contains(name.text) else { return (span.text, span) }
        let words = tokens.map { token in if case .text = token.kind { "\"…\"" } else { token.span.text } }
        return (([name.text] + words).joined(separator: " ").trimmingCharacters(in: .whitespaces), span)
    }
}
