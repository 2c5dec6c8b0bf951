import Declarations
import Foundation
import Lab
import Language

/// What the commands act upon: the recipe as described so far, the experiment that runs it, and where the results go.
public final class GanSession {
    public let options: SessionOptions
    public internal(set) var output: any SessionOutput
    /// What was said so far, for hand-outs; a session that only checks keeps nothing.
    let record: SessionRecord
    /// What stands before a line that is typed, and before the further lines of its block.
    public static let prompts = (first: "gan> ", further: "...> ")

    /// Set by `quit`, which ends the prompt or the script.
    public internal(set) var hasQuit = false
    /// The recipe as described so far.
    public var draft = Draft()
    /// The experiment, once something needed it.
    public internal(set) var experiment: Experiment?
    /// The statements that ran, one by one, as `save "session.gan"` writes them.
    public internal(set) var transcript: [String] = []
    /// What there was before the statement that runs, or when it came to the branch that it is on.
    var stateBefore: SessionState?
    /// What the statement that runs did before it came to that branch, as plain statements.
    var doneOnBranches: [String] = []
    /// A key moved one network alone while the statement ran, which its text does not say.
    var movedAlone = false
    /// What looking remembers from one statement to the next.
    var looking = LookingState()
    /// Where the latest training ended, and the conditions that the next one goes on past.
    var passedStop: PassedStop?
    /// The ways that it went.
    var time = TimeState()
    /// What learners were asked.
    var learning = LearningState()
    /// The lesson that is stepped through.
    var lesson: LessonRun?
    /// What recording remembers.
    var scripting = ScriptingState()
    /// What `Draft.scriptSeed` was when the weights were drawn: another `seed` line since then draws them anew, also where the
    /// command line's seed takes its place.
    var scriptSeedOfWeights = Draft().scriptSeed
    /// Warnings that were given already: each is given once, until the draft is cleared.
    var givenWarnings: Set<RecipeWarning> = []
    /// The statement that runs, which `willRun` notes.
    var currentStatement: Statement?

    /// The words of the lesson that runs.
    var narration: Narration?

    /// How far the run that a check stands for would be by now.
    var checkedRun = CheckedRun()
    /// The texts of the scripts that were included, by the names they were included by.
    public private(set) var includedTexts: [String: String] = [:]
    /// The files that were read so far, where somebody keeps account of them.
    var filesRead: FilesRead?
    /// The training that failed, where one did: the same script fails there again.
    var trainingFailure: TrainingError?
    /// Whether the source that runs has told a statement.
    var hasToldStatement = false
    /// Sources that run now: a script, and what `load` or `model` runs within it.
    var openRuns = 0
    /// The recipe that a check found right last, as statements.
    var checkedStatements: [String]?

    private let commands: [any Command<GanSession>.Type]
    private let interruption: InterruptionFlag
    private var interpreterIfMade: Interpreter<GanSession>?

    /// - Parameters:
    ///   - commands: those of the catalogue, and of whoever has more.
    ///   - interruption: what Ctrl-C raises; other threads hold it where they stop this session.
    public init(
        options: SessionOptions, output: any SessionOutput, commands: [any Command<GanSession>.Type] = commandCatalogue,
        interruption: InterruptionFlag = InterruptionFlag()
    ) {
        self.options = options
        let record = SessionRecord(showsFrames: options.keepsFrames)
        self.record = record
        self.output = options.isCheckOnly ? output : DividedOutput(shown: output, kept: record)
        self.commands = commands
        self.interruption = interruption
        if let seed = options.seed { draft.seed = seed }
    }

    /// The interpreter of this session; variables and definitions live in it.
    public var interpreter: Interpreter<GanSession> {
        if let made = interpreterIfMade { return made }
        let made = Interpreter(commands: commands, session: self)
        interpreterIfMade = made
        return made
    }

    /// Runs a whole source; stops at its first error.
    public func run(_ source: Source) throws(Diagnostic) {
        openRuns += 1
        defer { openRuns -= 1 }
        guard !isCheckOnly || openRuns > 1 else {
            if let first = check(source, limit: 1).first { throw first }
            return
        }
        if openRuns == 1 {
            narration = options.tellsWords ? Narration(source) : nil
            hasToldStatement = false
        }
        do throws(Diagnostic) { try interpreter.run(source) } catch {
            // What could not even be read was typed all the same.
            if openRuns == 1, !hasToldStatement, !isCheckOnly { output.receive(.statement(source.text)) }
            throw error
        }
        if openRuns == 1 { try lesson?.lookAtAttempt() }
        if openRuns == 1 { narration?.rest().forEach { output.receive(.passage($0)) } }
    }

