import Datasets
import Foundation
import Lab
import Testing

@testable import Commands

@Suite struct OwnDataTests {
    /// A session whose output folder holds these files, which a script may read.
    private func run(_ files: [String: String], _ text: String, check: Bool = false) throws -> Run {
        let run = Run("") { $0.isCheckOnly = check }
        try FileManager.default.createDirectory(at: run.folder, withIntermediateDirectories: true)
        for (name, content) in files {
            try Data(content.utf8).write(to: run.folder.appendingPathComponent(name))
        }
        let error = run.run(text)
        #expect(error == nil, "\(error?.render(color: false) ?? "")")
        return run
    }

    private static let plane = "x,y,kind\n" + (0..<40).map { "\($0 % 8),\(100 - $0),\($0 % 2 == 0 ? "a" : "b")\n" }.joined()
    private static let line = (0..<30).map { "\($0 % 7)\n" }.joined()
    private static let space = "a,b,c,d\n" + (0..<30).map { "\($0),\($0 * $0),\(-$0),\($0 % 3)\n" }.joined()

    @Test("points of one, two and more columns train, plot and measure at once")
    func plots() throws {
        for (text, options) in [(Self.line, ""), (Self.plane, " label kind"), (Self.space, "")] {
            let run = try run(
                ["p.csv": text],
                "data \"p.csv\"\(options)\ntrain 5\nplot samples \"s.svg\"\nplot losses \"l.svg\"\nshow data\nmeasure\nsample 10 \"x.csv\"")
            defer { run.close() }
            let error = run.run("measure modes")
            #expect(error?.message.contains("`data points` has no known modes") == true)
        }
    }

    @Test("of many columns a plot shows the first two and says so; the critic needs a plane")
    func manyColumns() throws {
        let run = try run(["p.csv": Self.space], "data \"p.csv\"\ntrain 2\nplot samples \"s.svg\"")
        defer { run.close() }
        let figure = try String(contentsOf: run.folder.appendingPathComponent("s.svg"), encoding: .utf8)
        #expect(!figure.isEmpty)
        let error = run.run("plot critic")
        #expect(error?.message.contains("but `data points` is 4") == true)
        #expect(run.run("data \"p.csv\" columns a, d\nplot critic \"c.svg\"") == nil)
    }

    @Test("samples leave in the units of the file")
    func units() throws {
        let run = try run(
            ["p.csv": Self.plane], "data \"p.csv\" label kind\nsample 100 real \"r.csv\"\nsample 40 real \"n.csv\" scaled")
        defer { run.close() }
        let lines = try String(contentsOf: run.folder.appendingPathComponent("r.csv"), encoding: .utf8).split(separator: "\n")
        #expect(lines.first == "x,y,label" && lines.count == 41)
        // the same rows in another order
        #expect(Set(lines.dropFirst()) == Set(Self.plane.split(separator: "\n").dropFirst()))
        #expect(run.output.notes.contains("these are all of them"))
    }

    @Test("what is held out is never drawn and can be looked at")
    func heldOut() throws {
        let run = try run(
            ["p.csv": Self.line], "data \"p.csv\" held-out 0.2 scale none\ntrain 1\nsample 100 held-out \"h.csv\"\nsample 5 held-out \"h.svg\"\nshow data")
        defer { run.close() }
        let rows = try String(contentsOf: run.folder.appendingPathComponent("h.csv"), encoding: .utf8).split(separator: "\n")
        #expect(rows.count == 7)
        #expect(run.output.text.contains("held out"))
        #expect(run.run("data ring\nsample 5 held-out")?.message == "`data ring` holds no examples out")
    }

    @Test("a file's mistake is shown at the `data` line")
    func mistakes() throws {
        let run = try run(["p.csv": "x,y\n1,2\n3,NaN\n", "q.txt": "x,kind\n1,cat\n2,dog\n"], "")
        defer { run.close() }
        let error = try #require(run.run("data \"p.csv\""))
        #expect(error.message == "`p.csv`, line 3, column 2 (`y`): expected a finite number, found `NaN`")
        #expect(error.category == .failure && error.span?.text.contains("p.csv") == true)
        #expect(run.run("data \"q.txt\"")?.message.contains("expected a number, found `cat`") == true)
        #expect(run.run("data \"q.txt\" label kind") == nil)
        #expect(run.run("data \"q.txt\" label 2") == nil)
        #expect(run.run("data \"none.csv\"")?.message == "no file `none.csv`")
        #expect(run.run("data \"/etc/passwd.csv\"") != nil)
        #expect(run.run("data \"../../../../../../etc/\"")?.message.contains("outside") == true)
        // what was there before stays
        #expect(run.run("show data") == nil && run.output.text.contains("q.txt"))
    }

    @Test("a saved experiment reads its data again, and says when they changed or are gone")
    func saved() throws {
        let run = try run(
            ["p.csv": Self.plane], "data \"p.csv\" columns x, y held-out 0.1\ntrain 3\nsave \"e.safetensors\"\nsample 5 \"a.csv\"")
        defer { run.close() }
        #expect(run.run("clear\nload \"e.safetensors\"\nsample 5 \"b.csv\"\ntrain 1") == nil)
        #expect(run.output.notes.isEmpty)
        func content(_ name: String) throws -> Data { try Data(contentsOf: run.folder.appendingPathComponent(name)) }
        #expect(try content("a.csv") == content("b.csv"))
        try Data((Self.plane + "1,2,a\n").utf8).write(to: run.folder.appendingPathComponent("p.csv"))
        #expect(run.run("clear\nload \"e.safetensors\"") == nil)
        #expect(run.output.notes.contains("`p.csv` has changed since the recipe was saved"))
        try FileManager.default.removeItem(at: run.folder.appendingPathComponent("p.csv"))
        #expect(run.run("clear\nload \"e.safetensors\"")?.message == "no file `p.csv`")
    }

    @Test("a check knows the columns from the header, and the files that the script itself writes")
    func check() throws {
        let run = try run(
            ["p.csv": "x,y,z\n1,2,3\nbroken\n"],
            "data \"p.csv\"\ngenerator\n  layer dense data\ntrain 5", check: true)
        defer { run.close() }
        let error = run.run("generator\n  layer dense 2\ntrain 5")
        #expect(error?.message == "the generator makes 2 but `data points` is 3")
        let written = try self.run([:], "data ring\nsample 9 real \"q.csv\"\ndata \"q.csv\"\ntrain 5\nscore \"q.csv\" \"s.csv\"", check: true)
        defer { written.close() }
        #expect(written.run("data \"z.csv\"")?.message == "no file `z.csv`")
    }

    @Test("the long form says the same, and data that did not change keep what was learned")
    func longForm() throws {
        let run = try run(["p.csv": Self.plane], "data \"p.csv\" label kind\ntrain 3")
        defer { run.close() }
        #expect(run.run("data points \"p.csv\" label=kind\ntrain 1") == nil)
        #expect(run.session.experiment?.step == 4)
        #expect(run.session.draft.statements.contains { $0.hasPrefix("data points \"p.csv\" label \"kind\"") })
        #expect(run.run("data points") != nil)
        #expect(run.run("data \"p.csv\" size 3") != nil)
    }
}
