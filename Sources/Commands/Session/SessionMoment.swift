import Lab
import Language

/// Everything that statements change in a session, to come back to: the recipe with its networks and the way behind them, variables,
/// definitions, branches, what is watched, and what was typed.
struct SessionMoment {
    private let branch: Branch
    private let names: Interpreter<GanSession>.Names
    private let transcript: [String]
    private let looking: LookingState
    private let time: TimeState
    private let scripting: ScriptingState
    private let learning: LearningState
    private let givenWarnings: Set<RecipeWarning>

    init(of session: GanSession) {
        branch = session.branch
        names = session.interpreter.names
        transcript = session.transcript
        looking = session.looking
        time = session.time
        scripting = session.scripting
        learning = session.learning
        givenWarnings = session.givenWarnings
    }

    /// Takes the session back. Nothing changes when this throws.
    func restore(_ session: GanSession) throws {
        try session.take(branch)
        session.interpreter.names = names
        session.transcript = transcript
        session.time = time
        session.scripting = scripting
        session.learning = learning
        session.givenWarnings = givenWarnings
        // Pictures go on counting: those that were written are there.
        let number = session.looking.figureNumber
        session.looking = looking
        session.looking.figureNumber = max(number, looking.figureNumber)
    }
}
