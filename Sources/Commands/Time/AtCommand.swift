import Declarations
import Lab
import Language

/// `at 500 plot samples`: a look at another step.
enum AtCommand: Command {
    static let declaration = CommandDeclaration(
        "at", summary: "looks at an earlier step, or at several, and comes back", group: "time",
        arguments: [
            .value("steps", .integer(0...100_000_000), isList: true, unit: "steps", summary: "which, with commas between several"),
            ArgumentDeclaration(
                "statement", .statement, summary: "what to do there: `plot`, `sample`, `measure`, `print`, `expect`, `save` and others that look"),
        ],
        examples: ["data ring\ntrain 20\nat 10 plot samples", "data ring\ntrain 20\nat 5, 10, 20 measure loss.generator"],
        notes: [
            "it looks at the step under the recipe that the step was made under",
            "everything is as before it afterwards, also where the statement fails: training goes on with the same bits",
        ])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        guard let look = arguments.statements["statement"]?.first else { return }
        let steps = arguments.integers("steps")
        try requireLook(look, at: steps, in: session)
        let span = arguments.spans["steps"] ?? arguments.span
        guard !session.isCheckOnly else { return try check(look, at: span, in: session) }
        try requireKnown(steps, at: span, in: session)
        let here = session.branch
        do {
            for step in steps {
                if session.isInterrupted {
                    throw Diagnostic("interrupted before step \(step)", at: span, severity: .note, category: .interruption)
                }
                try session.go(to: step, asMade: true, at: span)
                if steps.count > 1 { session.output.receive(.confirmation("at step \(grouped(step))\n")) }
                try session.interpreter.perform(look)
            }
        } catch {
            try session.take(here)
            throw error
        }
        try session.take(here)
    }

    /// All of the steps were made: that is said before the first look, from where the session stands.
    private static func requireKnown(_ steps: [Int], at span: Span, in session: GanSession) throws(Diagnostic) {
        guard let experiment = session.experiment else { return }
        for step in steps {
            do throws(Refusal) { try experiment.requireKnown(step) } catch {
                throw Diagnostic(error, at: span, category: .unavailable)
            }
        }
    }

    private static func requireLook(_ statement: CommandCall, at steps: [Int], in session: GanSession) throws(Diagnostic) {
        let declarations = session.interpreter.declarations
        let word = statement.name.text
        guard let declaration = declarations.first(where: { $0.words.contains(word) }) else {
            if session.interpreter.definitions[word] == nil {
                throw .unknown("command", word, at: statement.name.span, choices: declarations.filter(\.isLook).flatMap(\.words))
            }
            throw Diagnostic(
                "expected a command that looks behind `at`, found `\(word)`, which `define` made", at: statement.name.span,
                help: ["a block of its own goes there and back: `rewind \(steps.first ?? 0)`, then `rewind` with the step from before"])
        }
        guard declaration.isLook else {
            throw Diagnostic(
                "expected a command that looks behind `at`, found `\(word)`", at: statement.name.span,
                notes: ["commands that look: \(declarations.filter(\.isLook).map(\.name).joined(separator: ", "))"],
                help: ["`rewind \(steps.first ?? 0)` goes there to stay; `branch NAME` before it keeps both ways"])
        }
    }

    private static func check(_ look: CommandCall, at span: Span, in session: GanSession) throws(Diagnostic) {
        let draft = session.draft
        defer { session.draft = draft }
        if !draft.isUnknown {
            guard session.checkedRun.isTrained else { throw Diagnostic(.nothingToGoBackTo, at: span, category: .unavailable) }
            if !session.knowsRecipeOfSteps { session.draft.isUnknown = true }
        }
        try session.interpreter.perform(look)
    }
}
