import Testing

@testable import Lab

@Suite("The history of a training run")
struct HistoryTests {
    private func history(_ losses: [Float]) -> History {
        var history = History()
        for loss in losses {
            var row = StepValues()
            row[.generatorLoss] = loss
            history.append(row)
        }
        return history
    }

    @Test("gives the value of each step and nothing for what was not measured")
    func values() {
        let history = history([3, 2, 1])
        #expect(history.count == 3)
        #expect(history.latest(.generatorLoss) == 1)
        #expect(history.value(.generatorLoss, atStep: 1) == 3)
        #expect(history.value(.generatorLoss, atStep: 0) == nil)
        #expect(history.value(.generatorLoss, atStep: 4) == nil)
        #expect(history.latest(.realScore) == nil)
    }

    @Test("a long series is averaged over equal stretches")
    func series() {
        let series = history([1, 3, 5, 7, 9]).series(.generatorLoss, limit: 3)
        #expect(series.values == [2, 6, 9])
        #expect(series.steps == [1.5, 3.5, 5])
        #expect(history([]).series(.generatorLoss).values.isEmpty)
        #expect(history([1]).series(.realScore).values.isEmpty)
    }

    @Test("is cut back to its first steps, and read back only in whole rows")
    func cut() {
        var history = history([1, 2, 3])
        history.keep(first: 2)
        #expect(history.latest(.generatorLoss) == 2)
        #expect(History(values: history.values)?.count == 2)
        #expect(History(values: [1, 2, 3]) == nil)
    }
}