    /// Ends a reference cycle: an interpreter holds its session.
    public func close() { interpreterIfMade = nil }

    /// Forgets recipe, weights and history; variables and definitions stay.
    func clear() {
        draft = Draft()
        if let seed = options.seed { draft.seed = seed }
        experiment = nil
        checkedRun.isPrepared = false
        checkedRun.isTrained = false
        givenWarnings = []
        looking.watched = nil
        learning.mystery = nil
        checkedRun.isMysteryOpen = false
    }
}

extension GanSession: CommandSession {
    public static var scriptExtension: String { "gan" }
    public static var topics: [Topic] { topicCatalogue }

    public var isCheckOnly: Bool { options.isCheckOnly }

    /// Set by Ctrl-C, also from a signal handler's thread; `train` finishes its step and stops.
    public var isInterrupted: Bool {
        get { interruption.isRaised }
        set { interruption.isRaised = newValue }
    }

    public var measurementNames: [String] { measurementCatalogue.map { $0.name } }

    /// `record "runs.csv" seed modes`: the seed that the next draw of weights takes, wherever it was chosen.
    public var settingNames: [String] { [SeedCommand.declaration.name] }

    public func measurement(_ name: String) throws(Refusal) -> Value? {
        // A check stands for runs with any seed.
        if name == SeedCommand.declaration.name { return isCheckOnly ? .unknown : .number(Double(draft.seed)) }
        guard let measurement = Lab.measurement(named: name) else { return nil }
        if isCheckOnly, let value = try valueInCheck(of: measurement) { return value }
        guard let experiment else {
            // That no step was made is known also of an experiment that has not begun; a check looks into both branches.
            if measurement.name == "step" { return isCheckOnly ? .unknown : .number(0) }
            throw Refusal("`\(name)` has no value before training", help: "`train 1` makes one step")
        }
        do {
            // A `loss` line counts at once, though the experiment takes it over at its next step.
            if let recipe = try? draft.recipe(at: Source(name: "", text: "").span) {
                try measurement.requireStep(of: experiment, under: recipe)
            }
            return .number(try measurement.value(of: experiment))
        } catch let error as MeasurementError {
            throw Refusal(withoutLoss(error.description, of: experiment), help: error.help)
        } catch {
            throw Refusal("`\(name)` cannot be measured: \(error)")
        }
    }

    public func value(of function: SeriesFunction, over name: String, steps: Int?) throws(Refusal) -> SeriesValue? {
        guard let measurement = Lab.measurement(named: name) else { return nil }
        if !measurement.isRecorded { throw Refusal(MeasurementError.notRecorded(name: measurement.name)) }
        if isCheckOnly, try valueInCheck(of: measurement) != nil { return .unknown }
        guard let experiment else { return .early(Refusal(MeasurementError.beforeFirstStep(name: measurement.name))) }
        do throws(MeasurementError) {
            if let recipe = try? draft.recipe(at: Source(name: "", text: "").span) {
                try measurement.requireStep(of: experiment, under: recipe)
            }
            return .number(function.value(of: try experiment.recorded(measurement, steps: steps)))
        } catch {
            switch error {
            case .beforeFirstStep, .tooFewSteps, .tooFewValues: return .early(Refusal(error))
            default: throw Refusal(error)
            }
        }
    }

    public var sizeWords: [String] { ["data"] }

    public func size(named word: String) throws(Refusal) -> OptionValue? {
        guard word == "data" else { return nil }
        // Any size will do: an unknown recipe is not checked.
        if draft.isUnknown, draft.dataset == nil { return .size([1]) }
        guard let dataset = draft.dataset else {
            throw Refusal("`data` as a size needs a data set", help: "`data ring` before this line")
        }
        return .size(dataset.size)
    }

    public func source(at path: String, includedFrom includer: Source) throws(Refusal) -> Source {
        let file = try readableFile(path)
        do {
            let text = try String(contentsOf: file, encoding: .utf8)
            includedTexts[path] = text
            return Source(name: path, text: text)
        } catch {
            throw Refusal("`\(path)` cannot be read: \(wording(of: error))")
        }
    }
}

extension SeriesFunction {
    fileprivate func value(of recorded: RecordedValues) -> Double {
        switch self {
        case .lowest: recorded.lowest
        case .highest: recorded.highest
        case .average: recorded.average
        case .swing: recorded.swing
        case .period: recorded.oscillation?.period ?? .infinity
        case .amplitude: recorded.oscillation?.amplitude ?? 0
        }
    }
}
