/// How far a sweep is.
public struct SweepProgress: Sendable, Equatable {
    public var total: Int
    public var done: Int
    public var running: Int
    /// Of those done: an `expect` or the run itself failed.
    public var failed: Int

    /// `42 of 100 done, 2 running, 0 failed [01:10<01:36]`
    ///
    /// - Parameters:
    ///   - elapsed: seconds since it began.
    ///   - before: how many were done when it began.
    public func text(elapsed: Double, before: Int = 0) -> String {
        let made = done - before
        let left = made > 0 ? timeText(elapsed / Double(made) * Double(total - done)) : "?"
        return "\(done) of \(total) done, \(running) running, \(failed) failed [\(timeText(elapsed))<\(left)]"
    }
}
