import Language
import Testing

@testable import Commands

@Suite("Tables as lines")
struct TextTableTests {
    private let table = TextTable(
        header: ["step", "loss", "a long name", "score"], rows: [["1", "0.5", "12", "0.25"], ["10", "1.25", "3", "7"]], leftColumns: [])

    @Test("text stands left, digits line up")
    func aligned() {
        var mixed = table
        mixed.leftColumns = [0]
        #expect(mixed.text == "  step  loss  a long name  score\n  1      0.5           12   0.25\n  10    1.25            3      7\n")
    }

    @Test("a table that is too wide goes on below itself, with its first column again")
    func parts() {
        #expect(
            table.text(columns: 25)
                == "  step  loss  a long name\n     1   0.5           12\n    10  1.25            3\n"
                + "\n  step  score\n     1   0.25\n    10      7\n")
    }

    @Test("every part fits the window where its columns do, and nothing is lost", arguments: 8...60)
    func fits(_ columns: Int) {
        let text = table.text(columns: columns)
        let lines = text.split(separator: "\n")
        // Two columns stand together in any case.
        let narrowest = displayWidth("  step  a long name")
        #expect(lines.allSatisfy { displayWidth(String($0)) <= max(columns, narrowest) }, "\(text)")
        for name in table.header { #expect(text.contains(name)) }
        if columns >= displayWidth("  step  loss  a long name  score") { #expect(text == table.text) }
    }

    @Test("marks stand behind their rows in every part, the footnote once")
    func marks() {
        var marked = table
        marked.markedRows = [1]
        marked.footnote = "of the failed training"
        let lines = marked.text(columns: 28).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.filter { $0.hasSuffix("  *") }.count == 2)
        #expect(lines.dropLast().last == "  * of the failed training")
        #expect(lines.allSatisfy { $0.count <= 28 })
    }

    @Test("the history fits a window of 80 columns")
    func history() throws {
        let bench = LookingWorkbench()
        try bench.run("data ring\ntrain 30\nshow history")
        let history = try #require(bench.output.events.compactMap { if case .table(let table) = $0 { table } else { nil } }.last)
        #expect(history.text.split(separator: "\n").contains { displayWidth(String($0)) > 80 })
        #expect(history.text(columns: 80).split(separator: "\n").allSatisfy { displayWidth(String($0)) <= 80 })
    }
}
