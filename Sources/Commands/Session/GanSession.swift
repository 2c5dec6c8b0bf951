import Declarations
import Figures
import Foundation
import Lab
import Language
import Synchronization

/// What the commands act upon: the recipe as told so far, the experiment that runs it, and where the results go.
public final class GanSession {
    public let options: SessionOptions
    public let output: any SessionOutput
    /// What the terminal can show; a prompt keeps its size up to date.
    public var terminal: Terminal
    /// Set by `quit`, which ends the prompt or the script.
    public internal(set) var hasQuit = false
    /// The recipe as told so far.
    public var draft = Draft()
    /// The experiment, once something needed it.
    public internal(set) var experiment: Experiment?
    /// The statements that ran, one by one, as `save "session.gan"` writes them.
    public internal(set) var transcript: [String] = []
    /// How things stood before the statement that runs.
    var standing: Standing?
    /// What looking remembers from one statement to the next.
    var looking = LookingState()
    /// What recording remembers.
    var scripting = ScriptingState()
    /// The seed that the script had told when the weights were drawn.
    var toldSeedOfWeights = Draft().toldSeed
    /// Warnings told already: each is said once for each recipe.
    var toldWarnings: Set<RecipeWarning> = []
    /// The statement that runs, which `willRun` notes.
    var currentStatement: Statement?

    /// What a check knows of the run that it stands for.
    var foreseen = ForeseenRun()
    /// Sources that run now: a script, and what `load` or `model` runs within it.
    var openRuns = 0
    /// The recipe that a check found right last, as statements.
    var checkedStatements: [String]?

    private let interruption = Atomic<Bool>(false)
    private var interpreterIfMade: Interpreter<GanSession>?

    public init(options: SessionOptions, output: any SessionOutput) {
        self.options = options
        self.output = output
        terminal = options.terminal
        if let seed = options.seed { draft.seed = seed }
    }

    /// The interpreter of this session; variables and definitions live in it.
    public var interpreter: Interpreter<GanSession> {
        if let made = interpreterIfMade { return made }
        let made = Interpreter(commands: commandCatalogue, session: self)
        interpreterIfMade = made
        return made
    }

    /// Runs a whole source; stops at its first error.
    public func run(_ source: Source) throws(Diagnostic) {
        openRuns += 1
        defer { openRuns -= 1 }
        guard isCheckOnly, openRuns == 1 else { return try interpreter.run(source) }
        if let first = check(source, limit: 1).first { throw first }
    }

    /// Ends a reference cycle: an interpreter holds its session.
    public func close() { interpreterIfMade = nil }

    /// Forgets recipe, weights and history; variables and definitions stay.
    func clear() {
        draft = Draft()
        if let seed = options.seed { draft.seed = seed }
        experiment = nil
        foreseen.isPrepared = false
        foreseen.isTrained = false
        toldWarnings = []
        looking.watched = nil
    }
}

extension GanSession: CommandSession {
    public static var scriptExtension: String { "gan" }

    public var isCheckOnly: Bool { options.isCheckOnly }

    /// Set by Ctrl-C, also from a signal handler's thread; `train` finishes its step and stops.
    public var isInterrupted: Bool {
        get { interruption.load(ordering: .relaxed) }
        set { interruption.store(newValue, ordering: .relaxed) }
    }

    public var measurementNames: [String] { measurementCatalogue.map { $0.name } }

    public func measurement(_ name: String) throws(OptionError) -> Value? {
        guard let measurement = Lab.measurement(named: name) else { return nil }
        if isCheckOnly, let value = try foreseenValue(of: measurement) { return value }
        guard let experiment else {
            // That no step was made is known also of an experiment that has not begun; a check looks into both branches.
            if measurement.name == "step" { return isCheckOnly ? .unknown : .number(0) }
            throw OptionError("`\(name)` has no value before training", help: "`train 1` makes one step")
        }
        do {
            // A `loss` line counts at once, though the experiment takes it over at its next step.
            if measurement.belongsToLoss, experiment.step > 0, !experiment.wasTrained(under: draft.loss) {
                throw MeasurementError.beforeStepUnderLoss(name: measurement.name, loss: draft.loss.name)
            }
            return .number(try measurement.value(of: experiment))
        } catch let error as MeasurementError {
            throw OptionError(error.description, help: error.help)
        } catch {
            throw OptionError("`\(name)` cannot be measured: \(error)")
        }
    }

    public var sizeWords: [String] { ["data"] }

    public func size(named word: String) throws(OptionError) -> OptionValue? {
        guard word == "data" else { return nil }
        // Any size will do: an unknown recipe is not checked.
        if draft.isUnknown, draft.dataset == nil { return .size([1]) }
        guard let dataset = draft.dataset else {
            throw OptionError("`data` as a size needs a data set", help: "`data ring` before this line")
        }
        return .size(dataset.size)
    }

    public func source(at path: String, includedFrom includer: Source) throws(OptionError) -> Source {
        let file = try readableFile(path)
        do {
            return Source(name: path, text: try String(contentsOf: file, encoding: .utf8))
        } catch {
            throw OptionError("`\(path)` cannot be read: \(wording(of: error))")
        }
    }
}
