import Declarations

extension Interpreter {
    /// An exercise or a question: the session meets it, with its texts and conditions read.
    func perform(_ block: LessonBlock, in span: Span) throws(Diagnostic) {
        if block.call.name.text == LessonStatement.ask.name {
            let question = try question(block, span)
            if checking == nil, !isRehearsing { try session.meet(question) }
            return
        }
        let exercise = try exercise(block, span)
        if checking == nil, try session.meet(exercise) { return }
        try execute(exercise.solution)
        if checking == nil { return try session.settle(exercise) }
        for condition in exercise.checks {
            do throws(Diagnostic) { _ = try condition.value() } catch { try note(error) }
        }
    }

    private func exercise(_ block: LessonBlock, _ span: Span) throws(Diagnostic) -> Exercise {
        let task = try LessonStatement.exercise.bind(block.call, in: scope).text("task")
        var (hints, checks): ([String], [BoundExpression]) = ([], [])
        for part in block.parts {
            if part.name.text == LessonStatement.hint.name {
                guard let hint = try LessonStatement.hint.bind(part, in: scope).optionalText("text") else {
                    throw Diagnostic("expected a text in quotes for the hint, found the end of the line", at: part.span)
                }
                hints.append(hint)
            } else {
                guard let check = try LessonStatement.check.bind(part, in: scope).expression("condition") else {
                    throw Diagnostic("expected a condition for the check, found the end of the line", at: part.span, help: ["`check modes.held >= 7`"])
                }
                checks.append(check)
            }
        }
        guard !checks.isEmpty else {
            throw Diagnostic(
                "expected a `check` in the exercise: without one nobody knows when it is done", at: block.call.span,
                help: ["`check modes.held >= 7`, before `solution`"])
        }
        guard let solution = block.solution else {
            throw Diagnostic(
                "expected a `solution` in the exercise, found none", at: block.call.span,
                help: ["`solution` on a line of its own, and the statements that solve it"])
        }
        return Exercise(task: task, hints: hints, checks: checks, solution: solution, span: span)
    }

    private func question(_ block: LessonBlock, _ span: Span) throws(Diagnostic) -> Question {
        let text = try LessonStatement.ask.bind(block.call, in: scope).text("question")
        var choices: [Question.Choice] = []
        var number: Question.Form?
        var answers: [Span] = []
        for part in block.parts {
            guard part.name.text == LessonStatement.answer.name else {
                let bound = try LessonStatement.choice.bind(part, in: scope)
                choices.append(Question.Choice(text: bound.text("text"), isRight: false, reason: bound.optionalText("because")))
                continue
            }
            answers.append(part.span)
            let bound = try LessonStatement.answer.bind(part, in: scope)
            let reason = bound.optionalText("because")
            switch try bound.expression("answer")?.value() {
            case .number(let value):
                number = .number(value, within: bound.has("within") ? bound.number("within") : max(abs(value) / 10, 1e-9), reason: reason)
            case .text(let text): choices.append(Question.Choice(text: text, isRight: true, reason: reason))
            case .unknown: throw Diagnostic(unknownValue: "the answer", at: part.span)
            case let other: throw Diagnostic("expected a text in quotes or a number, found \(other?.found ?? "nothing")", at: part.span)
            }
        }
        guard answers.count == 1 else {
            throw Diagnostic(
                "expected one `answer`, found \(answers.isEmpty ? "none" : String(answers.count))", at: answers.last ?? block.call.span,
                help: ["wrong answers are `choice \"…\"`"])
        }
        if let number {
            guard choices.isEmpty else {
                throw Diagnostic("a question for a number has no choices", at: answers[0], help: ["`answer \"\(answers[0].text)\"` is a choice"])
            }
            return Question(text: text, form: number, span: span)
        }
        guard choices.count > 1 else {
            throw Diagnostic("expected a second choice: one alone is no question", at: block.call.span, help: ["`choice \"…\"`"])
        }
        return Question(text: text, form: .choices(choices), span: span)
    }
}
