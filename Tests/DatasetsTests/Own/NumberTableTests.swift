import Foundation
import Testing

@testable import Datasets

@Suite struct NumberTableTests {
    private func table(
        _ text: String, columns: [String] = [], label: String? = nil, header: NumberTable.Header = .detected,
        depth: ReadingDepth = .everything
    ) throws -> NumberTable {
        try NumberTable(
            Array(text.utf8), name: "p.csv", choice: .init(columns: columns, label: label, header: header), depth: depth)
    }

    private func message(_ text: String, columns: [String] = [], label: String? = nil) -> String {
        do {
            let found = try table(text, columns: columns, label: label)
            return "no error: \(found.names) \(found.values)"
        } catch { return "\(error)" }
    }

    @Test(arguments: [
        "x,y\n1,2\n3,4\n", "x;y\r\n1;2\r\n3;4", "x\ty\r1\t2\r3\t4\r", "\u{FEFF}x,y\n1,2\n\n3,4\n\n", "x y\n1 2\n 3   4 \n",
        "\"x\",\"y\"\n\"1\",2\n3,\"4\"\n", "# made by hand\nx,y\n1 , 2\n3,\t4\n",
    ])
    func everyCommonFormOfATableReadsTheSame(text: String) throws {
        let found = try table(text)
        #expect(found.names == ["x", "y"] && found.rows == 2)
        #expect(found.values == [1, 2, 3, 4])
    }

    @Test func aFirstRowWithANumberInItIsNoHeader() throws {
        let plain = try table("1.5,-2e3\n.5,+4\n")
        #expect(plain.names == ["x", "y"] && plain.values == [1.5, -2000, 0.5, 4])
        #expect(try table("7\n8\n").names == ["x"])
        #expect(try table("1,2,3\n").names == ["x1", "x2", "x3"])
        #expect(try table("1,2\n3,4\n", header: .yes).values == [3, 4])
        #expect(try table("1,cat\n2,dog\n", label: "2").labels == ["cat", "dog"])
    }

    @Test func columnsAreTakenByNameOrNumberInTheOrderAskedFor() throws {
        let text = "a,kind,b,3\n1,cat,2,5\n3,dog,4,6\n"
        let byName = try table(text, columns: ["b", "a"], label: "kind", header: .yes)
        #expect(byName.names == ["b", "a"] && byName.values == [2, 1, 4, 3] && byName.labels == ["cat", "dog"])
        // a name goes before a number: `3` is the fourth column's name
        #expect(try table(text, columns: ["1", "3"], header: .yes).values == [1, 5, 3, 6])
        #expect(message("a,kind\n1,2\n", columns: ["c"]) == "`p.csv` has no column `c` (its columns: `a`, `kind`)")
        #expect(message("a,a\n1,2\n") == "`p.csv`, line 1, column 2: the name `a` is given twice")
    }

    @Test func theRowNumbersThatPandasWritesAreLeftOutWithARemark() throws {
        let found = try table(",x,y\n0,5,6\n1,7,8\n")
        #expect(found.names == ["x", "y"] && found.values == [5, 6, 7, 8] && found.remarks.count == 1)
        let array = try table(",0,1\n0,5,6\n")
        #expect(array.names == ["0", "1"] && array.values == [5, 6])
        #expect(try table(",x\n5,6\n").names == ["column1", "x"])
    }

    @Test func everyBrokenCellIsNamedWithLineColumnAndAWayOut() {
        #expect(
            message("x,y\n1,2\n3,\n")
                == "`p.csv`, line 3, column 2 (`y`): expected a number, found an empty cell (fill it in, or take the row out)")
        #expect(message("x,y\n1,NaN\n").hasPrefix("`p.csv`, line 2, column 2 (`y`): expected a finite number, found `NaN`"))
        #expect(message("1,2\n-inf,2\n").hasPrefix("`p.csv`, line 2, column 1: expected a finite number, found `-inf`"))
        #expect(message("1,2\n1e999,2\n").hasPrefix("`p.csv`, line 2, column 1: expected a finite number, found `1e999`"))
        #expect(message("x;y\n1,5;2\n").hasSuffix("found `1,5` with a decimal comma (write `1.5`)"))
        #expect(message("x,kind\n1,cat\n").contains("`label kind` takes the column as labels"))
        #expect(message("1,2\n0x10,2\n").contains("expected a number, found `0x10`"))
        #expect(message("1,2\n1,2,3\n") == "`p.csv`, line 2: expected 2 cells as in the first row, found 3")
        #expect(message("1,2\n\n# three\n1\n") == "`p.csv`, line 4: expected 2 cells as in the first row, found 1")
        #expect(message("x,y\n1,\"2\n3,4\n") == "`p.csv`, line 2, column 2: the quote that opens here is never closed")
        #expect(message("x,y\n1,\"2\"z\n").contains("expected a separator behind the closing quote, found `z"))
        #expect(message("x,kind\n1,\n", label: "kind").contains("expected a label, found an empty cell"))
    }

    @Test func filesThatAreNoTableSayWhatTheyAre() throws {
        #expect(message("") == "expected rows of numbers in `p.csv`, found none")
        #expect(message("# nothing\n\n") == "expected rows of numbers in `p.csv`, found none")
        #expect(message("x,y\n") == "expected rows of numbers in `p.csv`, found its header alone")
        for (bytes, what) in [
            ([0xFF, 0xFE, 0x31, 0x00], "UTF-16"), ([0x50, 0x4B, 3, 4], "spreadsheet"), ([0x1F, 0x8B], "gzip"),
            ([0x31, 0, 0x32], "a zero byte at byte 1"), ([0x78, 0x0A, 0xC3, 0x28], "UTF-8"),
        ] as [([UInt8], String)] {
            let error = #expect(throws: DatasetError.self) { try NumberTable(bytes, name: "p.csv", choice: .init()) }
            #expect(error?.description.contains(what) == true, "\(String(describing: error))")
        }
    }

    @Test func aRowWithoutEndIsRefused() {
        #expect(message(String(repeating: ",", count: 1 << 20 + 1)) == "`p.csv`, line 1: expected at most 1048576 cells, found more")
    }

    @Test func whatAFileQuotesReachesAMessageOnOneLineAndShort() {
        let long = message("1\n\u{1b}[31m" + String(repeating: "z", count: 500) + "\n")
        #expect(long.contains("`\\u{1b}[31m") && long.count < 250)
    }

    @Test func quotedCellsMayHoldSeparatorsQuotesAndLineEnds() throws {
        let found = try table("x,\"the \"\"kind\"\", or so\"\n1,\"a,b\"\n2,\"c\nd\"\n3,e\n", label: "2")
        #expect(found.labels == ["a,b", "c\nd", "e"])
        #expect(message("x,kind\n1,\"c\nd\"\nz,e\n", label: "kind").hasPrefix("`p.csv`, line 4, column 1"))
    }

    @Test func theSizeAloneNeedsTheFirstRowAlone() throws {
        let found = try table("x,y\n1,2\nbroken\n", depth: .size)
        #expect(found.names == ["x", "y"] && found.rows == 1)
    }
}
