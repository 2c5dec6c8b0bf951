import Declarations
import Lab
import Language

/// How far the run will be at this line of a script that is only checked.
struct ForeseenRun {
    /// Something needed the networks: measurements of them have values.
    var isPrepared = false
    /// A training step was made: what training measures on the way has values too.
    var isTrained = false
}

extension GanSession {
    /// The unknown value of a measurement that a run will have here; `nil` where it will have none yet. Throws where the
    /// recipe has no such quantity.
    func foreseenValue(of measurement: Measurement) throws(OptionError) -> Value? {
        if draft.isUnknown { return .unknown }
        guard foreseen.isPrepared else { return nil }
        if let source = try? draft.recipe(at: Source(name: "", text: "").span),
            let reason = measurement.unavailability(in: source)
        {
            let error = MeasurementError.unavailable(name: measurement.name, reason: reason)
            throw OptionError(error.description, help: error.help)
        }
        if measurement.isOfTraining, !foreseen.isTrained {
            let error = MeasurementError.beforeFirstStep(name: measurement.name)
            throw OptionError(error.description, help: error.help)
        }
        return .unknown
    }

    /// Looks at what no statement of a checked script looked at: bodies that nothing calls, networks that nothing trains.
    func finishCheck(at span: Span) throws(Diagnostic) {
        try interpreter.rehearseDefinitions()
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
