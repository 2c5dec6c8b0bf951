import Testing

@testable import Figures

@Suite struct TicksTests {
    @Test(
        "steps are 1, 2 or 5 times a power of ten",
        arguments: [
            (0.0, 10.0, 5, ["0", "2", "4", "6", "8", "10"]), (0, 1, 5, ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
            (-3.2, 3.2, 4, ["-2", "0", "2"]), (0, 2000, 4, ["0", "500", "1000", "1500", "2000"]),
            (0.1, 0.35, 5, ["0.10", "0.15", "0.20", "0.25", "0.30", "0.35"]),
            (0, 4e7, 4, ["0", "1e7", "2e7", "3e7", "4e7"]), (0, 3e-7, 3, ["0", "1e-7", "2e-7", "3e-7"]),
        ] as [(Double, Double, Int, [String])])
    func linear(lower: Double, upper: Double, count: Int, expected: [String]) {
        #expect(Ticks.linear(lower, upper, count: count).map(\.label) == expected)
    }

    @Test("there are at least two ticks") func atLeastTwo() {
        for span in stride(from: 1.0, through: 10, by: 0.37) {
            #expect(Ticks.linear(-span / 20, span, count: 2).count >= 2)
        }
    }

    @Test("logarithmic ticks are powers of ten in one notation") func logarithmic() {
        #expect(Ticks.logarithmic(0.01, 100, count: 6).map(\.label) == ["0.01", "0.1", "1", "10", "100"])
        #expect(Ticks.logarithmic(1e-5, 1, count: 9).map(\.label) == ["1e-5", "1e-4", "1e-3", "1e-2", "1e-1", "1e0"])
        #expect(Ticks.logarithmic(1.5, 6, count: 5).map(\.label) == ["2", "5"])
        #expect(Ticks.logarithmic(1e-300, 1e300, count: 6).count <= 7)
    }

    @Test("ranges without sense have no ticks") func senseless() {
        #expect(Ticks.linear(.nan, 1, count: 4).isEmpty)
        #expect(Ticks.linear(1, 1, count: 4).isEmpty)
        #expect(Ticks.linear(0, .infinity, count: 4).isEmpty)
        #expect(Ticks.logarithmic(0, 1, count: 4).isEmpty)
        #expect(Ticks.logarithmic(-1, 1, count: 4).isEmpty)
    }

    @Test("print raises powers and lengthens the minus") func typeset() {
        #expect(Canvas.typesetNumber("1e-3") == "10⁻³")
        #expect(Canvas.typesetNumber("2.5e12") == "2.5×10¹²")
        #expect(Canvas.typesetNumber("-2") == "−2")
        #expect(Canvas.typesetNumber("-1e3") == "−10³")
    }
}

@Suite struct AxisTests {
    @Test("an axis holds its values with a margin") func margin() throws {
        let axis = try #require(Axis.fitting([0, 10], label: "", margin: 0.1))
        #expect(axis.lower == -1 && axis.upper == 11)
        #expect(axis.fraction(5) == 0.5)
    }

    @Test("one value alone gets room around it") func single() throws {
        for value in [0.0, 5, -3e-9, 1e12] {
            let axis = try #require(Axis.fitting([value], label: "", margin: 0.05))
            #expect(axis.lower < value && value < axis.upper)
        }
    }

    @Test("the largest numbers do not overflow") func huge() throws {
        let axis = try #require(
            Axis.fitting([-Double.greatestFiniteMagnitude, .greatestFiniteMagnitude], label: "", margin: 0.05))
        #expect((axis.upper - axis.lower).isFinite)
        #expect(axis.fraction(.greatestFiniteMagnitude).map { (0...1).contains($0) } == true)
    }

    @Test("a logarithmic axis skips what is not positive") func logarithm() throws {
        let axis = try #require(Axis.fitting([-1, 0, 1, 100], label: "", margin: 0, scale: .logarithmic))
        #expect(axis.fraction(0) == nil && axis.fraction(-1) == nil)
        #expect(abs((axis.fraction(10) ?? 0) - 0.5) < 1e-12)
        #expect(Axis.fitting([-1.0, 0], label: "", margin: 0, scale: .logarithmic) == nil)
    }

    @Test("values that are not finite have no place") func notFinite() throws {
        let axis = try #require(Axis.fitting([0, 1, .nan, .infinity], label: "", margin: 0))
        #expect(axis.lower == 0 && axis.upper == 1)
        #expect(axis.fraction(.nan) == nil && axis.fraction(.infinity) == nil)
    }
}
