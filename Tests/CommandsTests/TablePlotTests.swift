import Declarations
import Figures
import Foundation
import Testing

@testable import Commands

@Suite struct TablePlotTests {
    private static let sweep = """
        data ring
        for rate in 0.0001, 0.001, 0.01
          for trial in 1, 2, 3
            record "sweep.csv" trial rate (trial + 10 * rate)
          end
        end
        """

    @Test("a column over another is the mean of the rows that agree, with their deviation as bars")
    func means() throws {
        let table = try RecordedTable(parsing: "seed,rate,modes,kind\n1,0.1,7,a\n2,0.1,8,b\n1,0.2,8,a\n2,0.2,8,\n3,0.2,,b\n")
        let figure = try TablePlot.figure(of: table, named: "sweep.csv", across: 1, up: [2])
        guard case .lines(let plot) = figure.content else { throw Refusal("expected a line plot") }
        let series = try #require(plot.series.first)
        #expect(series.x == [0.1, 0.2])
        #expect(series.y == [7.5, 8])
        #expect(series.deviations == [Double(0.5).squareRoot(), 0])
        #expect(plot.xLabel == "rate" && plot.yLabel == "modes" && plot.xScale == .linear)
        #expect(throws: Refusal.self) { try TablePlot.figure(of: table, named: "sweep.csv", across: 3, up: [2]) }
    }

    @Test("it is drawn into a numbered file, or the one that is named; quantities tried by factors stand at equal distances")
    func files() throws {
        let bench = LookingWorkbench(mode: .ascii)
        try bench.run(Self.sweep)
        let said = try bench.run("plot \"sweep.csv\" rate \"trial + 10 * rate\"")
        #expect(said.contains("1e-4") || said.contains("10^-4") || said.contains("0.0001"), "\(said)")
        #expect(bench.bytes("01-table.png").starts(with: pictureSignature))
        try bench.run("plot \"sweep.csv\" rate trial \"mine.svg\"")
        #expect(bench.text("mine.svg").contains("trial over rate"))
    }

    @Test(
        "what is missing or wrong is named",
        arguments: [
            ("plot", "expected what to draw, found the end of the line"), ("plot sampels", "unknown plot `sampels`"),
            ("plot samples losses", "expected the end of the line, found `losses`"),
            ("plot \"x.png\"", "expected what to draw before the file name, or a table `.csv`, found `x.png`"),
            ("plot \"sweep.csv\" rate", "expected at least two columns of `sweep.csv`, found 1"),
            ("plot \"sweep.csv\" rate tiral", "unknown column `tiral`"),
            ("plot \"none.csv\" rate trial", "no table `none.csv` in the output folder"),
        ])
    func refused(_ statement: String, _ message: String) throws {
        let bench = LookingWorkbench()
        try bench.run(Self.sweep)
        #expect(try #require(bench.failure(statement)).message == message)
    }

    @Test("`seed` is a value, a key of tables, and a variable may be called so")
    func seed() throws {
        let bench = LookingWorkbench()
        #expect(try bench.run("seed 7\nprint seed (seed + 1)") == "7 8\n")
        let said = try bench.run(
            """
            for rate in 0.1, 0.2
              for value in 1, 2, 3
                seed value
                record "seeds.csv" seed rate value
              end
            end
            table "seeds.csv" by rate
            """)
        #expect(said == "  rate  runs      value\n  0.1      3  2.0 ± 1.0\n  0.2      3  2.0 ± 1.0\n")
        #expect(bench.text("seeds.csv").hasPrefix("seed,rate,value\n1,0.1,1\n2,0.1,2\n"))
        #expect(try bench.run("table \"seeds.csv\" by rate, seed").contains("  rate  seed  runs  value\n  0.1      1     1      1\n"))
        #expect(try bench.run("for seed in 4, 5\n  print seed\nend") == "4\n5\n")
    }
}
