import Datasets
import Foundation
import Language
import Testing

@testable import Commands

@Suite("Trainings of other frameworks, diagnosed")
struct ForeignDiagnosisTests {
    /// Runs a script in a folder that holds these files.
    private func output(_ script: String, files: [String: [UInt8]], isCheck: Bool = false) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gan-foreign-\(UUID().uuidString)", isDirectory: true)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, bytes) in files { try Data(bytes).write(to: folder.appendingPathComponent(name)) }
        let output = try record([script]) {
            $0.scriptFolder = folder
            $0.outputFolder = folder.appendingPathComponent("out", isDirectory: true)
            $0.isCheckOnly = isCheck
        }
        return output.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private let curves = Array(("step,d_loss,g_loss\n" + (1...60).map { "\($0),0.7,0.7" }.joined(separator: "\n")).utf8)
    private func points(_ x: (Int) -> Float) -> [UInt8] { NPYFile.encoded((0..<400).map(x), shape: [200, 2]) }

    @Test("a log alone: how it was read, and what could not be looked for without what")
    func log() throws {
        let text = try output("diagnose \"log.csv\"", files: ["log.csv": curves])
        #expect(text.contains("`loss.discriminator` from column `d_loss`") && text.contains("without samples nobody can say"))
        #expect(text.contains("mode-collapse") && text.contains("in the log: accuracy.real, accuracy.fake"))
    }

    @Test("samples beside a file of real examples, or beside the data that stand, in the data's own units")
    func samples() throws {
        let real = points { 2 * sin(Float($0) * 0.37) }
        let one = points { _ in 0.5 }
        let both = try output("diagnose samples \"s.npy\" real \"r.npy\"", files: ["s.npy": one, "r.npy": real])
        #expect(both.contains("mode-collapse (confidence"))
        let ownUnits = try output("data ring radius 8\nsample 600 real \"own.npy\"\ndiagnose samples \"own.npy\"", files: [:])
        #expect(ownUnits.contains("healthy"))
    }

    @Test("what is missing or does not fit is said with its place and the way out", arguments: [
        ("diagnose \"odd.csv\"", "no column of `odd.csv` is known: `foo`"), ("diagnose samples \"three.npy\"", "2 numbers each, found 3"),
        ("diagnose \"none.csv\"", "no file"), ("train 1\ndiagnose real \"odd.csv\"", "goes with a log"),
        ("diagnose samples \"odd.txt\"", "read from .npy and .csv"),
    ])
    func refused(_ statement: String, _ words: String) throws {
        let files = ["odd.csv": Array("foo,bar\n1,2\n".utf8), "three.npy": NPYFile.encoded([Float](repeating: 1, count: 12), shape: [4, 3]), "odd.txt": [1]]
        let error = #expect(throws: Diagnostic.self) { try output("data ring\nbatch 8\n" + statement, files: files) }
        let said = ([error?.message ?? "", error?.label ?? ""] + (error?.help ?? [])).joined(separator: " ")
        #expect(said.contains(words), "\(said)")
    }

    @Test("real examples that are no numbers or lie at one place are refused with their file; samples that are no numbers are counted")
    func incomparable() throws {
        let sound = points { 2 * sin(Float($0) * 0.37) }
        let useless: [(real: [UInt8], words: String)] = [
            (points { _ in Float.nan }, "finite numbers in `r.npy`, found others in 200 of 200"),
            (points { $0 == 5 ? Float.infinity : Float($0) }, "found others in 1 of 200"), (points { _ in 3 }, "differ in `r.npy`"),
        ]
        for (real, words) in useless {
            let error = #expect(throws: Diagnostic.self) { try output("diagnose samples \"s.npy\" real \"r.npy\"", files: ["s.npy": sound, "r.npy": real]) }
            #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
        }
        let text = try output("diagnose samples \"s.npy\" real \"r.npy\"", files: ["s.npy": points { _ in Float.nan }, "r.npy": sound])
        #expect(text.contains("200 of 200 samples") && text.contains("not-a-number (confidence 1)"))
    }

