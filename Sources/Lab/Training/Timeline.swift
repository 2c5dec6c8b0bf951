import Declarations
import Graphs
import Networks

/// Where a training has been: copies of everything that it changes, to go back to.
///
/// A copy is taken where training begins or goes on, and after every hundred steps; training makes those copies anyway, so that
/// keeping them takes memory and hardly any time. What lies between two of them is trained again: from the same weights, slots and
/// random position the same steps come out, bit for bit. When the copies outgrow `memoryLimit`, or are more than a thousand, every other one goes, and those
/// that follow are taken half as often. The places at which something was changed by hand (another recipe, loaded weights) stay as
/// long as there is room, as nothing leads there again.
public struct Timeline: Sendable {
    /// A copy, and what training went on under from there.
    struct Moment: Sendable {
        let recipe: Recipe
        let state: TrainingState
        /// It does not follow from the moment before by training alone.
        let isTouched: Bool

        var step: Int { state.step }
    }

    /// Bytes that the copies of one timeline take at most.
    public static let memoryLimit = 128 << 20
    /// Copies of one timeline, however small.
    static let mostMoments = 1000

    /// In the order of their steps, each another.
    private(set) var moments: [Moment] = []
    /// The steps at which something was changed by hand, those of dropped copies as well.
    private var touched: [Int] = []
    /// The steps at which a `train` began.
    private var beginnings: [Int] = []
    /// Who moves from a step on, where that changed: one network alone, or all.
    private var casts: [(step: Int, alone: NetworkID?)] = []
    /// The fewest steps between two copies that nobody's hand made.
    private(set) var spacing = Experiment.stepsBetweenCopies
    /// The history up to the last step that was made: the one that rewinding has left behind included.
    private(set) var history = History()
    private let memoryLimit: Int

    init(memoryLimit: Int = Timeline.memoryLimit) { self.memoryLimit = memoryLimit }

    /// Bytes that the copies take.
    var memory: Int { moments.reduce(0) { $0 + $1.state.byteCount } }

    /// The steps that copies were taken at.
    public var keptSteps: [Int] { moments.map(\.step) }

    /// The step at which the latest `train` before a step began.
    func beginning(before step: Int) -> Int? { beginnings.last { $0 < step } }

    /// The network that alone made the step after so many; `nil` where all did.
    func alone(atStep step: Int) -> NetworkID? { casts.last { $0.step <= step }?.alone }

    /// Training begins or goes on here: what lay ahead is another way, and no longer leads anywhere.
    mutating func begin(_ state: TrainingState, under recipe: Recipe, isTouched: Bool, alone: NetworkID? = nil) {
        while let last = moments.last, last.step > state.step { moments.removeLast() }
        while let last = touched.last, last > state.step { touched.removeLast() }
        while let last = beginnings.last, last >= state.step { beginnings.removeLast() }
        beginnings.append(state.step)
        while let last = casts.last, last.step >= state.step { casts.removeLast() }
        if casts.last?.alone != alone { casts.append((state.step, alone)) }
        history = History()
        if isTouched {
            if moments.last?.step == state.step { moments.removeLast() }
            if touched.last != state.step { touched.append(state.step) }
            add(Moment(recipe: recipe, state: state, isTouched: true))
        } else {
            append(state, under: recipe)
        }
    }

    /// Training came by; the copy is kept where it is far enough from the one before.
    mutating func append(_ state: TrainingState, under recipe: Recipe) {
        if let last = moments.last, state.step < last.step + spacing { return }
        add(Moment(recipe: recipe, state: state, isTouched: moments.isEmpty))
    }

    /// Keeps the end of the way before it is left.
    mutating func leave(_ state: TrainingState, under recipe: Recipe, _ history: History, isTouched: Bool) {
        guard history.count >= self.history.count else { return }
        self.history = history
        if isTouched {
            begin(state, under: recipe, isTouched: true)
            self.history = history
        } else if let last = moments.last, last.step < state.step {
            add(Moment(recipe: recipe, state: state, isTouched: false))
        }
    }

    /// The moment from which a step is reached by training alone.
    ///
    /// - Parameter asMade: where something was changed by hand at that very step, the way that led there rather than the one that
    ///   goes on.
    func moment(for step: Int, asMade: Bool = false) throws(Refusal) -> Moment {
        func leadsThere(_ moment: Moment) -> Bool { !touched.contains { $0 > moment.step && $0 < step } }
        let nearest = moments.last { $0.step <= step }
        if asMade, let nearest, nearest.step == step, nearest.isTouched, let before = moments.last(where: { $0.step < step }),
            leadsThere(before)
        {
            return before
        }
        if let nearest, leadsThere(nearest) { return nearest }
        guard let first = moments.first else {
            throw Refusal("no step has been kept yet", help: "`train 100` keeps the way that it goes")
        }
        let later = moments.first { $0.step > step }
        let kept = nearest == nil ? "the first step that is kept is \(first.step)" : "what lay before it is no longer kept"
        throw Refusal(
            "step \(step) cannot be reached again: \(kept)",
            help: [nearest, later].compactMap { $0 }.map { "`rewind \($0.step)`" }.joined(separator: " or "))
    }

