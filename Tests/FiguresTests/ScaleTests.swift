import Testing

@testable import Figures

@Suite struct ScaleTests {
    @Test("a symmetric logarithm is linear near zero and grows by one with each power of ten") func distances() {
        let scale = Scale.symmetricLogarithmic(limit: 0.1)
        let table: [(Double, Double)] = [(0, 0), (0.05, 0.5), (-0.1, -1), (1, 2), (-10, -3), (1000, 5)]
        for (value, distance) in table {
            #expect(abs((scale.distance(value) ?? .nan) - distance) < 1e-12, "\(value)")
            #expect(abs(scale.value(at: distance) - value) <= abs(value) * 1e-12, "\(distance)")
        }
        #expect(scale.distance(.nan) == nil && scale.distance(.infinity) == nil)
    }

    @Test("curves that explode get one, whose linear part holds their usual values") func explosion() {
        let usual = (0..<300).map { 0.7 + 0.1 * sine(Double($0)) }
        let way = [3.0, 40, -2000, 1e6, 1e12, .infinity, .nan]
        #expect(Scale.suiting([usual + way]) == .symmetricLogarithmic(limit: 1))
        #expect(Scale.suiting([usual.map { $0 * 1e-4 } + way]) == .symmetricLogarithmic(limit: 1e-4))
    }

    @Test("neither noise, nor a curve near zero beside another, nor one spike of tenfold is an explosion") func ordinary() {
        let winner = (0..<300).map { 1.4 / Double($0 + 1) / Double($0 + 1) }
        let loser = (0..<300).map { 1 + Double($0) / 30 }
        #expect(Scale.suiting([winner, loser]) == .linear)
        #expect(Scale.suiting([[1, 1, 1, 10, 1, 2]]) == .linear)
        #expect(Scale.suiting([]) == .linear)
        #expect(Scale.suiting([[0, 0, 0], [.nan], []]) == .linear)
    }

    @Test("its axis has ticks at zero and at powers of ten on both sides, in one notation") func ticks() throws {
        func labels(_ lower: Double, _ upper: Double, _ limit: Double, _ count: Int) -> [String] {
            Ticks.symmetric(lower, upper, limit: limit, count: count).map(\.label)
        }
        #expect(labels(-2000, 2000, 1, 12) == ["-1000", "-100", "-10", "-1", "0", "1", "10", "100", "1000"])
        #expect(labels(-0.5, 2e6, 1, 8) == ["0", "1e0", "1e1", "1e2", "1e3", "1e4", "1e5", "1e6"])
        #expect(labels(-0.5, 1e12, 1, 4) == ["0", "1e0", "1e4", "1e8", "1e12"])
        // Where no power lies inside, plain steps tell more.
        #expect(labels(0.2, 0.8, 1, 4) == ["0.2", "0.4", "0.6", "0.8"])
        #expect(labels(1, 0, 1, 4).isEmpty && labels(0, 1, 0, 4).isEmpty)
        for (lower, upper) in [(-3.0, 4e5), (-1e30, 2), (0.1, 1e9)] {
            let values = Ticks.symmetric(lower, upper, limit: 1, count: 5).map(\.value)
            #expect(values.count >= 2 && values.allSatisfy { (lower...upper).contains($0) })
            #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
        }
    }

    @Test("its axis holds all values with a margin, in order") func axis() throws {
        let values = [-40, 0, 0.5, 1, 1e9]
        let axis = try #require(
            Axis.fitting(values, label: "", margin: 0.05, scale: .symmetricLogarithmic(limit: 1)))
        let places = values.compactMap(axis.fraction)
        #expect(places.count == 5 && places.allSatisfy { $0 > 0.03 && $0 < 0.97 })
        #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 })
    }
}
