import Language

/// One cell of a lesson while a person is at it: shown, run, and waiting where it asks something.
final class CellRun {
    enum Stage {
        /// Enter runs it.
        case shown
        case running
        /// It waits for the learner.
        case exercise(Attempt)
        case question(Question)
        case prediction
        /// A statement failed or was interrupted.
        case broken
        /// Enter goes on to the next.
        case done
    }

    /// An exercise that is being done.
    struct Attempt {
        let exercise: Exercise
        let start: SessionMoment
        var hintsGiven = 0
        /// Its solution was run.
        var isShown = false
    }

    let cell: Lesson.Cell
    /// Where it begins.
    let start: SessionMoment
    private(set) var stage = Stage.shown
    /// How it was done.
    private(set) var mark = Progress.Mark.done
    /// Something else was typed since it was shown, ended or asked.
    var hasDetour = false
    private unowned let session: GanSession
    private let source: Source
    /// Whether a person is there to be asked; else solutions are run.
    private let asks: Bool
    /// What one can do when it is done.
    private let behind: String
    private let whenDone: () -> Void
    /// The next statement.
    private var statement = 0
    /// Where it ended or waits for an answer.
    private var pause: SessionMoment?

    init(
        _ cell: Lesson.Cell, of source: Source, from start: SessionMoment, in session: GanSession, asks: Bool, behind: String,
        whenDone: @escaping () -> Void
    ) {
        self.cell = cell
        self.start = start
        self.session = session
        self.source = source
        self.asks = asks
        self.behind = behind
        self.whenDone = whenDone
    }

    // MARK: - Where it is

    /// True while the lesson's own statements run.
    var isRunning: Bool { if case .running = stage { true } else { false } }

    private var isBroken: Bool { if case .broken = stage { true } else { false } }

    /// Whether a number or a text alone is an answer.
    var awaitsAnswer: Bool {
        switch stage {
        case .question, .prediction: true
        default: false
        }
    }

    /// What the learner can do now.
    var request: String {
        switch stage {
        case .exercise: "type what does it; `hint`, `check`, `solution`, `again`, `skip`"
        case .question(let question):
            if case .choices = question.form { "type the number of an answer, or `skip`" } else { "type a number, or `skip`" }
        case .prediction: "type a number, or `skip`"
        case .shown, .running, .broken: "Enter runs it"
        case .done: behind
        }
    }

    /// Takes the session back to a moment of this cell.
    func restore(_ moment: SessionMoment) throws {
        try moment.restore(session)
        hasDetour = false
        pause = nil
    }

    /// Takes back what was tried since it ended or asked.
    func endDetour() throws {
        if hasDetour, let pause { try restore(pause) }
    }

    /// Something was typed that is none of the lesson's words.
    func noteDetour() { if !isRunning { hasDetour = true } }

    // MARK: - Showing and running

    /// - Parameter invitation: stands below what Enter runs.
    func show(invitation: String) throws {
        for words in cell.words { session.output.receive(.passage(.words(words))) }
        if !cell.title.isEmpty { session.output.receive(.passage(.title(cell.title))) }
        tellCode()
        if cell.statements.isEmpty { return finish() }
        // What asks needs no Enter before it.
        if cell.statements[0].asks { return try run() }
        session.output.tell(invitation)
    }

    /// Runs it from its beginning.
    func begin() throws {
        if hasDetour { session.output.tell("what you tried is taken back: the cell runs from where it begins") }
        if hasDetour || isBroken { try restore(start) }
        statement = 0
        try run()
    }

    /// Goes on behind a question, from where it was asked.
    func resume() throws {
        try endDetour()
        if case .question = stage { tellCode() }
        try run()
    }

    /// Shows the statements from the next one on, up to an exercise or a question: what comes behind would give it away.
    private func tellCode() {
        for next in cell.statements[statement...] {
            if case .lesson = next.kind { return }
            if !next.asks { tell(next) }
        }
    }

    private func tell(_ statement: Statement) {
        session.output.receive(.passage(.code(statement.commentsAbove + statement.lines.map(source.line))))
    }

    /// Runs it up to its end, or to what it asks of the learner.
    private func run() throws(Diagnostic) {
        stage = .running
        session.openRuns += 1
        defer { session.openRuns -= 1 }
        do throws(Diagnostic) {
            while statement < cell.statements.count {
                let next = cell.statements[statement]
                statement += 1
                try session.interpreter.run([next], from: source)
                guard isRunning else { return }
            }
        } catch {
            stage = .broken
            var error = error
            error.help.append("Enter runs the cell again from its beginning")
            throw error
        }
        finish()
    }

