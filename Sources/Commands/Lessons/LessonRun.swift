import Declarations
import Language

/// A lesson that a person steps through.
///
/// A cell is shown, then run; it stops where it asks something of the learner, and goes on once that is done. Each cell begins at a
/// moment of the session that is kept, so that going back always works, and whatever is tried between two cells costs nothing.
final class LessonRun {
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

    let lesson: Lesson
    private(set) var cell = 0
    private(set) var stage = Stage.shown
    /// Where nothing that is typed is judged, and what there was before.
    private(set) var playground: (moment: SessionMoment, hasDetour: Bool)?
    private unowned let session: GanSession
    /// The session as it was before the lesson.
    private let outside: SessionMoment
    /// The next statement of the cell.
    private var statement = 0
    /// Where each cell that was come to begins.
    private var starts: [SessionMoment] = []
    /// Where the cell ended or waits for an answer.
    private var pause: SessionMoment?
    /// Something else was typed since the cell was shown, ended or asked.
    private var hasDetour = false
    /// How an exercise of this cell was done.
    private var mark = Progress.Mark.done
    /// Cells run without a word, to come to where the learner was.
    private var isCatchingUp = false

    init(_ lesson: Lesson, in session: GanSession) {
        self.lesson = lesson
        self.session = session
        outside = SessionMoment(of: session)
    }

    var current: Lesson.Cell { lesson.cells[cell] }
    private var isLast: Bool { cell == lesson.cells.count - 1 }

    private var isBroken: Bool { if case .broken = stage { true } else { false } }

    /// Whether a number or a text alone is an answer.
    var awaitsAnswer: Bool {
        switch stage {
        case .question, .prediction: playground == nil
        default: false
        }
    }

    /// True while the lesson's own statements run.
    var isRunning: Bool { if case .running = stage { true } else { false } }

    // MARK: - From cell to cell

    /// Begins at a cell; those before it are run first, without a word.
    func begin(at first: Int) throws {
        session.beginAnew()
        cell = 0
        starts = [SessionMoment(of: session)]
        guard first > 0 else { return try show() }
        session.output.note("the cells before are run again, to come to where you were\n")
        try quietly {
            while cell < first {
                try run()
                try goOn()
            }
        }
        try show()
    }

    /// Enter: runs what is shown, goes on behind what is done.
    func next() throws {
        if playground != nil { return try endPlay() }
        switch stage {
        case .shown, .broken:
            if hasDetour { tell("what you tried is taken back: the cell runs from where it begins") }
            if hasDetour || isBroken { try restore(starts[cell]) }
            statement = 0
            try run()
        case .done:
            guard !isLast else { return tell(closing) }
            try goOn()
            try show()
        case .running: break
        case .exercise, .question, .prediction: tell(request)
        }
    }

    /// Goes on without doing what the cell asks for.
    func skip() throws {
        guard playground == nil else { return try endPlay() }
        switch stage {
        case .exercise: try solve()
        case .question, .prediction: try resume()
        case .shown, .broken, .done, .running: try next()
        }
    }

    /// Shows a cell again, from where it began.
    func goBack(to index: Int) throws {
        try restore(starts[index])
        starts.removeLast(starts.count - 1 - index)
        cell = index
        playground = nil
        try show()
    }

    /// This exercise, or this cell, from its beginning.
    func again() throws {
        if playground != nil { try endPlay() }
        guard case .exercise(let attempt) = stage else { return try goBack(to: cell) }
        try restore(attempt.start)
        pose(attempt.exercise.words(givesHints: false))
    }

    private func goOn() throws {
        if hasDetour, let pause { try restore(pause) }
        cell += 1
        pause = nil
        hasDetour = false
        starts.append(SessionMoment(of: session))
        (stage, statement, mark) = (.shown, 0, .done)
    }

    /// The cell of that number or id which was come to.
    func index(of word: String) throws(Refusal) -> Int {
        let index = Int(word).flatMap { $0 > 0 ? $0 - 1 : nil } ?? lesson.cells.firstIndex { $0.id == word }
        guard let index, lesson.cells.indices.contains(index) else {
            let near = nearest(to: word, in: lesson.cells.map(\.id)).map { "did you mean `back \($0)`?" }
            throw Refusal("the lesson has no cell `\(word)`", help: near ?? "`where` lists the cells")
        }
        guard index <= cell else {
            throw Refusal("cell `\(word)` lies ahead", help: "Enter goes on; you are at \(cell + 1) of \(lesson.cells.count)")
        }
        return index
    }

