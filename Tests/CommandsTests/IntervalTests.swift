import Networks
import Testing

@testable import Commands

@Suite("Options that take a number or a range of numbers")
struct IntervalTests {
    /// The targets that a line asks for, or what is wrong with it.
    private func targets(_ line: String) throws -> (bounds: ClosedRange<Double>?, message: String?) {
        let run = Run(line)
        defer { run.close() }
        return ((run.session.draft.tricks.first as? LabelSmoothing)?.real, run.message)
    }

    @Test("one number, or two with dots between")
    func values() throws {
        #expect(try targets("trick label-smoothing real 0.8").bounds == 0.8...0.8)
        #expect(try targets("trick label-smoothing real 0.7..1.2").bounds == 0.7...1.2)
        #expect(try targets("trick label-smoothing real=0.7 .. 1.2").bounds == 0.7...1.2)
        #expect(try targets("trick label-smoothing real 0.75..0.75").bounds == 0.75...0.75)
    }

    @Test("ends may be variables and calculations, and a variable may hold a range of whole numbers")
    func variables() throws {
        #expect(try targets("let low = 0.7\ntrick label-smoothing real low..(low + 0.5)").bounds == 0.7...1.2)
        #expect(try targets("let both = 0..1\ntrick label-smoothing real both").bounds == 0...1)
        #expect(try targets("let one = 0.5\ntrick label-smoothing real one").bounds == 0.5...0.5)
    }

    @Test("the smaller comes first, and both lie within bounds")
    func mistakes() throws {
        let reversed = try #require(try targets("trick label-smoothing real 1.2..0.7").message)
        #expect(reversed.contains("expected the smaller number first for `real`, found 1.2..0.7"))
        #expect(reversed.contains("`real 0.7..1.2`"))
        let beyond = try #require(try targets("trick label-smoothing real 0.5..3").message)
        #expect(beyond.contains("expected a number from 0 to 2 for `real`, found 3"))
        let word = try #require(try targets("trick label-smoothing real \"high\"").message)
        #expect(word.contains("expected a number from 0 to 2, or two of them such as 0.7..1.2 for `real`"))
    }

    @Test("a range comes back as it was written")
    func settings() throws {
        let run = Run("data ring\ntrick label-smoothing real 0.7..1.2\nshow settings")
        defer { run.close() }
        #expect(run.output.text.contains("trick label-smoothing real 0.7..1.2"))
    }
}