    @Test("where a loss stopped being a number is said with its step, and a row in between is a gap")
    func broken() throws {
        func log(_ isBroken: (Int) -> Bool) -> [UInt8] {
            Array(("step,d_loss\n" + (1...60).map { "\($0),\(isBroken($0) ? "nan" : "0.7")" }.joined(separator: "\n")).utf8)
        }
        let ended = try output("diagnose \"log.csv\"", files: ["log.csv": log { $0 >= 40 }])
        #expect(ended.contains("`d_loss` holds no finite number from step 40 on") && ended.contains("not-a-number (confidence 1)"))
        let gap = try output("diagnose \"log.csv\"", files: ["log.csv": log { $0 == 40 }])
        #expect(gap.contains("in 1 of 60 rows, first at step 40") && !gap.contains("not-a-number"))
    }

    @Test("of a short log it is said how many rows it takes")
    func shortLog() throws {
        let short = Array(("step,d_loss,g_loss\n" + (1...15).map { "\($0),0.7,0.7" }.joined(separator: "\n")).utf8)
        let text = try output("diagnose \"log.csv\"", files: ["log.csv": short])
        #expect(text.contains("at least 20 rows; the log has 15") && !text.contains("overconfident-discriminator the networks"))
    }

    @Test("columns that were not read are named on one line with the reason, and how many more there are")
    func unread() throws {
        let row = "0.5,1,tensor(1)," + (1...14).map(String.init).joined(separator: ",")
        let header = "d_loss,\"two\nlines\",g_loss," + (1...14).map { "c\($0)" }.joined(separator: ",")
        let text = try output("diagnose \"log.csv\"", files: ["log.csv": Array("\(header)\n\(row)\n".utf8)])
        #expect(text.contains("`two\\u{a}lines`, `c1`") && text.contains("and 4 more"))
        let few = try output("diagnose \"log.csv\"", files: ["log.csv": Array("d_loss,g_loss\n1,tensor(1)\n".utf8)])
        #expect(few.contains("`g_loss` (holds words such as `tensor(1)`)"))
    }

    @Test("where nothing can be read the error says why, and asks for other names only where names are wrong")
    func nothingRead() {
        for (log, found, help) in [
            ("step,d_loss\n1,tensor(1)\n", "`d_loss` (holds words such as `tensor(1)`)", "numbers alone"),
            ("step\n1\n", "nothing but steps", "name one of them"), ("foo\n1\n", "`foo`", "name one of them"),
        ] {
            let error = #expect(throws: Diagnostic.self) { try output("diagnose \"log.csv\"", files: ["log.csv": Array(log.utf8)]) }
            let said = [error?.message ?? ""] + (error?.help ?? [])
            #expect(said[0].contains(found) && said.dropFirst().contains(where: { $0.contains(help) }), "\(said)")
        }
    }

    @Test("real examples beside a log alone are refused")
    func realAlone() throws {
        let files = ["log.csv": curves, "r.npy": points { Float($0) }]
        let error = #expect(throws: Diagnostic.self) { try output("diagnose \"log.csv\" real \"r.npy\"", files: files) }
        #expect(error?.message.contains("`real` stands beside `samples`") == true && error?.help.isEmpty == false)
    }

    @Test("names in a file are shown as text, whatever they hold")
    func printedSafely() throws {
        let text = try output("diagnose \"log.csv\"", files: ["log.csv": Array("d_loss,\u{1B}[31mred\n1,2\n3,4\n".utf8)])
        #expect(!text.contains("\u{1B}"))
    }

    @Test("a check reads the files too, and says nothing")
    func check() throws {
        #expect(try output("diagnose \"log.csv\"", files: ["log.csv": curves], isCheck: true).isEmpty)
        #expect(throws: Diagnostic.self) { try output("diagnose \"log.csv\"", files: ["log.csv": [0]], isCheck: true) }
    }
}