    private func restore(_ moment: SessionMoment) throws {
        try moment.restore(session)
        hasDetour = false
        pause = nil
    }

    // MARK: - A cell

    private func show() throws {
        (stage, statement, mark, hasDetour) = (.shown, 0, .done, false)
        session.keepProgress { $0.note(.here, cell: current.id, of: lesson.name) }
        for words in current.words { session.output.receive(.passage(.words(words))) }
        if !current.title.isEmpty { session.output.receive(.passage(.title(current.title))) }
        tellCode()
        if current.statements.isEmpty { return finish() }
        // What asks needs no Enter before it.
        if current.statements[0].asks { return try run() }
        tell(cell == 0 ? Self.greeting : "Enter runs it")
    }

    /// Shows the statements from the next one on, up to an exercise or a question: what comes behind would give it away.
    private func tellCode() {
        for next in current.statements[statement...] {
            if case .lesson = next.kind { return }
            if !next.asks { session.output.receive(.passage(.code(next.lines.map(lesson.source.line)))) }
        }
    }

    /// Runs the cell up to its end, or to what it asks of the learner.
    private func run() throws(Diagnostic) {
        stage = .running
        session.openRuns += 1
        defer { session.openRuns -= 1 }
        do throws(Diagnostic) {
            while statement < current.statements.count {
                let next = current.statements[statement]
                statement += 1
                try session.interpreter.run([next], from: lesson.source)
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

    /// Goes on behind a question, from where it was asked.
    private func resume() throws {
        if hasDetour, let pause { try restore(pause) }
        if case .question = stage { tellCode() }
        try run()
    }

    private func finish() {
        stage = .done
        pause = SessionMoment(of: session)
        guard !isCatchingUp else { return }
        session.keepProgress { $0.note(mark, cell: current.id, of: lesson.name) }
        tell(isLast ? closing : "Enter goes on to \(cell + 2)/\(lesson.cells.count)")
    }

    /// Runs without a word; of trainings it is told how far they are.
    private func quietly(_ body: () throws -> Void) throws {
        let output = session.output
        session.output = ProgressOutput(output)
        isCatchingUp = true
        defer {
            session.output = output
            isCatchingUp = false
        }
        try body()
    }

    // MARK: - What it asks

    /// False where nobody is asked.
    func meet(_ exercise: Exercise) -> Bool {
        guard isRunning, !isCatchingUp else { return false }
        stage = .exercise(Attempt(exercise: exercise, start: SessionMoment(of: session)))
        pose(exercise.words(givesHints: false))
        return true
    }

    func meet(_ question: Question) -> Bool {
        guard isRunning, !isCatchingUp else { return false }
        stage = .question(question)
        pause = SessionMoment(of: session)
        pose(question.words)
        return true
    }

    func meet(_ prediction: Prediction) -> Bool {
        guard isRunning, !isCatchingUp else { return false }
        stage = .prediction
        pause = SessionMoment(of: session)
        pose(prediction.words)
        return true
    }

    private func pose(_ words: String) {
        session.output.receive(.passage(.words(words)))
        tell(request)
    }

    /// What the learner can do now.
    var request: String {
        switch stage {
        case .exercise: "type what does it; `hint`, `check`, `solution`, `again`, `skip`"
        case .question(let question):
            if case .choices = question.form { "type the number of an answer, or `skip`" } else { "type a number, or `skip`" }
        case .prediction: "type a number, or `skip`"
        case .shown, .running, .broken: "Enter runs it"
        case .done: isLast ? closing : "Enter goes on"
        }
    }

    /// Something was typed that is none of the lesson's words.
    func noteDetour() { if !isRunning { hasDetour = true } }

    /// Looks at the exercise after something was typed: who has done it need not say so.
    func lookAtAttempt() throws(Diagnostic) {
        guard playground == nil, hasDetour, case .exercise(let attempt) = stage else { return }
        guard attempt.exercise.checks.allSatisfy({ (try? $0.holds()) == true }) else { return }
        try solved()
    }

    /// `check`: says what holds and what does not.
    func check() throws(Diagnostic) {
        guard case .exercise(let attempt) = stage else { return tell(request) }
        for condition in attempt.exercise.checks where try !condition.holds() { try session.require(condition) }
        try solved()
    }

    private func solved() throws(Diagnostic) {
        guard case .exercise(let attempt) = stage else { return }
        mark = attempt.isShown ? .shown : .solved
        for condition in attempt.exercise.checks { try session.require(condition) }
        session.output.receive(.passage(.words("**Solved.**")))
        tellCode()
        try run()
    }

    func hint() {
        guard case .exercise(var attempt) = stage else { return tell(request) }
        guard attempt.hintsGiven < attempt.exercise.hints.count else {
            return tell(attempt.exercise.hints.isEmpty ? "there is no hint; `solution` shows what does it" : "that was the last hint; `solution` shows what does it")
        }
        session.output.receive(.passage(.words("*Hint:* \(attempt.exercise.hints[attempt.hintsGiven])")))
        attempt.hintsGiven += 1
        stage = .exercise(attempt)
    }

    /// Shows the solution and runs it, from where the exercise began.
    func solve() throws {
        guard case .exercise(var attempt) = stage else { return tell(request) }
        attempt.isShown = true
        try restore(attempt.start)
        stage = .running
        session.openRuns += 1
        defer { session.openRuns -= 1 }
        do {
            for next in attempt.exercise.solution {
                session.output.receive(.passage(.code(next.lines.map(lesson.source.line))))
                try session.interpreter.run([next], from: lesson.source)
            }
        } catch {
            stage = .exercise(attempt)
            throw error
        }
        stage = .exercise(attempt)
        try solved()
    }

    /// What the learner answers to a question or guesses.
    func answer(_ value: Value, at span: Span) throws {
        switch stage {
        case .prediction:
            guard case .number(let guess) = value else { throw Diagnostic("expected a number, found \(value.found)", at: span) }
            if hasDetour, let pause { try restore(pause) }
            if let latest = session.learning.predictions.indices.last { session.learning.predictions[latest].guess = guess }
            try run()
        case .question(let question):
            let (isRight, reason) = try question.verdict(value, at: span)
            session.output.receive(.passage(.words([isRight ? "**Right.**" : "**No.**", reason ?? ""].joined(separator: " "))))
            if isRight { try resume() } else { tell("once more, or `skip`") }
        case .shown, .running, .exercise, .broken, .done: throw Diagnostic("nothing was asked", at: span, help: [request])
        }
    }

    // MARK: - Trying things

    func play() {
        guard playground == nil else { return tell("you are playing already; `leave` ends it") }
        playground = (SessionMoment(of: session), hasDetour)
        tell("play: nothing is judged, and `leave` brings everything back as it is now")
    }

    private func endPlay() throws {
        guard let before = playground else { return }
        try before.moment.restore(session)
        hasDetour = before.hasDetour
        playground = nil
        tell("back in the lesson, as it was: \(request)")
    }

    /// Ends playing, or the lesson: what there was before it is there again, and what the lesson made is a branch.
    func leave() throws {
        guard playground == nil else { return try endPlay() }
        let made = session.experiment == nil ? nil : session.branch
        try abandon()
        let name = session.time.branches.current == lesson.name ? "lesson-\(lesson.name)" : lesson.name
        guard let made, session.time.branches.names.count < Branches.most || session.time.branches.others[name] != nil else { return }
        session.time.branches.others[name] = made
        tell("out of the lesson; its networks are the branch `\(name)`: `switch \(name)` goes on with them")
    }

    /// Brings back what there was before the lesson.
    func abandon() throws {
        try outside.restore(session)
        session.lesson = nil
    }

    // MARK: - Words

    private static let greeting =
        "Enter runs a cell, and goes on to the next. `back`, `again` and `where` move you, `leave` ends the lesson; "
        + "whatever you type between costs nothing."

    private var closing: String { "that was the last cell of `\(lesson.name)`; `leave` ends it, `lesson` lists the others" }

    private func tell(_ text: String) {
        let lines = wrapped(text, columns: session.output.columns)
        session.output.receive(.remark(lines.joined(separator: "\n") + "\n"))
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

/// Lets through only how far trainings are.
private final class ProgressOutput: SessionOutput {
    private let output: any SessionOutput

    init(_ output: any SessionOutput) { self.output = output }

    func receive(_ event: SessionEvent) {
        switch event {
        case .progress: output.receive(event)
        default: break
        }
    }

    var progressPause: Duration { output.progressPause }
    var columns: Int { output.columns }
}
