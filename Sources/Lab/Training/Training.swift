import Graphs
import Networks

/// Why training came to its end.
public enum TrainingOutcome: Sendable, Equatable {
    /// All steps asked for were made.
    case finished
    /// The condition held after this step.
    case conditionMet(step: Int)
    /// Stopped from outside after a whole step; the weights are those of this step.
    case interrupted(step: Int)
}

/// Training failed: something stopped being a number.
public struct TrainingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The step that failed.
    public var step: Int
    /// The measurement that is not finite, such as `loss.generator`.
    public var quantity: String
    /// The step whose weights the experiment went back to.
    public var restoredStep: Int
    /// Where it began; `nil` where looking for it was interrupted, or found nothing.
    public var origin: FailureOrigin?

    public var description: String {
        "`\(quantity)` is not a finite number at step \(step)"
    }

    /// How to go on.
    public var help: String {
        "the weights are those of step \(restoredStep) again: a smaller `rate` or another `loss` may go on from there, "
            + "`reset` starts anew"
    }
}

extension Experiment {
    /// Steps between the copies of all weights that a failed step goes back to.
    static let stepsBetweenCopies = 100

    /// Makes training steps. Where none is left in the end, the way with the steps that lie ahead is as before.
    ///
    /// - Parameters:
    ///   - count: how many at most.
    ///   - alone: a network that moves while the others stand still: the steps are those of the recipe without the turns in
    ///     which it does not move. All move by default.
    ///   - interval: the condition is looked at after every so many steps (counted in `step`), and after the last.
    ///   - condition: ends training when it holds.
    ///   - interrupted: asked after every step, and while the step is compiled; true ends training with whole weights.
    ///   - onProgress: called after every step; its own affair how often it shows something.
    /// - Throws: `TrainingError` when a loss or gradient is not finite: the experiment is then back at its last copy.
    @discardableResult
    public func train(
        steps count: Int, of alone: NetworkID? = nil, every interval: Int = 1, until condition: ((Experiment) throws -> Bool)? = nil,
        interrupted: () -> Bool = { false }, onProgress: (Experiment) throws -> Void = { _ in }
    ) throws -> TrainingOutcome {
        let (first, end) = (step, step + count)
        let wasTouched = wasTouched
        var way: Timeline? = timeline
        defer {
            if step == first, let way {
                timeline = way
                self.wasTouched = wasTouched
            }
        }
        var copy = TrainingState(of: self)
        if count > 0 { timeline.begin(copy, under: recipe, isTouched: wasTouched, alone: alone) }
        self.wasTouched = false
        while step < end {
            if step - copy.step >= Self.stepsBetweenCopies {
                // No failure leads back to the first step any more.
                way = nil
                copy = TrainingState(of: self)
                timeline.append(copy, under: recipe)
            }
            do {
                try makeStep(
                    compiledPrograms(of: alone, isCancelled: interrupted), of: alone, orGoBackTo: copy, interrupted: interrupted)
            } catch is CompilationCancelled {
                return .interrupted(step: step)
            }
            try onProgress(self)
            if let condition, step.isMultiple(of: max(1, interval)) || step == end, try condition(self) {
                return .conditionMet(step: step)
            }
            if interrupted(), step < end { return .interrupted(step: step) }
        }
        return .finished
    }

    private func makeStep(
        _ programs: StepPrograms, of alone: NetworkID?, orGoBackTo copy: TrainingState, interrupted: () -> Bool
    ) throws(TrainingError) {
        let values = programs.run(&position, step: step, of: alone)
        step += 1
        history.append(values)
        guard let broken = values.broken else {
            latestRecipe = recipe
            failedStretch = nil
            return
        }
        var failed = FailedStretch(
            step: step, quantity: broken.name, restoredStep: copy.step, history: history)
        failed.origin = origin(ofFailureAt: step, since: copy, of: alone, interrupted: interrupted)
        goBack(to: copy)
        failedStretch = failed
        throw TrainingError(
            step: failed.step, quantity: failed.quantity, restoredStep: failed.restoredStep, origin: failed.origin)
    }
}

extension Experiment {
    /// Where a failure began: the steps since a copy are made again, up to the first that leaves something that is not finite, and that
    /// one is looked through. `nil` where it was interrupted. Everything stands somewhere on the way then.
    private func origin(
        ofFailureAt failed: Int, since copy: TrainingState, of alone: NetworkID?, interrupted: () -> Bool
    ) -> FailureOrigin? {
        goBack(to: copy)
        return try? withoutActuallyEscaping(interrupted) { interrupted in
            while step < failed, !interrupted() {
                let before = TrainingState(of: self)
                let programs = try compiledPrograms(of: alone, isCancelled: interrupted)
                let values = programs.run(&position, step: step, of: alone)
                if values.broken == nil, networks.allSatisfy(\.isFinite) {
                    step += 1
                } else {
                    goBack(to: before)
                    return try programs.origin(from: position, step: step, of: alone, isCancelled: interrupted)
                }
            }
            return nil
        }
    }
}

extension Network {
    /// All of its weights are finite numbers.
    fileprivate var isFinite: Bool { parameters.allSatisfy { $0.values.allSatisfy(\.isFinite) } }
}
