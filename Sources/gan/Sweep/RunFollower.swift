import Commands

/// Shows how far runs are: one line on a terminal, redrawn; elsewhere a line now and then, where something happened.
struct RunFollower {
    let output: TerminalOutput

    /// The least time between two lines where none is redrawn in place.
    private static let plainPause = Duration.seconds(10)

    /// Makes the runs that are missing; Ctrl-C stops them after their step.
    func run(_ pool: RunPool) {
        Interruption.listen()
        let before = pool.progress.done
        if before > 0 {
            output.note("\(before) of \(pool.progress.total) were finished before and are not run again\n")
        }
        let clock = ContinuousClock()
        let start = clock.now
        var shownAt = start
        var shown = pool.progress
        pool.run(isInterrupted: { Interruption.isPending }) { progress in
            let now = clock.now
            let text = progress.text(elapsed: (now - start) / .seconds(1), before: before)
            if output.hasLiveLine {
                output.progress(text)
            } else if now - shownAt >= Self.plainPause, progress != shown {
                output.note(text)
                (shownAt, shown) = (now, progress)
            }
        }
        output.settle()
    }
}
