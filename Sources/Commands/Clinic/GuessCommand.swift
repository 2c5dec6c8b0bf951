import Declarations
import Lab
import Language

/// `guess mode-collapse`: what a mystery did.
enum GuessCommand: Command {
    static let declaration = CommandDeclaration(
        "guess", summary: "says what a `mystery` did, and is told whether that is so; alone, lists what it may be", group: "clinic",
        arguments: [.failure("its name; that of another side of the same thing is right as well")],
        options: [.init("reveal", .flag, isOptional: true, summary: "gives up and is told")],
        examples: ["data ring\nmystery 7\ntrain 50\nguess reveal"],
        notes: ["a wrong name is told what it would have shown; the mystery stays open"], isRecorded: false)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        let failure = arguments.failure
        if failure != nil, arguments.flag("reveal") { throw arguments.error("expected the name of a failure or `reveal`, found both", at: "reveal") }
        guard !session.isCheckOnly else {
            // The name may be right.
            if failure != nil || arguments.flag("reveal") { session.checkedRun.isMysteryOpen = false }
            return
        }
        guard var mystery = session.learning.mystery else {
            throw arguments.error("no mystery is open", help: ["`mystery` makes one"], category: .unavailable)
        }
        guard failure != nil || arguments.flag("reveal") else { return session.listGuesses(in: mystery) }
        if let failure, !mystery.isMeant(by: failure) {
            mystery.guesses += 1
            session.learning.mystery = mystery
            return session.tellWrong(failure, in: mystery)
        }
        session.solve(mystery)
        session.tellRight(failure, mystery)
    }
}

extension GanSession {
    fileprivate func listGuesses(in mystery: Mystery) {
        output.say("it may be \(mystery.possible.joined(separator: ", "))")
    }

    fileprivate func tellWrong(_ failure: Failure, in mystery: Mystery) {
        guard let way = sabotage(of: failure)?.way(in: mystery.recipe) else {
            return output.say("no: \(failure.rawValue) cannot be made in this recipe")
        }
        guard let shown = way.shown?(mystery.recipe) else { return output.say("no: \(failure.rawValue) would end a training in no number") }
        output.say("no: \(failure.rawValue) would show by `\(shown)`\(found(shown))")
    }

    fileprivate func tellRight(_ failure: Failure?, _ mystery: Mystery) {
        let name = mystery.failure.rawValue
        let tries = mystery.guesses == 0 ? "" : ", after \(mystery.guesses) other \(mystery.guesses == 1 ? "guess" : "guesses")"
        switch failure {
        case nil: output.say("it was \(name)")
        case mystery.failure: output.say("right\(tries): \(name)")
        case let other?: output.say("right\(tries): \(other.rawValue) is another side of what was made, \(name)")
        }
        output.say("what `\(mystery.statement)` typed: \(mystery.way.reason)")
        tell(typed: mystery.lines)
        if let shown = mystery.way.shown?(mystery.recipe) {
            output.say("it shows by `\(shown)` after \(grouped(mystery.way.steps)) steps\(found(shown))")
        } else {
            output.say("it shows by a training that ends in no number")
        }
        output.say("`fix \(name)` cures it")
        output.say("source: \(mystery.way.source)")
    }

    /// What the measurements of a condition are now: `; now modes = 1`.
    private func found(_ condition: String) -> String {
        let source = Source(name: "guess", text: "\(ExpectCommand.declaration.name) \(condition)")
        guard case .command(let call)? = (try? Parser.parse(source))?.first?.kind,
            let bound = try? ExpectCommand.declaration.bind(call, in: interpreter.variables).expression("condition")
        else { return "" }
        let values = bound.foundValues.listed
        return values.isEmpty ? "" : "; now \(values)"
    }
}