    private mutating func add(_ moment: Moment) {
        moments.append(moment)
        while memory > memoryLimit || moments.count > Self.mostMoments, moments.count > 1 { thin() }
    }

    /// Drops every other copy that training leads to again; where there is none, the oldest but the first.
    private mutating func thin() {
        let before = moments.count
        var kept: [Moment] = []
        for moment in moments {
            if let last = kept.last, !moment.isTouched, moment.step < last.step + 2 * spacing { continue }
            kept.append(moment)
        }
        if kept.count < before {
            moments = kept
            spacing *= 2
        } else if moments.contains(where: { !$0.isTouched }) {
            spacing *= 2
        } else {
            moments.remove(at: min(1, moments.count - 1))
        }
    }
}

extension TrainingState {
    /// Bytes of its numbers.
    var byteCount: Int { values.reduce(0) { $0 + 4 * $1.count } }
}

extension Experiment {
    /// The last step that can be gone to: the one that stands, or a later one that rewinding has left behind and no training has
    /// replaced.
    public var lastKnownStep: Int { max(step, timeline.history.count) }

    /// The first step that can be gone to.
    public var firstKnownStep: Int { min(step, timeline.keptSteps.first ?? step) }

    /// The steps behind a first one up to the one that stands, in stretches that one network made alone or all made together.
    public func stretches(after first: Int) -> [(steps: Int, alone: NetworkID?)] {
        var stretches: [(steps: Int, alone: NetworkID?)] = []
        for step in first..<max(first, step) {
            let alone = timeline.alone(atStep: step)
            if let last = stretches.last, last.alone == alone { stretches[stretches.count - 1].steps += 1 } else { stretches.append((1, alone)) }
        }
        return stretches
    }

    /// The step at which the latest training before here began; `nil` at the beginning.
    public var latestBeginning: Int? { timeline.beginning(before: step) }

    /// Goes to a step of the way that training has taken, back or forth, under the recipe that it was made under. What lies behind
    /// stays until the next step is made.
    ///
    /// - Parameters:
    ///   - asMade: where something was changed by hand at that very step, goes to what it was before.
    ///   - known: the step as it was, where somebody kept it: nothing is made again then.
    ///   - interrupted: asked after every step that is made again; true leaves everything as it was.
    /// - Returns: false when it was interrupted.
    /// - Throws: `Refusal` where the step was never made or is no longer kept, `DatasetError` where the data of its recipe can no
    ///   longer be read. Everything is as it was then.
    public func rewind(
        to target: Int, asMade: Bool = false, from known: Snapshot? = nil, interrupted: () -> Bool = { false }
    ) throws -> Bool {
        try requireKnown(target)
        var timeline = timeline
        timeline.leave(TrainingState(of: self), under: recipe, history, isTouched: wasTouched)
        let kept = known.map { Timeline.Moment(recipe: $0.recipe, state: $0.state, isTouched: false) }
        let moment = if let kept, kept.step == target { kept } else { try timeline.moment(for: target, asMade: asMade) }
        let here = snapshot()
        do {
            try restore(
                Snapshot(
                    recipe: moment.recipe, history: timeline.history, state: moment.state, timeline: timeline, wasTouched: false,
                    failedStretch: nil, beginnings: beginnings))
            var isWhole = true
            while isWhole, step < target {
                isWhole = !interrupted()
                if isWhole { try makeStepAgain(isCancelled: interrupted) }
            }
            guard isWhole else { throw CompilationCancelled() }
        } catch {
            try restore(here)
            guard error is CompilationCancelled else { throw error }
            return false
        }
        history = timeline.history
        history.keep(upTo: target)
        return true
    }

    /// Refuses a step that was never made, or that another way has replaced.
    public func requireKnown(_ target: Int) throws(Refusal) {
        guard target <= lastKnownStep else {
            throw Refusal(
                "expected a step up to \(lastKnownStep), the last that was made, found \(target)",
                help: "`train \(target - step)` makes it")
        }
    }

    /// From a step of the way to a later one that is reached by training alone. False when it was interrupted, at a step between.
    func trainAgain(to target: Int, interrupted: () -> Bool, onProgress: (Experiment) -> Void) throws -> Bool {
        do {
            while step < target {
                if interrupted() { return false }
                try makeStepAgain(isCancelled: interrupted)
                onProgress(self)
            }
        } catch is CompilationCancelled {
            return false
        }
        history = timeline.history
        history.keep(upTo: target)
        return true
    }

    /// A step that was made before: its numbers are known.
    private func makeStepAgain(isCancelled: () -> Bool) throws {
        let alone = timeline.alone(atStep: step)
        _ = try compiledPrograms(of: alone, isCancelled: isCancelled).run(&position, step: step, of: alone)
        step += 1
        latestRecipe = recipe
    }
}
