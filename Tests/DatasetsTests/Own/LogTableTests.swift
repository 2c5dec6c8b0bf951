import Testing

@testable import Datasets

@Suite("Logs of other programs")
struct LogTableTests {
    private func table(_ text: String) throws -> LogTable { try LogTable(Array(text.utf8), name: "log.csv") }

    @Test("columns of numbers are kept by name; words are left out, empty cells are gaps, infinities and what is no number stay")
    func columns() throws {
        let log = try table("step,loss,note,empty\n1,0.5,ok,\n2,,ok,\n3,nan,ok,\n4,-inf,ok,\n")
        #expect(log.names == ["step", "loss"] && log.rows == 4)
        #expect(log.columns[0] == [1, 2, 3, 4])
        let loss = log.columns[1]
        #expect(loss[0] == 0.5 && loss[1] == nil && loss[2]?.isNaN == true && loss[3] == -.infinity)
    }

    @Test("columns that hold no numbers alone are named with the reason")
    func leftOut() throws {
        let log = try table("step,d_loss,note,nothing\n1,tensor(0.5),ok,\n2,0.5,ok,\n")
        #expect(log.names == ["step"] && log.leftOut.map(\.name) == ["d_loss", "note", "nothing"])
        #expect(log.leftOut.map(\.reason) == ["holds words such as `tensor(0.5)`", "holds words such as `ok`", "is empty"])
    }

    @Test("per cent are hundredths, and a comma is the decimal mark where semicolons or tabs separate the cells")
    func marks() throws {
        #expect(try table("acc\n99%\n50 %\n").columns == [[0.99, 0.5]])
        for start in ["", "\u{FEFF}"] {
            #expect(try table(start + "step;loss\n0;0,5\n1;-1,2e3\n").columns == [[0, 1], [0.5, -1200]])
        }
        #expect(try table("step\tloss\n0\t0,5\n").columns == [[0], [0.5]])
        #expect(try table("step;loss\n0;1,234.5\n").leftOut.map(\.name) == ["loss"])
        #expect(try table("step,loss\n0,\"0,5\"\n").leftOut.map(\.name) == ["loss"])
    }

    @Test("a name that is there twice keeps both columns")
    func twins() throws {
        let log = try table("loss,loss\n1,2\n")
        #expect(log.names == ["loss", "loss"] && log.columns == [[1], [2]])
    }

    @Test("a log without a header, without rows, or with a row of another length is refused with its place")
    func malformed() {
        for (text, words) in [
            ("1,2\n3,4\n", "found numbers"), ("a,b\n", "its header alone"), ("", "found nothing"), ("a,b\n1,2\n3\n", "line 3: expected 2 cells"),
        ] {
            let error = #expect(throws: DatasetError.self) { try table(text) }
            #expect(error?.refusal.message.contains(words) == true, "\(text): \(String(describing: error))")
        }
    }
}
