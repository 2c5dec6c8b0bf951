import Testing

@testable import Commands

@Suite("The pace of a watched training")
struct PaceTests {
    private let start = ContinuousClock.now

    @Test("it slows down from what was measured, and comes back to as fast as can be")
    func levels() {
        var pace = Pace()
        // 50 steps a second.
        for step in 0..<30 {
            let due = pace.didMakeStep(step, at: start + .milliseconds(20 * step))
            #expect(due == nil)
        }
        pace.slower()
        #expect(pace.limit == 30)
        for _ in 0..<9 { pace.slower() }
        #expect(pace.limit == 1)
        pace.faster()
        #expect(pace.limit == 3)
        for _ in 0..<9 { pace.faster() }
        #expect(pace.limit == nil)
    }

    @Test("steps are due evenly, and a late one does not hurry those behind it")
    func due() {
        var pace = Pace()
        pace.slower()
        while pace.limit != 10 { pace.slower() }
        let due = [0, 103, 5000].map { pace.didMakeStep($0, at: start + .milliseconds($0)) }
        #expect(due[0] == start + .milliseconds(100))
        #expect(due[1] == start + .milliseconds(203))
        #expect(due[2] == start + .milliseconds(5100))
    }
}
