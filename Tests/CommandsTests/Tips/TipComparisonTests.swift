import Testing

@testable import Commands

@Suite("What counts as an effect of a tip")
struct TipComparisonTests {
    private func comparison(_ without: [Double], _ with: [Double]) -> TipComparison { TipComparison(with: with, without: without) }

    @Test("values apart are an effect, in either direction, and a lone exception of five is still one")
    func effects() {
        #expect(comparison([1, 1, 1, 1, 1], [7, 8, 8, 7, 8]).differs)
        #expect(comparison([7, 8, 8, 7, 8], [1, 1, 1, 1, 1]).differs)
        // U = 2 of 25: two-sided p = 0.032 by the tables of Mann and Whitney.
        #expect(comparison([1, 2, 3, 4, 5], [6, 7, 8, 9, 3.5]).differs)
        // U = 3: p = 0.056.
        #expect(!comparison([1, 2, 3, 4, 5], [6, 7, 8, 9, 2.5]).differs)
    }

    @Test("equal values, overlapping values and missing ones are none")
    func none() {
        #expect(comparison([8, 8, 8, 8, 8], [8, 8, 8, 8, 8]).share == 0.5)
        #expect(!comparison([8, 8, 8, 8, 8], [8, 8, 8, 8, 8]).differs)
        #expect(!comparison([1, 5, 2, 4, 3], [2, 4, 3, 1, 5]).differs)
        #expect(!comparison([1, 2], []).differs)
        #expect(!comparison([], []).differs)
    }

    @Test("means are short, an effect is bold, and what is missing is a dash")
    func text() {
        #expect(comparison([1, 1, 1, 1, 1], [7, 8, 8, 8, 8]).text == "**1 → 7.8**")
        #expect(comparison([0.39, 0.4], [0.4, 0.38]).text == "0.4 → 0.39")
        #expect(comparison([1], []).text == "1 → –")
        #expect(TipComparison.mean([12.345]) == "12.3" && TipComparison.mean([1234.5]) == "1234" && TipComparison.mean([-0.001]) == "0")
        #expect(TipComparison.mean([.infinity]) == "∞" && TipComparison.mean([.nan]) == "–")
    }
}
