extension Experiment {
    /// A second experiment that stands where this one does, with the same way behind it: whatever is done to it leaves this one
    /// as it is.
    ///
    /// - Throws: `DatasetError` where the data can no longer be read.
    public func replica() throws -> Experiment { try Experiment(snapshot(), folders: folders) }

    /// What a measurement was at steps behind: at those that copies were kept of, and now. On a copy of the experiment; steps at which it
    /// has no value are left out.
    ///
    /// - Parameter limit: of the steps, at equal distances among those kept.
    public func pastValues(of measurement: Measurement, limit: Int = 24) throws -> (steps: [Double], values: [Double]) {
        let kept = timeline.keptSteps.filter { $0 < step }
        let stride = max(1, (kept.count + limit - 1) / max(1, limit))
        let steps = Swift.stride(from: 0, to: kept.count, by: stride).map { kept[$0] } + [step]
        var past: (steps: [Double], values: [Double]) = ([], [])
        _ = try replica().replay(steps) { experiment in
            guard measurement.unavailability(in: experiment.recipe) == nil, let value = try? measurement.value(of: experiment) else { return }
            past.steps.append(Double(experiment.step))
            past.values.append(value)
        }
        return past
    }

    /// Goes to steps of the way behind, one after the other, and looks at each. It stands at the last of them then.
    ///
    /// From one to the next it trains on where no kept copy lies between them, so that all of a way costs no more than training
    /// it once.
    ///
    /// - Parameters:
    ///   - steps: rising.
    ///   - interrupted: asked after every step that is made again; true ends it.
    ///   - onProgress: called after every step that is made again.
    /// - Returns: false when it was interrupted.
    /// - Throws: what `rewind` throws, and what looking throws.
    public func replay(
        _ steps: [Int], interrupted: () -> Bool = { false }, onProgress: (Experiment) -> Void = { _ in },
        look: (Experiment) throws -> Void
    ) throws -> Bool {
        var isOnItsWay = false
        for target in steps {
            // Where a copy lies ahead, or what was changed by hand, it is taken up from there.
            if isOnItsWay, step < target, try timeline.moment(for: target).step <= step {
                guard try trainAgain(to: target, interrupted: interrupted, onProgress: onProgress) else { return false }
            } else {
                guard try rewind(to: target, interrupted: interrupted) else { return false }
            }
            isOnItsWay = true
            try look(self)
        }
        return true
    }
}
