import Datasets
import Foundation
import Language
import Testing

@testable import Commands

/// One script under many seeds, beside each other.
@Suite struct SweepTests {
    /// A folder for a sweep and what it takes to begin one again in the same place.
    private final class Bench {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("gan-sweep-\(UUID().uuidString)", isDirectory: true)

        deinit { try? FileManager.default.removeItem(at: folder) }

        func script(_ text: String, settings: [(name: String, value: String)] = [], version: String = "1") -> SweepScript {
            SweepScript(
                Source(name: "lesson.gan", text: text), settings: settings, included: [:],
                options: SessionOptions(outputFolder: folder, dataFolders: packageData), version: version)
        }

        /// Runs to the end.
        func sweep(_ script: SweepScript, seeds: [UInt64], jobs: Int = 2) -> Sweep {
            let sweep = Sweep(script, seeds: seeds, jobs: jobs)
            sweep.run()
            return sweep
        }

        func text(_ name: String) -> String {
            (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)) ?? ""
        }

        func bytes(_ name: String) -> Data? { try? Data(contentsOf: folder.appendingPathComponent(name)) }
    }

    private static let training = """
        data ring
        latent 8
        generator
          layer dense 32 relu
          layer dense data
        discriminator
          layer dense 32 leaky-relu
          layer dense 1
        batch 64
        train 30
        plot samples
        save "end.safetensors"
        record "runs.csv" step loss.generator
        """

    @Test("a run in a sweep gives the bits and files of the run alone")
    func sameBits() throws {
        let bench = Bench()
        let sweep = bench.sweep(bench.script(Self.training), seeds: [1, 2, 3, 4], jobs: 3)
        #expect(sweep.results.map(\.status) == [0, 0, 0, 0])
        for seed in sweep.seeds {
            let alone = Run(Self.training) { $0.seed = seed }
            defer { alone.close() }
            #expect(alone.error == nil)
            for name in ["end.safetensors", "runs.csv", "01-samples.png"] {
                let expected = try Data(contentsOf: alone.folder.appendingPathComponent(name))
                #expect(bench.bytes("seed-\(seed)/\(name)") == expected, "\(name) of seed \(seed)")
            }
        }
        #expect(bench.bytes("seed-1/end.safetensors") != bench.bytes("seed-2/end.safetensors"))
    }

    @Test("each run's own words stand in its folder, and the tables are joined by seed")
    func files() throws {
        let bench = Bench()
        let sweep = bench.sweep(
            bench.script(
                """
                data ring
                train 2
                print "seed" seed
                for part in a, b
                  record "parts.csv" part step
                end
                expect step == 2
                """), seeds: [7, 3])
        #expect(bench.text("seed-7/output.txt").contains("seed 7\n"))
        #expect(bench.text("seed-3/output.txt").contains("✓ step == 2"))
        #expect(try sweep.writeTables().count == 2)
        #expect(bench.text("parts.csv") == "seed,part,step\n7,a,2\n7,b,2\n3,a,2\n3,b,2\n")
        let summary = try RecordedTable(parsing: bench.text("seeds.csv"))
        #expect(summary.header.prefix(5) == ["seed", "status", "held", "message", "step"])
        #expect(summary.header.contains("modes") && summary.header.contains("loss.generator"))
        #expect(summary.rows.map { Array($0.prefix(5)) } == [["7", "0", "1", "", "2"], ["3", "0", "1", "", "2"]])
    }

    @Test("the rate names the seeds that fail, and the gravest status is the command's")
    func rate() {
        let bench = Bench()
        let one = bench.sweep(bench.script("data ring\ntrain 1\nexpect seed != 2"), seeds: [1, 2, 3])
        #expect(SweepSummary(one.results).rate == "2 of 3 hold; seed 2: expected seed != 2, found seed = 2\n")
        #expect(SweepSummary(one.results).status == 1)
        let two = bench.sweep(
            bench.script(
                """
                if seed == 1
                  load "none.safetensors"
                end
                expect seed < 3
                """), seeds: [1, 2, 3])
        #expect(
            SweepSummary(two.results).rate
                == "1 of 3 holds\n  seed 1: no file `none.safetensors`\n  seed 3: expected seed < 3, found seed = 3\n")
        #expect(SweepSummary(two.results).status == 3)
        let plain = bench.sweep(bench.script("print 1"), seeds: [1, 2])
        #expect(SweepSummary(plain.results).rate == "2 of 2 ran to the end\n")
        #expect(SweepSummary(plain.results).measurements.isEmpty)
        let quitting = bench.sweep(bench.script("print 1\nquit\nexpect 1 == 2"), seeds: [1])
        #expect(SweepSummary(quitting.results).status == 0)
    }

    @Test("what is finished is not run again; another script, setting or version is")
    func again() throws {
        let bench = Bench()
        let text = "let width = 1\ndata ring\ntrain 1\nexpect seed < 3\nrecord \"runs.csv\" width"
        let script = bench.script(text)
        _ = bench.sweep(script, seeds: [1, 2, 3])
        #expect(Sweep(script, seeds: [1, 2, 3, 4], jobs: 1).progress == SweepProgress(total: 4, done: 3, running: 0, failed: 1))
        #expect(Sweep(bench.script(text + "\n"), seeds: [1], jobs: 1).progress.done == 0)
        #expect(Sweep(bench.script(text, settings: [("width", "2")]), seeds: [1], jobs: 1).progress.done == 0)
        #expect(Sweep(bench.script(text, version: "2"), seeds: [1], jobs: 1).progress.done == 0)
        // The results are those of the first time.
        let second = bench.sweep(script, seeds: [2, 3])
        #expect(second.results.map(\.status) == [0, 1])
        // A run without its table is no finished one.
        try FileManager.default.removeItem(at: bench.folder.appendingPathComponent("seed-1/runs.csv"))
        #expect(Sweep(script, seeds: [1, 2], jobs: 1).progress.done == 1)
        // Nor is one whose result is cut off.
        try Data("{\"seed\": 2,".utf8).write(to: bench.folder.appendingPathComponent("seed-2/result.json"))
        #expect(Sweep(script, seeds: [2], jobs: 1).progress.done == 0)
    }

    @Test("a run whose data have changed is made again, and only such a run")
    func changedFiles() throws {
        let bench = Bench()
        let inputs = bench.folder.appendingPathComponent("inputs", isDirectory: true)
        let digits = inputs.appendingPathComponent("digits", isDirectory: true)
        try FileManager.default.createDirectory(at: digits, withIntermediateDirectories: true)
        let points = inputs.appendingPathComponent("points.csv")
        try Data((1...40).map { "\($0),\($0 % 7)\n" }.joined().utf8).write(to: points)
        for name in ["images-idx3-ubyte.gz", "labels-idx1-ubyte.gz"] {
            try FileManager.default.copyItem(
                at: packageData.all[0].appendingPathComponent("digits/\(name)"), to: digits.appendingPathComponent(name))
        }
        func progress(_ script: SweepScript) -> Int { Sweep(script, seeds: [1, 2], jobs: 1).progress.done }
        var options = SessionOptions(outputFolder: bench.folder, dataFolders: DataFolders(only: [inputs]))
        options.scriptFolder = inputs
        let script = SweepScript(
            Source(
                name: "lesson.gan",
                text: """
                    if seed == 1
                      data "points.csv"
                    else
                      data digits
                    end
                    train 1
                    save "own.safetensors"
                    load "own.safetensors"
                    """), settings: [], included: [:], options: options, version: "1")
        #expect(bench.sweep(script, seeds: [1, 2]).results.map(\.status) == [0, 0])
        #expect(progress(script) == 2)
        // Another size.
        try Data((1...50).map { "\($0),\($0 % 7)\n" }.joined().utf8).write(to: points)
        #expect(progress(script) == 1)
        _ = bench.sweep(script, seeds: [1, 2])
        // The same size at another time.
        for (file, left) in [(points, 1), (digits.appendingPathComponent("labels-idx1-ubyte.gz"), 0)] {
            try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1e9)], ofItemAtPath: file.path)
            #expect(progress(script) == left)
        }
        _ = bench.sweep(script, seeds: [1, 2])
        #expect(progress(script) == 2)
        try FileManager.default.removeItem(at: points)
        #expect(progress(script) == 1)
    }

    @Test("a folder is as it was while all files in it are")
    func folders() throws {
        let bench = Bench()
        let inner = bench.folder.appendingPathComponent("inner", isDirectory: true)
        try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
        try Data("one".utf8).write(to: inner.appendingPathComponent("a.png"))
        let first = FilesRead.state(of: bench.folder.path)
        #expect(FilesRead.state(of: bench.folder.path) == first)
        try Data("other".utf8).write(to: inner.appendingPathComponent("a.png"))
        let second = FilesRead.state(of: bench.folder.path)
        #expect(second != first)
        try Data().write(to: bench.folder.appendingPathComponent("b.png"))
        #expect(FilesRead.state(of: bench.folder.path) != second)
    }

    @Test("a file that is missing today is looked for again, a training that fails is not repeated")
    func finality() {
        let bench = Bench()
        let missing = bench.sweep(bench.script("load \"none.safetensors\""), seeds: [1])
        #expect(missing.results.map(\.isFinal) == [false])
        #expect(Sweep(missing.script, seeds: [1], jobs: 1).progress.done == 0)
        let exploding = bench.sweep(
            bench.script("data ring\nloss wgan\noptimizer sgd rate 1e30\npenalty none\ntrain 50"), seeds: [1])
        #expect(exploding.results.first?.message?.contains("is not a finite number") == true, "\(exploding.results)")
        #expect(Sweep(exploding.script, seeds: [1], jobs: 1).progress.done == 1)
    }

    @Test("a stop ends every run after its step and keeps what is finished")
    func interruption() {
        let bench = Bench()
        let script = bench.script("data ring\nif seed > 1\n  train 100000000\nend")
        let sweep = Sweep(script, seeds: [1, 2, 3, 4], jobs: 2)
        // Seed 1 is done at once; the others would take days.
        sweep.run(isInterrupted: { sweep.progress.done == 1 && sweep.progress.running == 2 })
        #expect(sweep.progress == SweepProgress(total: 4, done: 1, running: 0, failed: 0))
        #expect(Sweep(script, seeds: [1, 2, 3, 4], jobs: 2).results.map(\.seed) == [1])
        // Where the cores are busy, the stop may come before its first step.
        #expect(bench.text("seed-2/output.txt").contains(#/interrupted (at step|before)/#))
    }

    @Test("an output folder that cannot be made fails the run with its reason")
    func blocked() throws {
        let bench = Bench()
        try FileManager.default.createDirectory(at: bench.folder, withIntermediateDirectories: true)
        try Data().write(to: bench.folder.appendingPathComponent("seed-1"))
        let sweep = bench.sweep(bench.script("print 1"), seeds: [1, 2])
        #expect(sweep.results.map(\.status) == [3, 0])
        #expect(sweep.results.first?.message?.contains("seed-1` cannot be written") == true, "\(sweep.results)")
    }

    @Test("settings of the command line reach every run")
    func settings() {
        let bench = Bench()
        _ = bench.sweep(bench.script("let width = 1\nprint \"width\" width", settings: [("width", "64")]), seeds: [1, 2])
        for seed in 1...2 { #expect(bench.text("seed-\(seed)/output.txt") == "width 64\n") }
    }

    @Test("the progress line tells how long it will take")
    func progress() {
        let progress = SweepProgress(total: 100, done: 42, running: 2, failed: 3)
        #expect(progress.text(elapsed: 84) == "42 of 100 done, 2 running, 3 failed [01:24<01:56]")
        #expect(progress.text(elapsed: 84, before: 42) == "42 of 100 done, 2 running, 3 failed [01:24<?]")
    }

    @Test("the fingerprint is FNV-1a and tells parts apart")
    func fingerprint() {
        // The published value of the empty text: the offset basis.
        #expect(SweepScript.fingerprint([]) == "cbf29ce484222325")
        #expect(SweepScript.fingerprint(["ab", "c"]) != SweepScript.fingerprint(["a", "bc"]))
    }

    @Test("a spread is shown to the second digit of its deviation")
    func spread() {
        // Two values x ± d have the mean x and the deviation d · √2.
        func text(_ mean: Double, _ deviation: Double) -> String {
            Spread([mean - deviation / 2.0.squareRoot(), mean + deviation / 2.0.squareRoot()]).text
        }
        #expect(text(7.4, 0.55) == "7.40 ± 0.55")
        #expect(text(0.8123456, 0.0212) == "0.812 ± 0.021")
        #expect(text(12345, 1234) == "12300 ± 1200")
        #expect(text(5, 0.0996) == "5.00 ± 0.10")
        #expect(text(-0.001, 0.5) == "0.00 ± 0.50")
        #expect(text(2.5e-7, 3.1e-8) == "(2.50 ± 0.31)e-7")
        #expect(text(250, 15) == "250 ± 15")
        #expect(Spread([8, 8, 8]).text == "8 ± 0")
        #expect(Spread([0.25]).text == "0.25")
    }
}
