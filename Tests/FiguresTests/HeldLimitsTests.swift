import Testing

@testable import Figures

@Suite struct HeldLimitsTests {
    private func curve(_ steps: Int, height: Double = 1) -> Figure {
        let x = (1...steps).map(Double.init)
        return Figure(.lines(LinePlot(series: [.init(name: "loss", x: x, y: x.map { height * sine($0) })])))
    }

    private func ranges(_ figure: Figure) -> (x: ClosedRange<Double>, y: ClosedRange<Double>)? {
        guard case .lines(let plot) = figure.content, let x = plot.xRange, let y = plot.yRange else { return nil }
        return (x, y)
    }

    @Test("axes only grow, and seldom") func seldom() throws {
        var limits = HeldLimits()
        var last: (x: ClosedRange<Double>, y: ClosedRange<Double>)?
        var moves = 0
        for steps in 2...2000 {
            let now = try #require(ranges(limits.hold(curve(steps))))
            #expect(now.x.contains(Double(steps)))
            if let last {
                #expect(now.x.lowerBound <= last.x.lowerBound && now.x.upperBound >= last.x.upperBound)
                #expect(now.y.lowerBound <= last.y.lowerBound && now.y.upperBound >= last.y.upperBound)
                if now.x != last.x || now.y != last.y { moves += 1 }
            }
            last = now
        }
        #expect(moves < 40)
        #expect(last?.x.upperBound ?? .infinity <= 3000)
        #expect(last?.y == -1...1)
    }

    @Test("what was shown once stays in sight") func stays() throws {
        var limits = HeldLimits()
        let high = try #require(ranges(limits.hold(curve(100, height: 7))))
        let low = try #require(ranges(limits.hold(curve(100))))
        #expect(high.y == low.y)
    }

    @Test("limits that a figure sets itself are kept as they are") func given() throws {
        var limits = HeldLimits()
        var figure = curve(50)
        guard case .lines(var plot) = figure.content else { return }
        plot.yRange = 0...1
        figure.content = .lines(plot)
        #expect(ranges(limits.hold(figure))?.y == 0...1)
    }

    @Test("the colours of a map grow at once and come back when most of them lie unused") func colors() {
        var limits = HeldLimits()
        func range(_ values: [Float]) -> ClosedRange<Double>? {
            let map = Heatmap(values: values, width: 2, height: 1, xRange: 0...1, yRange: 0...1)
            guard case .heatmap(let held) = limits.hold(Figure(.heatmap(map))).content else { return nil }
            return held.valueRange
        }
        #expect(range([0, 3.9]) == 0...4)
        #expect(range([0.5, 3]) == 0...4)
        #expect(range([0, 9]) == 0...10)
        #expect(range([1, 2]) == 1...2)
    }

    @Test("nothing to draw holds nothing") func empty() {
        var limits = HeldLimits()
        let empty = Figure(.lines(LinePlot(series: [])))
        #expect(limits.hold(empty) == empty)
        #expect(limits.hold(SampleFigures.images) == SampleFigures.images)
    }
}
