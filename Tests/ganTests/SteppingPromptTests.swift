import Foundation
import Testing

@testable import gan

@Suite("A lesson at a terminal", .serialized, .enabled(if: PseudoTerminal.program != nil, "the built program stands beside the tests"))
struct SteppingPromptTests {
    private static let lesson = """
        # %% [markdown]
        # # A short lesson with words that are longer than a narrow window is wide
        # %% The recipe id="recipe"
        data ring
        batch 8
        # %% Train id="train"
        train 20
        # %% A question id="question"
        ask "Who makes the points?"
          choice "the discriminator" because "It only judges."
          answer "the generator"
        end
        # %% Long id="long"
        train 10_000_000
        print "never"
        """

    private func lesson(columns: UInt16 = 100, rows: UInt16 = 30, times: Int = 1, _ body: (PseudoTerminal, Int) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gan-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("03-short.gan")
        try Data(Self.lesson.utf8).write(to: file)
        for time in 1...times {
            let terminal = try #require(PseudoTerminal(["lesson", file.path], columns: columns, rows: rows, in: folder))
            try body(terminal, time)
        }
    }

    private func press(_ keys: String, on terminal: PseudoTerminal, at prompt: String, shows text: String) {
        #expect(terminal.waits(for: prompt))
        terminal.type(keys + "\r")
        #expect(terminal.waits(for: text), "behind `\(keys)`")
    }

    @Test("cell by cell, back and again, a wrong answer, in windows of any size", .timeLimit(.minutes(2)), arguments: [(100, 30), (80, 24), (40, 12)])
    func steps(_ columns: Int, _ rows: Int) throws {
        try lesson(columns: UInt16(columns), rows: UInt16(rows)) { terminal, _ in
            press("", on: terminal, at: "short 1/4> ", shows: "2/4")
            press("", on: terminal, at: "short 1/4> ", shows: "train 20")
            press("", on: terminal, at: "short 2/4> ", shows: "to step 20")
            press("again", on: terminal, at: "short 2/4> ", shows: "Enter runs")
            press("back", on: terminal, at: "short 2/4> ", shows: "data ring")
            press("", on: terminal, at: "short 1/4> ", shows: "2/4")
            press("", on: terminal, at: "short 1/4> ", shows: "train 20")
            press("", on: terminal, at: "short 2/4> ", shows: "to step 20")
            press("", on: terminal, at: "short 2/4> ", shows: "the generator")
            press("1", on: terminal, at: "short 3/4> ", shows: "It only judges.")
            press("2", on: terminal, at: "short 3/4> ", shows: "Right.")
            press("leave", on: terminal, at: "short 3/4> ", shows: "gan> ")
            terminal.type("quit\r")
            #expect(terminal.end() == 0)
        }
    }

    @Test("Ctrl-C ends a training of a cell, which can be run again; who leaves comes back to where they were", .timeLimit(.minutes(2)))
    func interruptionAndReturn() throws {
        try lesson(times: 2) { terminal, time in
            if time == 1 {
                press("", on: terminal, at: "short 1/4> ", shows: "2/4")
                press("", on: terminal, at: "short 1/4> ", shows: "Enter runs")
                press("", on: terminal, at: "short 2/4> ", shows: "3/4")
                press("", on: terminal, at: "short 2/4> ", shows: "or `skip`")
                press("skip", on: terminal, at: "short 3/4> ", shows: "4/4")
                press("", on: terminal, at: "short 3/4> ", shows: "Enter runs")
            } else {
                #expect(terminal.waits(for: "are run again"), "the second time it goes on where it was left")
            }
            for _ in 1...2 {
                press("", on: terminal, at: "short 4/4> ", shows: "step/s")
                terminal.type("\u{3}")
                #expect(terminal.waits(for: "Enter runs the cell again"))
            }
            #expect(terminal.waits(for: "short 4/4> "))
            terminal.type("\u{4}")
            #expect(terminal.end() == 0)
        }
    }
}
