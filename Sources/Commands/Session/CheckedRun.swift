import Declarations
import Lab
import Language
import Networks

/// How far the run that a check stands for would be at this line of the script.
struct CheckedRun {
    /// Something needed the networks: measurements of them have values.
    var isPrepared = false
    /// A training step was made: what training measures on the way has values too.
    var isTrained = false
    /// A mystery was made, and no name was guessed since.
    var isMysteryOpen = false
    /// The recipes that the steps were made under, as statements.
    var trainedStatements: Set<[String]> = []
    var files = CheckedFiles()
}

/// What the script would have written by now, on whichever way.
struct CheckedFiles {
    /// What the files hold that were saved, by name.
    var saved: [String: SavedFile] = [:]
    /// A file was saved under a name that only the run knows.
    var hasSavedUnknown = false
    /// A row was recorded.
    var hasRecorded = false
}

/// What a check knows of a file that the run will have written.
enum SavedFile: Equatable {
    case recipe(String)
    case unknown
}

/// What a check knows of a session at one line.
public struct CheckKnowledge {
    var draft: Draft
    var run: CheckedRun
}

extension GanSession {
    public var knowledge: CheckKnowledge {
        get { CheckKnowledge(draft: draft, run: checkedRun) }
        set { (draft, checkedRun) = (newValue.draft, newValue.run) }
    }

    /// What one way may have done counts as done: a check refuses nothing that a run may accept.
    public func common(_ ways: [CheckKnowledge]) -> CheckKnowledge {
        var run = CheckedRun()
        run.isMysteryOpen = ways.allSatisfy(\.run.isMysteryOpen)
        for way in ways {
            run.isPrepared = run.isPrepared || way.run.isPrepared
            run.isTrained = run.isTrained || way.run.isTrained
            run.trainedStatements.formUnion(way.run.trainedStatements)
            run.files.hasRecorded = run.files.hasRecorded || way.run.files.hasRecorded
            run.files.hasSavedUnknown = run.files.hasSavedUnknown || way.run.files.hasSavedUnknown
            run.files.saved.merge(way.run.files.saved) { $0 == $1 ? $0 : .unknown }
        }
        return CheckKnowledge(draft: Draft.common(ways.map(\.draft)), run: run)
    }

    /// The same file may be named from another folder.
    public func mayExistLater(_ path: String) -> Bool {
        let name = path.split(separator: "/").last
        return checkedRun.files.hasSavedUnknown || checkedRun.files.saved.keys.contains { $0.split(separator: "/").last == name }
    }

    /// What a line would have changed is unknown behind it, and whatever needs the networks may have been there.
    public func markEffectsUnknown(of call: CommandCall) {
        checkedRun.isPrepared = true
        checkedRun.files.hasRecorded = true
        // A slip of the pen, a block or a script that nobody could look into may have done anything.
        let changes = commandDeclaration(of: call.name.text)?.changes ?? [.everything]
        let isUnknown = changes.contains(.everything)
        if isUnknown { checkedRun.isMysteryOpen = false }
        draft.unknownParts.formUnion(Draft.Part.allCases.filter { isUnknown || $0.isChanged(by: changes, current: draft.current) })
        checkedRun.isTrained = checkedRun.isTrained || isUnknown || changes.contains(.steps)
        if isUnknown { checkedRun.trainedStatements.insert([]) }
        checkedRun.files.hasSavedUnknown = checkedRun.files.hasSavedUnknown || isUnknown || changes.contains(.files)
    }

    /// Everything that is wrong with a script, found without running it; at most `limit` mistakes, in the order of its
    /// lines.
    ///
    /// - Parameter isWhole: also looks at networks that nothing trains, which a run would let pass.
    public func check(_ source: Source, limit: Int = GanSession.mistakeLimit, isWhole: Bool = true) -> [Diagnostic] {
        openRuns += 1
        defer { openRuns -= 1 }
        return interpreter.check(source, limit: limit) { () throws(Diagnostic) in
            if isWhole { try finishCheck(at: source.span) }
        }
    }

    /// More mistakes than these nobody reads at once.
    public static let mistakeLimit = 20
}

extension GanSession {
    /// `.unknown` for a measurement that has some value here when the script runs; `nil` where it has none yet. Throws where the
    /// recipe has no such quantity.
    func valueInCheck(of measurement: Measurement) throws(Refusal) -> Value? {
        if draft.isUnknown { return .unknown }
        guard checkedRun.isPrepared else { return nil }
        if let source = try? draft.recipe(at: Source(name: "", text: "").span),
            let reason = measurement.unavailability(in: source)
        {
            throw Refusal(MeasurementError.unavailable(name: measurement.name, reason: reason))
        }
        if measurement.isOfTraining, !checkedRun.isTrained {
            throw Refusal(MeasurementError.beforeFirstStep(name: measurement.name))
        }
        return .unknown
    }

    /// Looks at what no statement of a checked script looked at: bodies that nothing calls, networks that nothing trains.
    private func finishCheck(at span: Span) throws(Diagnostic) {
        guard draft.dataset != nil, !draft.layers.isEmpty else { return }
        _ = try prepared(at: span)
    }
}

extension BoundExpression {
    /// Evaluates it for its mistakes alone; what only a run knows is none.
    func check() throws(Diagnostic) {
        do throws(Diagnostic) { _ = try value() } catch  where error.category == .unknown {}
    }
}
