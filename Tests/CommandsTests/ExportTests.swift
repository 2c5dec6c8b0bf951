import Datasets
import Foundation
import Lab
import Testing

@testable import Commands

@Suite struct ExportTests {
    private func text(_ run: Run, _ name: String) throws -> String {
        try String(contentsOf: run.folder.appendingPathComponent(name), encoding: .utf8)
    }

    /// The numbers of a CSV file, row by row, and its header.
    private func table(_ run: Run, _ name: String) throws -> (header: [String], rows: [[String]]) {
        let lines = try text(run, name).split(separator: "\n", omittingEmptySubsequences: true).map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        return (try #require(lines.first), Array(lines.dropFirst()))
    }

    private func arrays(_ run: Run, _ name: String) throws -> Safetensors {
        try Safetensors(decoding: [UInt8](Data(contentsOf: run.folder.appendingPathComponent(name))))
    }

    @Test("samples in a table read back as the same float32, bit for bit")
    func csv() throws {
        let run = Run("data ring\ntrain 3\nsample 50 \"x.csv\"")
        defer { run.close() }
        #expect(run.message == nil)
        let (header, rows) = try table(run, "x.csv")
        #expect(header == ["x", "y"] && rows.count == 50)
        let samples = try #require(run.session.experiment).samples(count: 50)
        #expect(rows.joined().compactMap { Float($0) }.map(\.bitPattern) == samples.map(\.bitPattern))
        #expect(run.output.text.hasSuffix("x.csv\n"))
    }

    @Test("the three formats hold the same numbers, with the latents that made them")
    func formats() throws {
        let run = Run(
            "data ring\nlatent 3\ntrain 2\nsample 7 \"a.csv\" latents\nsample 7 \"b.npy\" latents\nsample 7 \"c.safetensors\"")
        defer { run.close() }
        #expect(run.message == nil)
        let (header, rows) = try table(run, "a.csv")
        #expect(header == ["x", "y", "latent.0", "latent.1", "latent.2"])
        let file = try arrays(run, "c.safetensors")
        let (samples, latents) = (try #require(file["samples"]), try #require(file["latents"]))
        #expect(samples.shape == [7, 2] && latents.shape == [7, 3])
        #expect(rows.flatMap { $0.prefix(2) }.compactMap { Float($0) } == samples.values)
        #expect(rows.flatMap { $0.dropFirst(2) }.compactMap { Float($0) } == latents.values)
        for (name, array) in [("b.npy", samples), ("b-latents.npy", latents)] {
            let read = try NPYFile(Data(contentsOf: run.folder.appendingPathComponent(name)), name: name)
            #expect(read.shape == array.shape && read.values.map { Float($0) } == array.values)
        }
        let experiment = try #require(run.session.experiment)
        #expect(try experiment.samples(from: latents.values) == samples.values)
    }

    @Test("samples from given latents are those that the latents made")
    func givenLatents() throws {
        let run = Run(
            """
            data digits
            latent 5
            train 1
            sample 300 "a.safetensors"
            sample 300 "a.npy" latents
            sample 300 "a.csv" latents
            sample from "a.safetensors" "b.csv"
            sample from "a-latents.npy" "c.csv"
            sample 10 from "a.csv" "d.csv"
            sample 300 "e.csv"
            """)
        defer { run.close() }
        #expect(run.message == nil)
        let expected = try text(run, "e.csv")
        #expect(try text(run, "b.csv") == expected)
        #expect(try text(run, "c.csv") == expected)
        #expect(try text(run, "d.csv") == expected.split(separator: "\n").prefix(11).joined(separator: "\n") + "\n")
        let (header, _) = try table(run, "e.csv")
        #expect(header.count == 64 && header[9] == "pixel-1-1")
    }

    @Test("latents of the wrong width, and files that hold none, are named")
    func wrongLatents() throws {
        let run = Run("data spiral\nlatent 3\nsample 5 real \"x.csv\"\nsample from \"x.csv\"")
        defer { run.close() }
        #expect(run.error?.message == "expected 3 numbers a row in `x.csv`, found 2")
        #expect(run.error?.help == ["a row holds `latent.0`, `latent.1`, `latent.2`"])
        #expect(run.run("sample from \"y.csv\"")?.message == "no file `y.csv`")
        #expect(run.run("sample real from \"x.csv\"")?.message.contains("`from` makes samples of the generator") == true)
        #expect(run.run("sample 5 \"x.json\"")?.message.contains("found `x.json`") == true)
    }

    @Test("images leave in their own shades, or scaled as the networks see them")
    func units() throws {
        let run = Run("data digits\nsample 20 real \"own.csv\"\nsample 20 real \"seen.csv\" scaled")
        defer { run.close() }
        #expect(run.message == nil)
        let own = try table(run, "own.csv").rows.map { $0.dropLast().compactMap { Float($0) } }.joined()
        #expect(own.allSatisfy { (0...16).contains($0) && $0 == $0.rounded() } && own.contains(16))
        let seen = try table(run, "seen.csv").rows.map { $0.dropLast().compactMap { Float($0) } }.joined()
        #expect(seen.min() == -1 && seen.max() == 1)
        for (a, b) in zip(own, seen) { #expect(abs(a - (b + 1) * 8) < 1e-5) }
    }

    @Test("real examples of data from files are different ones, with their labels")
    func real() throws {
        let run = Run("data digits\nsample 1000 real \"a.csv\"\nsample 10 real \"b.csv\"\nsample 2000 real \"c.safetensors\"")
        defer { run.close() }
        #expect(run.message == nil)
        let (header, rows) = try table(run, "a.csv")
        #expect(header.last == "label" && Set(rows).count > 990)
        #expect(Set(rows.compactMap(\.last)) == Set((0...9).map(String.init)))
        #expect(try table(run, "b.csv").rows == Array(rows.prefix(10)))
        #expect(run.output.notes.contains("these are all of them"))
        let file = try arrays(run, "c.safetensors")
        #expect(file["samples"]?.shape == [1797, 8, 8, 1] && file["labels"]?.shape == [1797])
        #expect(file.metadata["classes"] == (0...9).map(String.init).joined(separator: "\n"))
    }

    @Test("a folder gets a picture for each image, which come back as data")
    func pictures() throws {
        let run = Run("data digits classes 3, 7\nsample 12 real \"reals/\"\ntrain 1\nsample 5 \"fakes/\"")
        defer { run.close() }
        #expect(run.message == nil)
        let files = FileManager.default
        #expect(try files.contentsOfDirectory(atPath: run.folder.appendingPathComponent("fakes").path).count == 5)
        #expect(try Set(files.contentsOfDirectory(atPath: run.folder.appendingPathComponent("reals").path)) == ["3", "7"])
        #expect(run.run("data \"reals/\"\nshow data") == nil)
        #expect(run.output.text.contains("8x8") && run.output.text.contains("classes"))
        #expect(run.run("data ring\nsample 5 \"points/\"")?.message == "`data ring` has no images for a folder of pictures")
    }

    @Test("the discriminator's scores of points are those that plots use")
    func scores() throws {
        let run = Run("data ring\ntrain 5\nsample 30 real \"p.csv\"\nscore \"p.csv\" \"s.csv\"\nscore \"p.csv\"")
        defer { run.close() }
        #expect(run.message == nil)
        let (header, rows) = try table(run, "s.csv")
        #expect(header == ["score", "probability"] && rows.count == 30)
        let points = try table(run, "p.csv").rows.map { $0.dropLast() }.joined().compactMap { Float($0) }
        let expected = try #require(run.session.experiment).scores(of: points)
        for (row, probability) in zip(rows, expected) {
            let score = try #require(Double(row[0]))
            #expect(abs(1 / (1 + exp(-score)) - Double(probability)) < 1e-6)
            #expect(Float(row[1]) == probability)
        }
        #expect(run.output.text.contains("mean"))
        #expect(run.run("loss wgan\ntrain 1\nscore \"p.csv\" \"w.csv\"") == nil)
        #expect(try table(run, "w.csv").header == ["score"])
    }

    @Test("points are taken by their names, whatever stands between them")
    func columnsByName() throws {
        let run = Run("data ring\ntrain 1\nsample 3 \"a.csv\"")
        defer { run.close() }
        let rows = try table(run, "a.csv").rows
        let mixed = "id,y,x\n" + rows.enumerated().map { "\($0),\($1[1]),\($1[0])\n" }.joined()
        try Data(mixed.utf8).write(to: run.folder.appendingPathComponent("b.csv"))
        #expect(run.run("score \"a.csv\" \"sa.csv\"\nscore \"b.csv\" \"sb.csv\"") == nil)
        #expect(try text(run, "sa.csv") == text(run, "sb.csv"))
    }

    @Test("the history has every step under the measurements' names", arguments: ["show history \"h.csv\"", "save \"h.csv\""])
    func history(statement: String) throws {
        let run = Run("data ring\ntrain 25\n\(statement)")
        defer { run.close() }
        #expect(run.message == nil)
        let (header, rows) = try table(run, "h.csv")
        #expect(header.prefix(3) == ["step", "loss.generator", "loss.discriminator"] && header.contains("modes"))
        #expect(rows.count == 25 && rows.map { $0[0] } == (1...25).map(String.init))
        let experiment = try #require(run.session.experiment)
        for (step, row) in rows.enumerated() {
            #expect(Float(row[1]) == experiment.history.value(.generatorLoss, atStep: step + 1))
        }
        let modes = try #require(header.firstIndex(of: "modes"))
        #expect(rows.contains { $0[modes].isEmpty } && rows.contains { !$0[modes].isEmpty })
    }

    @Test("a history without steps, or of something else, is refused")
    func noHistory() {
        let run = Run("data ring\nshow history \"h.csv\"")
        defer { run.close() }
        #expect(run.error?.message == "no training step has been made yet")
        #expect(run.run("show data \"d.csv\"")?.message == "only `show history` goes to a file")
    }

    @Test("nothing leaves the output folder")
    func guarded() {
        let run = Run("data ring\nsample 5 \"../x.csv\"")
        defer { run.close() }
        #expect(run.error?.message.contains("lies outside the output folder") == true)
        #expect(run.run("sample 5 \"/etc/fakes/\"") != nil)
        #expect(run.run("sample 1000000 \"x.png\"")?.message == "a figure shows at most 10000 points, found 1000000")
    }
}
