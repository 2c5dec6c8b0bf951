import Declarations

/// The statements that ask something of the person who reads a script as a lesson.
///
/// Two are blocks, whose lines are declared like any command:
///
///     exercise "Bring all eight back by changing one line"
///       hint "Which loss measures a distance?"
///       check modes.held >= 7
///     solution
///       loss wgan-gp
///       reset
///       train 4000
///     end
///
///     ask "D says 1/9 to every fake. Why not 0?"
///       choice "it is undecided everywhere" because "then it would say 1/2"
///       answer "one real point in eight lies there too" because "the best answer there is (1/8) / (1/8 + 1)"
///     end
public enum LessonStatement {
    public static let group = "lessons"

    public static let exercise = CommandDeclaration(
        "exercise", summary: "sets a task, with its hints, its check and a solution, up to `end`", group: group,
        arguments: [.value("task", .text, summary: "what to do, in a sentence; Markdown")],
        examples: [
            "data ring\ntrain 10\nexercise \"Make ten more steps\"\n  hint \"`train` makes them\"\n  check step == 20\nsolution\n  train 10\nend"
        ],
        notes: [
            "in a lesson that is stepped through, people type what they like until the check holds",
            "in a run the solution is run, and the check must hold behind it",
        ], form: "exercise TASK [hint TEXT …] check CONDITION … solution … end")

    public static let hint = CommandDeclaration(
        "hint", summary: "of an exercise: a hint; alone, in a lesson: the next one", group: group,
        arguments: [.value("text", .text, isOptional: true, summary: "the hint; Markdown")],
        examples: ["exercise \"Make a step\"\n  hint \"`train 1`\"\n  check step == 1\nsolution\n  data ring\n  train 1\nend"], isRecorded: false)

    public static let check = CommandDeclaration(
        "check", summary: "of an exercise: what must hold; alone, in a lesson: whether it does", group: group,
        arguments: [
            ArgumentDeclaration("condition", .condition, isOptional: true, summary: "a comparison of measurements, joined by `and`, `or`, `not`")
        ],
        examples: ["exercise \"Make a step\"\n  check step == 1\nsolution\n  data ring\n  train 1\nend"], isRecorded: false)

    public static let solution = CommandDeclaration(
        "solution", summary: "of an exercise: begins what solves it; alone: shows and runs it", group: group,
        examples: ["exercise \"Make a step\"\n  check step == 1\nsolution\n  data ring\n  train 1\nend"], isRecorded: false)

    public static let ask = CommandDeclaration(
        "ask", summary: "asks a question, with choices or for a number, up to `end`", group: group,
        arguments: [.value("question", .text, summary: "what is asked; Markdown")],
        examples: [
            "ask \"Which of the two makes samples?\"\n  answer \"the generator\"\n  choice \"the discriminator\" because \"it only judges\"\nend",
            "ask \"What is ln 8?\"\n  answer 2.08 within 0.01 because \"8 = e^2.08\"\nend",
        ],
        notes: ["in a run the question and its answer are told"], form: "ask QUESTION choice TEXT … answer TEXT or NUMBER … end")

    public static let choice = CommandDeclaration(
        "choice", summary: "of a question: an answer that is wrong", group: group,
        arguments: [.value("text", .text, summary: "the answer; Markdown")],
        options: [because],
        examples: ["ask \"Is 2 a prime?\"\n  choice \"no\" because \"only 1 and 2 divide it\"\n  answer \"yes\"\nend"], isRecorded: false)

    public static let answer = CommandDeclaration(
        "answer", summary: "of a question: the right answer; in a lesson: what a person answers", group: group,
        arguments: [ArgumentDeclaration("answer", .expression, summary: "a text in quotes, or a number; of a person also the number of a choice")],
        options: [
            OptionDeclaration("within", .positive, isOptional: true, summary: "how far off a number may be; by default a tenth of it"),
            because,
        ],
        examples: ["ask \"What is 6 times 7?\"\n  answer 42 within 0.5\nend"], isRecorded: false)

    private static let because = OptionDeclaration("because", .text, isOptional: true, summary: "the reason, told with the verdict; Markdown")

    /// In the order of the help.
    static let declarations = [exercise, hint, check, solution, ask, choice, answer]

    /// What may stand in the lines of each block before `solution` and `end`.
    static let parts = ["exercise": [hint, check], "ask": [choice, answer]]

    /// Begins the second half of an exercise.
    static let divider = "solution"
}
