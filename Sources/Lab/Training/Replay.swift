extension Experiment {
    /// A second experiment that stands where this one does, with the same way behind it: whatever is done to it leaves this one
    /// as it is.
    ///
    /// - Throws: `DatasetError` where the data can no longer be read.
    public func replica() throws -> Experiment { try Experiment(snapshot(), folders: folders) }

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
