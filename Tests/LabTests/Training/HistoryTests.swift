import Networks
import Testing

@testable import Lab

@Suite("The history of a training run")
struct HistoryTests {
    private func history(_ losses: [Float]) -> History {
        var history = History()
        for loss in losses {
            var row = StepValues(of: [.generatorLoss])
            row.append(loss)
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

    @Test("is cut back to its first steps")
    func cut() {
        var history = history([1, 2, 3])
        history.keep(upTo: 2)
        #expect(history.latest(.generatorLoss) == 2)
        #expect(history.count == 2 && history.rows(after: 1).value(.generatorLoss, atStep: 1) == 2)
    }

    @Test("columns have names: one that comes later is empty before, one that ends is empty after")
    func columns() {
        let own = StepQuantity("own")
        var history = history([1, 2])
        var row = StepValues(of: [own])
        row.append(5)
        history.append(row)
        #expect(history.columnNames == ["loss.generator", "own"])
        #expect(history.value(own, atStep: 2) == nil && history.value("own", atStep: 3) == 5)
        #expect(history.latest(.generatorLoss) == nil && history.value(.generatorLoss, atStep: 2) == 2)
        #expect(history.series("own").steps == [3])
    }
}
