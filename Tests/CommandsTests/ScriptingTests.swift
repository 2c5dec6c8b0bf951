import Language
import Testing

@testable import Commands

@Suite struct ScriptingTests {
    @Test("an expectation that holds says so, and one that fails shows what was found")
    func expectations() throws {
        let bench = LookingWorkbench()
        try bench.run("data ring\ntrain 4")
        #expect(try bench.run("expect step == 4") == "✓ step == 4  step = 4\n")
        let failure = try #require(bench.failure("expect step >= 7"))
        #expect(failure.message == "expected step >= 7, found step = 4")
        #expect(failure.category.exitStatus == 1)
        #expect(failure.span?.text == "step >= 7")
        let joined = try #require(bench.failure("let least = 9\nexpect step >= least and quality <= 1"))
        #expect(joined.message.hasPrefix("expected step >= least and quality <= 1, found step = 4, least = 9, quality = "))
    }

    @Test("a condition without a value before training is a mistake, no failed expectation")
    func unavailable() throws {
        let failure = try #require(LookingWorkbench().failure("data ring\nexpect loss.generator < 9"))
        #expect(failure.category.exitStatus == 2)
    }

    @Test("record writes a header and a row each time, quoted where needed")
    func recording() throws {
        let bench = LookingWorkbench()
        try bench.run(
            """
            data ring
            let name = "a, \\"b\\""
            for rate in 0.001, 0.01
              train 2
              record "runs.csv" name rate step
            end
            """)
        #expect(bench.text("runs.csv") == "name,rate,step\n\"a, \"\"b\"\"\",0.001,2\n\"a, \"\"b\"\"\",0.01,4\n")
        let failure = try #require(bench.failure("record \"runs.csv\" step"))
        #expect(failure.message == "expected the columns `name`, `rate`, `step`, found `step`")
        #expect(try #require(bench.failure("record \"runs.txt\" step")).message == "a table is written as .csv, found `runs.txt`")
        #expect(bench.failure("record \"../runs.csv\" step") != nil)
    }

    @Test("table prints rows aligned, and means with deviations by a column")
    func tables() throws {
        let bench = LookingWorkbench()
        let said = try bench.run(
            """
            for kind in small, large
              for value in 1, 2, 3
                record "runs.csv" kind value
              end
            end
            table
            table "runs.csv" by kind
            """)
        let expected = """
              kind   value
              small      1
              small      2
              small      3
              large      1
              large      2
              large      3
              kind   runs      value
              small     3  2.0 ± 1.0
              large     3  2.0 ± 1.0

            """
        #expect(said == expected)
        let failure = try #require(bench.failure("table \"runs.csv\" by knd"))
        #expect(failure.message == "unknown column `knd`")
        #expect(failure.label == "did you mean `kind`?")
        #expect(try #require(LookingWorkbench().failure("table")).message == "nothing has been recorded yet")
        #expect(try #require(LookingWorkbench().failure("table \"none.csv\"")).category.exitStatus == 3)
    }

    @Test("a damaged table is refused with the record at fault")
    func damaged() throws {
        for (text, message) in [
            ("", "it is empty"), ("a,b\n1\n", "record 2 has 1 fields, expected 2"),
            ("a\n\"1\n", "record 2 has a quote that is never closed"),
            ("a\n1\"2\n", "record 2 has a quote in the wrong place"),
            ("a\n\"1\"2\n", "record 2 has a quote in the wrong place"),
        ] {
            #expect(throws: TableError(message)) { try RecordedTable(parsing: text) }
        }
        let table = try RecordedTable(parsing: "a,\"b \"\"c\"\"\"\r\n1,\"x\ny\"")
        #expect(table.header == ["a", "b \"c\""])
        #expect(table.rows == [["1", "x\ny"]])
    }

    @Test("the deviation is that of a sample")
    func deviation() {
        // mean 5, Σ(x − 5)² = 32, 32 / 7 = 4.571, √4.571 = 2.138
        #expect(TableCommand.meanText([2, 4, 4, 4, 5, 5, 7, 9]) == "5.0 ± 2.1")
        #expect(TableCommand.meanText([0.25]) == "0.25")
        #expect(TableCommand.meanText([]) == "-")
    }
}
