import Declarations
import Language

/// `lesson 2`: opens a lesson at the prompt; `lesson` alone lists them.
enum LessonCommand: Command {
    static let declaration = CommandDeclaration(
        "lesson", summary: "opens a lesson to step through, where you left it; alone, lists the lessons", group: LessonStatement.group,
        arguments: [.value("lesson", .key, isOptional: true, summary: "its number, its name, or a file in quotes")],
        options: [
            OptionDeclaration("afresh", .flag, summary: "from its first cell, though you have been further"),
            OptionDeclaration("forget", .flag, summary: "forgets what you did in it, and opens nothing"),
        ],
        examples: ["lesson"],
        notes: [
            "each cell begins from a copy of everything: going back always works, and whatever is tried costs nothing",
            "what was done is kept in `progress`, a text file in the state folder",
        ], isRecorded: false)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        guard arguments.has("lesson") else {
            if !session.isCheckOnly { session.output.receive(.table(session.lessonTable)) }
            return
        }
        guard session.options.runsInteractively else {
            throw arguments.error("a lesson is stepped through at the prompt", help: ["`gan lesson` opens it there; `gan FILE` runs one straight through"])
        }
        let lesson: Lesson
        do throws(Refusal) { lesson = try session.lesson(named: arguments.key("lesson")) } catch {
            throw arguments.error(error, at: "lesson", category: .unavailable)
        }
        if arguments.flag("forget") {
            session.keepProgress { $0.forget(lesson.name) }
            return session.output.receive(.confirmation("`\(lesson.name)` is forgotten\n"))
        }
        try session.open(lesson, afresh: arguments.flag("afresh"))
    }
}

extension BoundArguments {
    /// A name, or the digits of a number that stands for one.
    func key(_ name: String) -> String {
        switch values[name] {
        case .text(let text): text
        case .word(let word): word
        case .number(let number): Value.number(number).display
        default: ""
        }
    }
}

extension GanSession {
    /// Opens a lesson where the learner left it; one that was finished begins anew.
    func open(_ lesson: Lesson, afresh: Bool) throws {
        let progress = progress
        let marks = progress.marks(of: lesson.name)
        let isFinished = lesson.cells.allSatisfy { marks[$0.id] != nil }
        let place = lesson.cells.firstIndex { $0.id == progress.place(in: lesson.name) } ?? 0
        if let other = self.lesson { try other.end() }
        let run = LessonRun(lesson, in: self)
        self.lesson = run
        do { try run.begin(at: afresh || isFinished ? 0 : place) } catch {
            // Whoever interrupts the way to where they were has their own work again.
            try run.abandon()
            throw error
        }
    }

    /// Acts in the lesson that is stepped through; where there is none, says so.
    func inLesson(_ act: (LessonRun) throws -> Void) rethrows {
        guard !isCheckOnly else { return }
        guard let lesson else { return output.note("no lesson is open; `lesson` lists them\n") }
        try act(lesson)
    }

    /// The lessons, with how far the learner is.
    fileprivate var lessonTable: TextTable {
        let progress = progress
        var table = TextTable(header: ["lesson", "name", "title", "done"], leftColumns: [1, 2, 3])
        for entry in syllabus.entries {
            guard let lesson = try? self.lesson(named: entry.name) else { continue }
            let marks = progress.marks(of: lesson.name)
            let done = lesson.cells.filter { marks[$0.id] != nil }.count
            table.rows.append([entry.number.map(String.init) ?? "", lesson.name, lesson.title, done == 0 ? "" : "\(done)/\(lesson.cells.count)"])
        }
        return table
    }

    /// What stands before a line that is typed now.
    public var prompts: (first: String, further: String) {
        guard let lesson else { return Self.prompts }
        let place = "\(lesson.lesson.name) \(lesson.cell + 1)/\(lesson.lesson.cells.count)\(lesson.playground == nil ? "" : " play")> "
        return (place, Self.prompts.further)
    }

    /// The statement that a line stands for where a lesson is open: nothing at all for `next`, a number or a text for an answer.
    public func statement(meantBy line: String) -> String? {
        guard let lesson else { return nil }
        let bare = line.drop(while: \.isWhitespace)
        if bare.isEmpty { return "next" }
        guard lesson.awaitsAnswer, let first = bare.first, first.isNumber || first == "-" || first == "." || first == "\"" else { return nil }
        return "answer \(bare)"
    }

    /// Forgets everything that was typed, as if the session began.
    func beginAnew() {
        clear()
        interpreter.names = .init()
        (transcript, time, learning) = ([], TimeState(), LearningState(hasLostProgress: learning.hasLostProgress))
    }

    // MARK: - What a script asks of those who read it

    public func meet(_ exercise: Exercise) throws(Diagnostic) -> Bool {
        if lesson?.meet(exercise) == true { return true }
        output.receive(.passage(.words(exercise.words(givesHints: true))))
        if exercise.checks.allSatisfy({ (try? $0.holds()) == true }) {
            throw Diagnostic(
                "expected an exercise with something to do, found its check holding before its solution", at: exercise.span, category: .expectation)
        }
        return false
    }

    public func settle(_ exercise: Exercise) throws(Diagnostic) {
        for condition in exercise.checks { try require(condition) }
    }

    public func meet(_ question: Question) throws(Diagnostic) {
        if lesson?.meet(question) == true { return }
        output.receive(.passage(.words(question.words + "\n\n" + question.solution)))
    }
}
