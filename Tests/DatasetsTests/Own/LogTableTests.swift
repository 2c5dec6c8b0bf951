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