    private func finish() {
        stage = .done
        pause = SessionMoment(of: session)
        whenDone()
    }

    // MARK: - What it asks

    /// False where nobody is asked.
    func meet(_ exercise: Exercise) -> Bool {
        wait(as: .exercise(Attempt(exercise: exercise, start: SessionMoment(of: session))), exercise.words(givesHints: false))
    }

    func meet(_ question: Question) -> Bool { wait(as: .question(question), question.words) }

    func meet(_ prediction: Prediction) -> Bool { wait(as: .prediction, prediction.words) }

    private func wait(as waiting: @autoclosure () -> Stage, _ words: String) -> Bool {
        guard isRunning, asks else { return false }
        stage = waiting()
        if awaitsAnswer { pause = SessionMoment(of: session) }
        pose(words)
        return true
    }

    private func pose(_ words: String) {
        session.output.receive(.passage(.words(words)))
        session.output.tell(request)
    }

    /// What the learner answers to a question or guesses.
    func answer(_ value: Value, at span: Span) throws {
        switch stage {
        case .prediction:
            guard case .number(let guess) = value else { throw Diagnostic("expected a number, found \(value.found)", at: span) }
            try endDetour()
            if let latest = session.learning.predictions.indices.last { session.learning.predictions[latest].guess = guess }
            try run()
        case .question(let question):
            let (isRight, reason) = try question.verdict(value, at: span)
            session.output.receive(.passage(.words([isRight ? "**Right.**" : "**No.**", reason ?? ""].joined(separator: " "))))
            if isRight { try resume() } else { session.output.tell("once more, or `skip`") }
        case .shown, .running, .exercise, .broken, .done: throw Diagnostic("nothing was asked", at: span, help: [request])
        }
    }

    // MARK: - Exercises

    /// The exercise that waits; where there is none, says what can be done instead.
    private func attempt() -> Attempt? {
        if case .exercise(let attempt) = stage { return attempt }
        session.output.tell(request)
        return nil
    }

    /// Takes the exercise back to its beginning. False where there is none.
    func beginAttemptAgain() throws -> Bool {
        guard case .exercise(let attempt) = stage else { return false }
        try restore(attempt.start)
        pose(attempt.exercise.words(givesHints: false))
        return true
    }

    /// Looks at the exercise after something was typed: who has done it need not say so. Noise that happens to pass is no solution.
    func lookAtAttempt() throws(Diagnostic) {
        guard hasDetour, case .exercise(let attempt) = stage, let experiment = session.experiment, experiment.step > 0 else { return }
        if attempt.exercise.checks.allSatisfy({ (try? $0.holds()) == true }) { try solved(attempt) }
    }

    /// `check`: says what holds, or else what does not.
    func check() throws(Diagnostic) {
        guard let attempt = attempt() else { return }
        for condition in attempt.exercise.checks where try !condition.holds() {
            return session.output.tell("not yet: \(condition.disappointment)")
        }
        try solved(attempt)
    }

    func hint() {
        guard var attempt = attempt() else { return }
        let hints = attempt.exercise.hints
        guard attempt.hintsGiven < hints.count else {
            return session.output.tell("\(hints.isEmpty ? "there is no hint" : "that was the last hint"); `solution` shows what does it")
        }
        session.output.receive(.passage(.words("*Hint:* \(hints[attempt.hintsGiven])")))
        attempt.hintsGiven += 1
        stage = .exercise(attempt)
    }

    /// Shows the solution and runs it, from where the exercise began.
    func solve() throws {
        guard var attempt = attempt() else { return }
        attempt.isShown = true
        try restore(attempt.start)
        stage = .running
        session.openRuns += 1
        defer { session.openRuns -= 1 }
        defer { if isRunning { stage = .exercise(attempt) } }
        for next in attempt.exercise.solution {
            tell(next)
            try session.interpreter.run([next], from: source)
        }
        stage = .exercise(attempt)
        try solved(attempt)
    }

    private func solved(_ attempt: Attempt) throws(Diagnostic) {
        mark = attempt.isShown ? .shown : .solved
        for condition in attempt.exercise.checks { try session.require(condition) }
        session.output.receive(.passage(.words("**Solved.**")))
        tellCode()
        try run()
    }
}

extension Statement {
    /// Whether it stops a lesson to ask something: it tells itself when it is its turn.
    fileprivate var asks: Bool {
        switch kind {
        case .lesson: true
        case .command(let call): call.name.text == PredictCommand.declaration.name
        default: false
        }
    }
}
