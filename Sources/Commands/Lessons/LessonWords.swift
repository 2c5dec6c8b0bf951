import Language

// What exercises and questions say, in Markdown, so that a terminal, a page and a notebook each show it in their way.

extension Exercise {
    /// The task, with its hints where a run gives everything away.
    func words(givesHints: Bool) -> String {
        let all = [task] + (givesHints ? hints.map { "*Hint:* \($0)" } : [])
        return all.joined(separator: "\n\n")
    }
}

extension Question {
    /// The question with its choices, numbered.
    var words: String {
        guard case .choices(let choices) = form else { return text }
        let list = choices.enumerated().map { "\($0 + 1). \($1.text)" }.joined(separator: "\n")
        return "\(text)\n\n\(list)"
    }

    /// What a run tells behind the question.
    var solution: String {
        switch form {
        case .number(let value, _, let reason): "**Answer:** \(Value.number(value).display)." + (reason.map { " \($0)" } ?? "")
        case .choices(let choices):
            choices.enumerated().filter { $1.isRight }.map { "**Answer:** \($0 + 1)." + ($1.reason.map { " \($0)" } ?? "") }.joined()
        }
    }
}

extension Question {
    /// Whether an answer is right, and the reason for that.
    func verdict(_ value: Value, at span: Span) throws(Diagnostic) -> (isRight: Bool, reason: String?) {
        switch form {
        case .number(let right, let within, let reason):
            guard case .number(let number) = value else { throw Diagnostic("expected a number, found \(value.found)", at: span) }
            let isRight = abs(number - right) <= within
            return (isRight, isRight ? reason : nil)
        case .choices(let choices):
            let index: Int?
            switch value {
            case .number(let number): index = Int(exactly: number).flatMap { $0 > 0 ? $0 - 1 : nil }
            case .text(let text): index = choices.firstIndex { $0.text.lowercased() == text.lowercased() }
            default: index = nil
            }
            guard let index, choices.indices.contains(index) else {
                throw Diagnostic("expected a number from 1 to \(choices.count), found \(value.found)", at: span)
            }
            return (choices[index].isRight, choices[index].reason)
        }
    }
}
