/// How fast a watched training goes: as fast as it can, or slowed down to what an eye follows.
struct Pace {
    /// Steps in a second; `nil` for as many as there can be.
    private(set) var limit: Double?
    /// When the next step may be over.
    private var next: ContinuousClock.Instant?
    private var mark: (step: Int, time: ContinuousClock.Instant)?
    private var rate: Double?

    private static let limits: [Double] = [1, 3, 10, 30, 100, 300, 1000]
    private static let patience = Duration.milliseconds(300)

    /// The next slower pace: at first one that is slower than what was measured.
    mutating func slower() {
        let now = limit ?? rate ?? .infinity
        limit = Self.limits.last { $0 < now } ?? Self.limits[0]
        next = nil
    }

    mutating func faster() {
        limit = limit.flatMap { now in Self.limits.first { $0 > now } }
        next = nil
    }

    /// Takes note of a step, and says until when to wait after it.
    mutating func didMakeStep(_ step: Int, at now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        if let mark, mark.step < step {
            if now - mark.time >= Self.patience {
                rate = Double(step - mark.step) / ((now - mark.time) / .seconds(1))
                self.mark = (step, now)
            }
        } else {
            mark = (step, now)
        }
        guard let limit else { return nil }
        // A late step is no reason to hurry with those behind it.
        let due = max(next ?? now, now)
        next = due + .seconds(1 / limit)
        return next
    }

    /// After a pause what was measured before says nothing.
    mutating func rest() { (mark, next) = (nil, nil) }
}
