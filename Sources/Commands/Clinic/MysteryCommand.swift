import Datasets
import Declarations
import Lab
import Language

/// `mystery 7`: something goes wrong, and nobody says what.
enum MysteryCommand: Command {
    static let declaration = CommandDeclaration(
        "mystery", summary: "makes a failure that can exist in this recipe, without saying which", group: "clinic",
        arguments: [
            .value(
                "seed", .seed, isOptional: true,
                summary: "decides which; without it another one each time at the prompt, and the run's own seed in a script")
        ],
        examples: ["data ring\nmystery 7\ntrain 50\nguess reveal"],
        notes: [
            "train, look at samples and numbers, then `guess`; until then what would tell the recipe refuses, and `show script` has the word "
                + "with its seed, which does the same again",
            "begin with a recipe that is sound: what was wrong before stays wrong beside it",
            "`diagnose` may be asked: it looks at what came of the recipe",
        ],
        changes: [.init("data"), .init("updates"), .networks, .loss, .penalty, .trick, .optimizer, .ratio, .steps], isRecorded: false)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        try session.requireNoMystery(at: arguments.span)
        guard let recipe = try session.recipeToChange(at: arguments.span) else { return }
        let possible = try session.possibleMysteries(in: recipe)
        guard !possible.isEmpty else {
            throw arguments.error(
                "no failure can be made in this recipe", help: ["`break` alone lists what each needs; on `data ring` and `data digits` most can"],
                category: .unavailable)
        }
        if session.isCheckOnly, !arguments.has("seed") {
            // A check stands for runs with any seed.
            session.checkedRun.isMysteryOpen = true
            return session.draft.isUnknown = true
        }
        let seed = arguments.optionalInteger("seed").map { UInt64($0) }
            ?? (session.options.runsInteractively ? UInt64.random(in: 1...9999) : session.draft.seed)
        var draws = SeededNumbers(seed: seed)
        let chosen = possible[Int(draws.next() % UInt64(possible.count))]
        if session.isCheckOnly { session.checkedRun.isMysteryOpen = true } else {
            session.learning.mystery = Mystery(
                seed: seed, failure: chosen.sabotage.failure, way: chosen.way, recipe: recipe, lines: chosen.lines + session.resetIfTrained,
                possible: possible.map(\.sabotage.name))
        }
        try session.conceal(chosen.lines, as: "mystery \(seed)", at: arguments.span)
        guard !session.isCheckOnly else { return }
        session.output.say(
            "mystery \(seed): one of \(possible.count) failures is in this recipe now. Train, look, and `guess` its name; `guess` alone lists them")
    }
}

extension GanSession {
    /// Types statements without a word, on fresh weights; the script has one line for them.
    fileprivate func conceal(_ lines: [String], as statement: String, at span: Span) throws(Diagnostic) {
        try interpreter.readRecipe(Source(name: statement, text: lines.joined(separator: "\n")))
        // What was trained before is gone first, so that no remark says which networks had to start anew.
        experiment?.reset()
        if experiment != nil { try prepared(at: span)?.reset() }
        checkedRun.isTrained = false
        guard !isCheckOnly, case .command(let call)? = currentStatement?.kind, call.name.text == MysteryCommand.declaration.name else { return }
        transcript.append(statement)
    }
}
