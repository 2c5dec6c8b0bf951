import Lab
import Language

// What was typed, as `show script` prints it and `save "session.gan"` writes it: a script that runs.

/// What a session had before a statement, to work out what the statement did where it came to no end.
struct SessionState {
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
        if openRuns == 1 { hasToldStatement = true }
        if let passages = narration?.passages(through: statement) {
            for passage in passages { output.receive(.passage(passage)) }
        } else if openRuns == 1, !isCheckOnly, !statement.isLesson {
            output.receive(.statement((statement.commentsAbove + [statement.line]).joined(separator: "\n")))
        }
        stateBefore = isCheckOnly ? nil : SessionState(self)
        doneOnBranches = []
        movedAlone = false
    }

    /// Statements inside blocks and included files are part of the line that holds them. Where keys moved one network alone, the
    /// steps that were made stand in place of the line.
    public func didRun(_ statement: Statement, depth: Int) {
        if filesRead != nil, let dataset = draft.dataset { filesRead?.note(dataset, in: options.dataFolders) }
        guard depth == 0, statement.isRecorded else { return }
        lesson?.noteDetour()
        if movedAlone {
            if !statement.isCommand { transcript.append("# what a block and the keys had done") }
            transcript += takeDone()
        } else {
            transcript.append(statement.line)
        }
    }

    /// An interrupted `train 100000` stands as the steps that it made; of a block stands what it had done by then.
    public func didNotFinish(_ statement: Statement, depth: Int) {
        guard depth == 0, stateBefore != nil else { return }
        lesson?.noteDetour()
        let done = takeDone()
        guard !done.isEmpty else { return }
        if !statement.isCommand { transcript.append("# what an unfinished block had done") }
        transcript += done
    }
}

extension GanSession {
    /// What was typed, behind what makes the branches of lessons that it names: a script that runs.
    var script: [String] {
        let named = time.branches.origins.filter { origin in transcript.contains { $0.contains(origin.key) } }
        return named.sorted { $0.key < $1.key }.flatMap { $0.value } + transcript
    }

    /// Plain statements that make the networks as they are, where all training was under the recipe as it stands.
    var networkStatements: [String] {
        let recipe = try? draft.recipe(at: Source(name: "", text: "").span)
        return draft.statements + (recipe != nil && recipe == experiment?.recipe ? trainingStatements(after: 0) : [])
    }

    /// Goes to another branch, with what the statement that runs has done before it, in case that this does not come to its end.
    ///
    /// - Parameters:
    ///   - line: the statement that goes there.
    ///   - change: goes there.
    func changeBranch(by line: String, _ change: () throws -> Void) throws {
        doneOnBranches = takeDone()
        try change()
        guard stateBefore != nil else { return }
        doneOnBranches.append(line)
        stateBefore = SessionState(self)
    }

    /// Plain statements for what the statement that runs has done so far, once.
    fileprivate func takeDone() -> [String] {
        guard let before = stateBefore else { return [] }
        let now = SessionState(self)
        let done = doneOnBranches + now.statements(since: before) { trainingStatements(after: $0) }
        stateBefore = now
        doneOnBranches = []
        return done
    }

    /// What trains from a step to where the experiment stands.
    fileprivate func trainingStatements(after step: Int) -> [String] {
        experiment?.stretches(after: step).map { stretch in
            stretch.alone.map { "\(StepCommand.declaration.name) \($0) \(stretch.steps)" } ?? "train \(stretch.steps)"
        } ?? []
    }
}

extension SessionState {
    /// Plain statements that lead from an earlier state to this one.
    ///
    /// - Parameter training: the statements that train from a step to where the experiment stands.
    fileprivate func statements(since before: SessionState, training: (Int) -> [String]) -> [String] {
        var lines: [String] = []
        for (name, value) in variables.sorted(by: { $0.key < $1.key }) where before.variables[name] != value {
            lines.append("let \(name) = \(value)")
        }
        if before.experiment != nil, experiment != before.experiment { lines.append("clear") }
        if statements != before.statements { lines += statements }
        if experiment == before.experiment, beginnings == before.beginnings {
            if step > before.step { lines += training(before.step) }
            if step < before.step { lines.append("rewind \(step)") }
        } else if step > 0 {
            if before.step > 0, experiment == before.experiment { lines.append("reset") }
            lines += training(0)
        }
        return lines
    }
}

extension Statement {
    /// An exercise or a question, which tells itself; what its solution does is a statement of its own.
    fileprivate var isLesson: Bool {
        if case .lesson = kind { true } else { false }
    }

    fileprivate var isCommand: Bool {
        if case .command = kind { true } else { false }
    }

    /// As it stands in a script: a layer below its network, also where `model` wrote it.
    fileprivate var line: String {
        guard case .command(let call) = kind, LayerCommand.declaration.words.contains(call.name.text) else { return text }
        return "  " + text
    }

    /// Whether the transcript keeps it; the statements of the language and blocks that a script made are kept.
    fileprivate var isRecorded: Bool {
        guard case .command(let call) = kind else { return !isLesson }
        return commandDeclaration(of: call.name.text)?.isRecorded ?? true
    }
}
