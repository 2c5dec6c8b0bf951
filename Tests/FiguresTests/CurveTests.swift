import Testing

@testable import Figures

@Suite struct ThinningTests {
    @Test("a long curve keeps its peaks and its ends") func peaks() throws {
        var points = (0..<100_000).map { Point(Double($0), 0) }
        points[51_234].y = 7
        points[77_777].y = -3
        let thin = Thinning.line(points, columns: 500)
        #expect(thin.count <= 4 * 501)
        #expect(thin.contains(points[51_234]) && thin.contains(points[77_777]))
        #expect(thin.first == points.first && thin.last == points.last)
        #expect(zip(thin, thin.dropFirst()).allSatisfy { $0.x <= $1.x })
    }

    @Test("a gap stays a gap") func gaps() {
        var points = (0..<10_000).map { Point(Double($0), 1) }
        points[5_000].y = .nan
        #expect(Thinning.line(points, columns: 50).count { !$0.isFinite } == 1)
    }

    @Test("short and unordered curves stay as they are") func untouched() {
        let short = (0..<100).map { Point(Double($0), 1) }
        #expect(Thinning.line(short, columns: 50) == short)
        let circle = (0..<1000).map { Point(Double($0 % 50), Double($0)) }
        #expect(Thinning.line(circle, columns: 50) == circle)
    }
}

@Suite struct SmoothingTests {
    @Test("noise is smoothed, a bell and a wave are not") func noisy() {
        #expect(Smoothing.isNoisy((0..<1000).map { Double($0 * 7919 % 101) }))
        #expect(!Smoothing.isNoisy((0..<1000).map { sine(Double($0) / 100) }))
        #expect(!Smoothing.isNoisy((0..<50).map { Double($0 * 7919 % 101) }))
        #expect(!Smoothing.isNoisy([Double](repeating: 1, count: 1000)))
    }

    @Test("the mean of a straight line is the line away from its ends") func straight() {
        let line = (0..<500).map { (x: Double($0), y: 2 * Double($0)) }
        let mean = Smoothing.average(line)
        #expect(mean.count == line.count)
        #expect((10..<490).allSatisfy { abs(mean[$0].y - line[$0].y) < 1e-9 })
    }
}

@Suite struct ContourTests {
    private func map(_ values: [Float], _ width: Int, _ height: Int) -> Heatmap {
        Heatmap(values: values, width: width, height: height, xRange: 0...1, yRange: 0...1)
    }

    @Test("a slope is crossed at its middle") func slope() {
        let segments = Contour.segments(of: map([0, 1, 0, 1], 2, 2), at: 0.5)
        #expect(segments.count == 1)
        #expect(segments.allSatisfy { abs($0.0.x - 0.5) < 1e-12 && abs($0.1.x - 0.5) < 1e-12 })
    }

    @Test("a hill is enclosed by pieces that all meet") func hill() {
        var values: [Float] = []
        for row in -10...10 { for column in -10...10 { values.append(Float(100 - row * row - column * column)) } }
        let segments = Contour.segments(of: map(values, 21, 21), at: 50.5)
        #expect(segments.count > 20)
        var ends: [Point: Int] = [:]
        for (start, end) in segments {
            for point in [start, end] {
                let key = Point((point.x * 1e6).rounded(), (point.y * 1e6).rounded())
                ends[key, default: 0] += 1
                let radius = ((point.x - 0.5) * (point.x - 0.5) + (point.y - 0.5) * (point.y - 0.5)).squareRoot() * 20
                #expect(abs(radius - 49.5.squareRoot()) < 0.2)
            }
        }
        #expect(ends.values.allSatisfy { $0 == 2 })
    }

    @Test("a saddle gives two pieces that do not cross") func saddle() {
        let segments = Contour.segments(of: map([0, 1, 1, 0], 2, 2), at: 0.4)
        #expect(segments.count == 2)
        // The mean lies above, so the high corners join and each piece cuts off a low corner.
        for (start, end) in segments {
            let isLowerLeft = start.x + start.y < 1 && end.x + end.y < 1
            let isUpperRight = start.x + start.y > 1 && end.x + end.y > 1
            #expect(isLowerLeft || isUpperRight)
        }
    }

    @Test("cells that are not finite are left out") func holes() {
        #expect(Contour.segments(of: map([0, .nan, 0, 1], 2, 2), at: 0.5).isEmpty)
    }
}

@Suite struct SceneTests {
    @Test("points on a line plot come after the curves and take the next styles") func overlays() throws {
        let plot = LinePlot(
            series: [.init(name: "D(x)", x: [0, 1], y: [0, 1])],
            overlays: [PointGroup(name: "real", points: [Point(3, 0)]), PointGroup(name: "fake", points: [], style: 5)])
        let scene = try #require(Scene(Figure(.lines(plot))))
        #expect(scene.legend.map(\.name) == ["D(x)", "real", "fake"])
        #expect(scene.legend.map(\.style) == [SeriesStyle(0), SeriesStyle(1), SeriesStyle(5)])
        #expect(scene.xAxis.upper == 3)
    }

    @Test("a filled curve shows zero") func baseline() throws {
        let plot = LinePlot(series: [.init(name: "density", x: [0, 1], y: [2, 3], isFilled: true)])
        #expect(try #require(Scene(Figure(.lines(plot)))).yAxis.contains(0))
        let bare = LinePlot(series: [.init(name: "loss", x: [0, 1], y: [2, 3])])
        #expect(try #require(Scene(Figure(.lines(bare)))).yAxis.contains(0) == false)
    }

    @Test("a ring keeps its shape, a thin cloud is given room") func aspect() throws {
        let ring = try #require(Scene(SampleFigures.scatter))
        #expect(ring.aspect == 1)
        let thin = Scatter(groups: [PointGroup(name: "p", points: [Point(0, 0), Point(100, 1)])])
        let scene = try #require(Scene(Figure(.scatter(thin))))
        #expect(scene.aspect == 1.6)
        let ratio = (scene.xAxis.upper - scene.xAxis.lower) / (scene.yAxis.upper - scene.yAxis.lower)
        #expect(abs(ratio - 1.6) < 1e-9)
    }
}

@Suite struct LegendTests {
    @Test("a single curve that the axis names needs no legend") func redundant() throws {
        func names(_ yLabel: String) throws -> [String] {
            let plot = LinePlot(series: [.init(name: "loss", x: [0, 1], y: [2, 3])], yLabel: yLabel)
            return try #require(Scene(Figure(.lines(plot)))).legend.map(\.name)
        }
        let redundant = try names("loss")
        #expect(redundant.isEmpty)
        let needed = try names("value")
        #expect(needed == ["loss"])
    }
}
