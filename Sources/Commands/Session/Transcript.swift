import Lab
import Language

// What was typed, as `show script` prints it and `save "session.gan"` writes it: a script that runs.

/// How things stood before a statement, to tell what it did where it came to no end.
struct Standing {
    fileprivate var statements: [String]
    fileprivate var variables: [String: Value] = [:]
    /// Which experiment it was; holding it would keep the memory of one that was given up.
    fileprivate var experiment: ObjectIdentifier?
    fileprivate var beginnings: Int
    fileprivate var step: Int

    init(_ session: GanSession) {
        statements = session.draft.statements
        let variables = session.interpreter.variables
        for name in variables.ownNames { self.variables[name] = variables[name] }
        experiment = session.experiment.map { ObjectIdentifier($0) }
        beginnings = session.experiment?.beginnings ?? 0
        step = session.experiment?.step ?? 0
    }
}

extension GanSession {
    public func willRun(_ statement: Statement, depth: Int) {
        guard depth == 0 else { return }
        currentStatement = statement
        narration?.passages(through: statement).forEach(output.tell)
        standing = isCheckOnly ? nil : Standing(self)
    }

    /// Statements inside blocks and included files are part of the line that holds them.
    public func didRun(_ statement: Statement, depth: Int) {
        if filesRead != nil, let dataset = draft.dataset { filesRead?.note(dataset, in: options.dataFolders) }
        guard depth == 0, !statement.isLeftOutOfTranscript else { return }
        transcript.append((statement.isLayer ? "  " : "") + statement.text)
    }

    /// An interrupted `train 100000` stands as the steps that it made; of a block stands what it had done by then.
    public func didNotFinish(_ statement: Statement, depth: Int) {
        guard depth == 0, let before = standing else { return }
        let now = Standing(self)
        standing = now
        let done = now.statements(since: before)
        guard !done.isEmpty else { return }
        if !statement.isCommand { transcript.append("# what an unfinished block had done") }
        transcript += done
    }
}

extension Standing {
    /// Plain statements that lead from an earlier standing to this one.
    fileprivate func statements(since before: Standing) -> [String] {
        var lines: [String] = []
        for (name, value) in variables.sorted(by: { $0.key < $1.key }) where before.variables[name] != value {
            lines.append("let \(name) = \(value)")
        }
        if before.experiment != nil, experiment != before.experiment { lines.append("clear") }
        if statements != before.statements { lines += statements }
        if experiment == before.experiment, beginnings == before.beginnings {
            if step > before.step { lines.append("train \(step - before.step)") }
        } else if step > 0 {
            if before.step > 0, experiment == before.experiment { lines.append("reset") }
            lines.append("train \(step)")
        }
        return lines
    }
}

extension Statement {
    fileprivate var isCommand: Bool {
        if case .command = kind { true } else { false }
    }

    /// A layer stands below its network, also where `model` wrote it.
    fileprivate var isLayer: Bool {
        guard case .command(let call) = kind else { return false }
        return call.name.text == "layer"
    }

    /// `model` puts the lines it stands for into the transcript itself; `save` and questions are no part of an experiment.
    fileprivate var isLeftOutOfTranscript: Bool {
        guard case .command(let call) = kind else { return false }
        return ["model", "save", "help", "show", "quit", "exit"].contains(call.name.text)
    }
}
