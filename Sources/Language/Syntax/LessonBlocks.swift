extension Parser {
    /// `exercise … solution … end`, `ask … end`: lines that are commands of their own, and an exercise's solution.
    mutating func lessonBlock(_ word: String, _ line: [Token], _ header: Span) throws(Diagnostic) -> Statement {
        let call = CommandCall(name: Name(text: word, span: line[0].span), tokens: Array(line.dropFirst()), span: header)
        if depth > 1 {
            try note(
                Diagnostic(
                    "expected \(indefinite(word)) at the top of a script, found one in a block", at: header,
                    help: ["people answer it where it stands, once"]), in: line)
        }
        var block = LessonBlock(call: call)
        while index < lines.count, !isEnd(of: word, lines[index]) {
            let first = lines[index][0]
            do throws(Diagnostic) {
                let part = try statement()
                guard case .command(let inner) = part.kind, isPart(inner.name.text, of: word) else { throw misplaced(part, in: word) }
                block.parts.append(inner)
            } catch { try note(error, in: [first]) }
        }
        if index < lines.count, word == LessonStatement.exercise.name, lines[index][0].word == LessonStatement.divider {
            let divider = lines[index]
            if divider[1].kind != .lineEnd {
                try note(Diagnostic("expected the end of the line, found \(divider[1].found)", at: divider[1].span), in: divider)
            }
            index += 1
            let (solution, end) = try body(of: line[0])
            block.solution = solution
            return Statement(kind: .lesson(block), span: header.through(end), header: header)
        }
        return Statement(kind: .lesson(block), span: header.through(try closeBlock(openedBy: line[0])), header: header)
    }

    private func isEnd(of word: String, _ line: [Token]) -> Bool {
        guard let first = line[0].word else { return false }
        return first == "end" || first == "else" || (word == LessonStatement.exercise.name && first == LessonStatement.divider)
    }

    private func isPart(_ name: String, of word: String) -> Bool {
        LessonStatement.parts[word]?.contains { $0.name == name } ?? false
    }

    private func misplaced(_ part: Statement, in word: String) -> Diagnostic {
        let names = (LessonStatement.parts[word] ?? []).map { "`\($0.name)`" }
        let further = word == LessonStatement.exercise.name ? ["`\(LessonStatement.divider)`"] : []
        let all = names + further + ["`end`"]
        return Diagnostic(
            "expected \(all.dropLast().joined(separator: ", ")) or \(all[all.count - 1]) in \(indefinite(word)), found `\(shortened(part.header.text))`",
            at: part.header)
    }

    private func indefinite(_ word: String) -> String { word == LessonStatement.exercise.name ? "an exercise" : "a question" }
}
