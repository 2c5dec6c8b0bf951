import Foundation
import Lab
import Testing

@testable import Commands

@Suite("The class in scripts")
struct ClassTests {
    private static let conditional = """
        data digits classes 3, 7
        generator
          layer label
          layer dense data tanh
        discriminator
          layer label
          layer flatten
          layer dense 1

        """
    private static let points = """
        data moons
        generator
          layer label
          layer dense data
        discriminator
          layer label
          layer dense 1

        """

    private func rows(_ run: Run, _ name: String) throws -> [[String]] {
        try String(contentsOf: run.folder.appendingPathComponent(name), encoding: .utf8).split(separator: "\n").map {
            $0.split(separator: ",").map(String.init)
        }
    }

    @Test("a class is named as the data name it, in samples, pictures and scores")
    func names() throws {
        let run = Run(
            Self.conditional + "train 1\nsample 6 class 7 \"x.csv\"\nsample 6 \"any.csv\"\nsample 3 class 3 \"three/\"\n"
                + "sample 5 real class 3 \"r.csv\"\nscore \"x.csv\" class 3 \"a.csv\"\nscore \"x.csv\" class 7 \"b.csv\"\n"
                + "score \"x.csv\" \"c.csv\"")
        defer { run.close() }
        #expect(run.message == nil)
        let sevens = try rows(run, "x.csv")
        #expect(sevens[0].last == "label" && sevens.dropFirst().allSatisfy { $0.last == "7" } && sevens.count == 7)
        let any = try rows(run, "any.csv").dropFirst()
        #expect(any.allSatisfy { $0.last == "3" || $0.last == "7" })
        // The same noise and the same class make the same picture.
        for (row, other) in zip(sevens.dropFirst(), any) { #expect((row == other) == (other.last == "7")) }
        let folder = run.folder.appendingPathComponent("three").path
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["3"])
        #expect(try rows(run, "r.csv").dropFirst().allSatisfy { $0.last == "3" })
        #expect(try rows(run, "a.csv") != rows(run, "b.csv"))
        #expect(try rows(run, "a.csv") == rows(run, "c.csv"), "the first class where none is asked for")
    }

    @Test("figures say which class they show; a critic that takes the class shows the first")
    func titles() throws {
        let run = Run(Self.points + "train 2")
        defer { run.close() }
        let experiment = try #require(run.session.experiment)
        func title(_ name: String, _ label: Int?) throws -> String {
            try Commands.figure(named: name, of: experiment, ofClass: label).title ?? ""
        }
        #expect(try title("critic", nil).hasPrefix("the discriminator of class 0 · step 2"))
        #expect(try title("critic", 1).hasPrefix("the discriminator of class 1 · step 2"))
        #expect(try title("samples", 1).hasPrefix("samples of moons of class 1 · step 2"))
        #expect(try title("samples", nil).hasPrefix("samples of moons · step 2"))
        #expect(run.run("plot critic class 1 \"a.png\"\nplot samples class 0 \"b.png\"\nsample 5 class 1 \"c.png\"") == nil)
        #expect(run.run("watch samples critic losses class 1 every 1\ntrain 2\nwatch off") == nil)
        #expect(!run.output.notes.contains("ends"))
    }

    @Test(
        "a class that means nothing is told, in a run and in a check alike",
        arguments: [
            ("data spiral\nsample 5 class 3", "`data spiral` has no classes"),
            ("data ring\nsample 5 class 3", "`class` asks for a generator that takes the class, but no layer of this one does"),
            ("data ring\nplot critic class 3", "`class` asks for a discriminator that takes the class, but no layer of this one does"),
            ("data ring\nsample 5 real class 8", "expected a class of `data ring`, found `8`"),
            ("data ring\nplot losses class 3", "`plot losses` shows no single class"),
            ("data ring\nwatch losses class 3", "`watch losses` shows no single class"),
            (points + "plot samples class up", "expected a class of `data moons`, found `up`"),
        ])
    func mistakes(script: String, message: String) {
        for isCheck in [false, true] {
            let run = Run(script) { $0.isCheckOnly = isCheck }
            defer { run.close() }
            #expect(run.error?.message == message)
        }
    }

    @Test("the error of an unknown class lists the classes")
    func listed() {
        let run = Run(Self.conditional + "sample 5 class 4")
        defer { run.close() }
        #expect(run.error?.help == ["its classes are 3, 7"])
        #expect(run.error?.span?.text == "class 4")
    }

    @Test("a layer that takes the class is refused on data without classes, by a check too, at its line")
    func classless() {
        for isCheck in [false, true] {
            let run = Run("data spiral\ngenerator\n  layer label\n  layer dense data\ntrain 1") { $0.isCheckOnly = isCheck }
            defer { run.close() }
            #expect(run.error?.message == "`label` joins the class of an example, but the data have no classes")
            #expect(run.error?.span?.text == "layer label")
        }
    }
}
