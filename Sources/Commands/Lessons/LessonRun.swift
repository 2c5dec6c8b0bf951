import Declarations
import Language

/// A lesson that a person steps through.
///
/// Each cell begins at a moment of the session that is kept, so that going back always works, and whatever is tried between two
/// cells costs nothing.
final class LessonRun {
    let lesson: Lesson
    /// The cells that were come to, the one that the learner is at last.
    private var runs: [CellRun] = []
    /// Where nothing that is typed is judged, and what there was before.
    private(set) var playground: (moment: SessionMoment, hasDetour: Bool)?
    private unowned let session: GanSession
    /// The session as it was before the lesson.
    private let outside: SessionMoment

    init(_ lesson: Lesson, in session: GanSession) {
        self.lesson = lesson
        self.session = session
        outside = SessionMoment(of: session)
        session.beginAnew()
        come(to: 0, from: SessionMoment(of: session))
    }

    /// Where the learner is, counted from 0.
    var cell: Int { runs.count - 1 }
    private var current: CellRun { runs[cell] }
    /// True while the lesson's own statements run.
    var isRunning: Bool { current.isRunning }
    private var isLast: Bool { cell == lesson.cells.count - 1 }

    // MARK: - From cell to cell

    /// Begins at a cell; those before it are run first, without a word.
    func begin(at first: Int) throws {
        if first > 0 {
            session.output.note("the cells before are run again, to come to where you were\n")
            let output = session.output
            session.output = ProgressOutput(output)
            defer { session.output = output }
            runs = []
            come(to: 0, from: SessionMoment(of: session), asks: false)
            while cell < first {
                try current.begin()
                come(to: cell + 1, from: SessionMoment(of: session), asks: cell + 1 == first)
            }
        }
        try show()
    }

    private func come(to index: Int, from start: SessionMoment, asks: Bool = true) {
        let isLast = index == lesson.cells.count - 1
        runs.append(
            CellRun(
                lesson.cells[index], of: lesson.source, from: start, in: session, asks: asks, behind: isLast ? closing : "Enter goes on",
                whenDone: { [unowned self] in if asks { finished() } }))
    }

    private func show() throws {
        session.keepProgress { $0.note(.here, cell: current.cell.id, of: lesson.name) }
        try current.show(invitation: cell == 0 ? Self.greeting : "Enter runs it")
    }

    private func finished() {
        session.keepProgress { $0.note(current.mark, cell: current.cell.id, of: lesson.name) }
        session.output.tell(isLast ? closing : "Enter goes on to \(cell + 2)/\(lesson.cells.count)")
    }

    /// Enter: runs what is shown, goes on behind what is done.
    func next() throws {
        if playground != nil { return try endPlay() }
        switch current.stage {
        case .shown, .broken: try current.begin()
        case .done:
            guard !isLast else { return session.output.tell(closing) }
            try current.endDetour()
            come(to: cell + 1, from: SessionMoment(of: session))
            try show()
        case .running: break
        case .exercise, .question, .prediction: session.output.tell(current.request)
        }
    }

    /// Goes on without doing what the cell asks for.
    func skip() throws {
        guard playground == nil else { return try endPlay() }
        switch current.stage {
        case .exercise: try current.solve()
        case .question, .prediction: try current.resume()
        case .shown, .broken, .done, .running: try next()
        }
    }

    /// Shows a cell again, from where it began.
    func goBack(to index: Int) throws {
        let start = runs[index].start
        try current.restore(start)
        runs.removeLast(runs.count - index)
        playground = nil
        come(to: index, from: start)
        try show()
    }

    /// This exercise, or this cell, from its beginning.
    func again() throws {
        if playground != nil { try endPlay() }
        if try !current.beginAttemptAgain() { try goBack(to: cell) }
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

    // MARK: - What the cell asks

    /// Whether a number or a text alone is an answer.
    var awaitsAnswer: Bool { playground == nil && current.awaitsAnswer }

    func meet(_ exercise: Exercise) -> Bool { current.meet(exercise) }
    func meet(_ question: Question) -> Bool { current.meet(question) }
    func meet(_ prediction: Prediction) -> Bool { current.meet(prediction) }

    func noteDetour() { current.noteDetour() }
    func lookAtAttempt() throws(Diagnostic) { if playground == nil { try current.lookAtAttempt() } }

    func check() throws { try judged { try current.check() } }
    func solve() throws { try judged { try current.solve() } }
    func answer(_ value: Value, at span: Span) throws { try judged { try current.answer(value, at: span) } }
    func hint() { current.hint() }

    /// While playing nothing is judged.
    private func judged(_ act: () throws -> Void) throws {
        guard playground == nil else { return session.output.tell(Self.playing) }
        try act()
    }

    // MARK: - Trying things

    func play() {
        guard playground == nil else { return session.output.tell(Self.playing) }
        playground = (SessionMoment(of: session), current.hasDetour)
        session.output.tell("play: nothing is judged, and `leave` brings everything back as it is now")
    }

    private func endPlay() throws {
        guard let before = playground else { return }
        try before.moment.restore(session)
        current.hasDetour = before.hasDetour
        playground = nil
        session.output.tell("back in the lesson, as it was: \(current.request)")
    }

    /// Ends playing, or the lesson.
    func leave() throws {
        guard playground == nil else { return try endPlay() }
        try end()
    }

    /// Ends the lesson, and playing in it: what there was before it is there again, and what the lesson made is a branch.
    func end() throws {
        if let before = playground {
            try before.moment.restore(session)
            playground = nil
        }
        let made = session.experiment == nil ? nil : session.branch
        let statements = session.networkStatements
        try abandon()
        guard let made else { return }
        guard session.time.branches.names.count < Branches.most else {
            return session.output.tell(
                "out of the lesson; a session has at most \(Branches.most) branches, so its networks are not kept: "
                    + "opened again, the lesson makes them anew")
        }
        let name = session.time.branches.freeName(like: lesson.name)
        let word = Branches.word(name)
        session.time.branches.others[name] = made
        session.time.branches.origins[name] =
            ["# the branch \(word) came from the lesson `\(visible(lesson.name))`: its recipe at the end, and as many steps", "branch \(word)"]
            + statements + ["switch \(Branches.first)"]
        session.output.tell("out of the lesson; its networks are the branch `\(name)`: `switch \(word)` goes on with them")
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

    private static let playing = "you are playing: nothing is judged, and `leave` ends it"

    private var closing: String { "that was the last cell of `\(lesson.name)`; `leave` ends it, `lesson` lists the others" }
}
