import Foundation
import Testing

@testable import gan

@Suite("A watched training at a terminal", .serialized, .enabled(if: PseudoTerminal.program != nil, "the built program stands beside the tests"))
struct WatchTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gan-\(UUID().uuidString)")

    /// A prompt at which a training is being watched, with the terminal's settings at that prompt.
    private func watching(columns: UInt16 = 100, rows: UInt16 = 30, _ body: (PseudoTerminal, tcflag_t) throws -> Void) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let terminal = try #require(PseudoTerminal(["prompt"], columns: columns, rows: rows, graphics: "ascii", in: folder))
        for line in ["data ring", "batch 8", "watch samples losses"] {
            #expect(terminal.waits(for: "gan> "))
            terminal.type(line + "\r")
        }
        #expect(terminal.waits(for: "gan> "))
        let settings = terminal.settings
        terminal.type("train 1_000_000\r")
        #expect(terminal.waits(for: " pause"))
        // The first figures stand there.
        #expect(terminal.waits(for: "losses"))
        try body(terminal, settings)
    }

    /// The step of a pause; the line may be drawn several times for each.
    private func pausedStep(_ terminal: PseudoTerminal, after last: Int? = nil) throws -> Int {
        while true {
            try #require(terminal.waits(for: "paused at step "))
            let text = try #require(terminal.waits(before: " of "))
            let step = try #require(Int(text.replacingOccurrences(of: " ", with: "")))
            if step != last { return step }
        }
    }

    private func quit(_ terminal: PseudoTerminal) {
        terminal.type("quit\r")
        #expect(terminal.end() == 0)
    }

    @Test("pause, one step, back in time, on again, and the end, with the terminal as it was", .timeLimit(.minutes(2)))
    func keys() throws {
        try watching { terminal, settings in
            #expect(terminal.settings & tcflag_t(ICANON | ECHO) == 0)
            #expect(terminal.settings & tcflag_t(ISIG) != 0)
            for _ in 0..<12 { #expect(terminal.waits(for: "step/s")) }
            terminal.type(" ")
            let step = try pausedStep(terminal)
            terminal.type("s")
            let next = try pausedStep(terminal, after: step)
            #expect(next == step + 1)
            terminal.type("\u{1B}[D")
            let back = try pausedStep(terminal, after: next)
            #expect(back < next)
            terminal.type("\u{1B}[C")
            let forth = try pausedStep(terminal, after: back)
            #expect(forth > back && forth <= next)
            terminal.type(" ")
            #expect(terminal.waits(for: "step/s"))
            terminal.type("q")
            #expect(terminal.waits(for: "the weights are kept"))
            #expect(terminal.waits(for: "gan> "))
            #expect(terminal.settings == settings)
            terminal.type("print (40 + 2)\r")
            #expect(terminal.waits(for: "42\r\n"))
            #expect(terminal.waits(for: "gan> "))
            quit(terminal)
        }
    }

    @Test("Ctrl-C ends a pause too, and the line of the keys is gone", .timeLimit(.minutes(2)))
    func interruption() throws {
        try watching { terminal, settings in
            terminal.type("p")
            _ = try pausedStep(terminal)
            terminal.type("\u{3}")
            let rest = try #require(terminal.waits(before: "the weights are kept"))
            #expect(!rest.contains(" go on") || rest.contains("\u{1B}[1A\r\u{1B}[J"))
            #expect(terminal.waits(for: "gan> "))
            #expect(terminal.settings == settings)
            quit(terminal)
        }
    }

    @Test("a window of another size is drawn anew, also in a pause", .timeLimit(.minutes(2)))
    func resize() throws {
        try watching { terminal, _ in
            terminal.type(" ")
            _ = try pausedStep(terminal)
            #expect(terminal.waits(for: " in time"))
            for size in [(40, 12), (200, 50), (10, 3), (80, 24)] as [(UInt16, UInt16)] {
                terminal.resize(columns: size.0, rows: size.1)
                #expect(terminal.waits(for: "\u{1B}[2J"))
            }
            #expect(terminal.waits(for: "losses"))
            terminal.type("q")
            #expect(terminal.waits(for: "gan> "))
            quit(terminal)
        }
    }

    @Test("a signal that ends the program puts the terminal back first, below the line of the keys", .timeLimit(.minutes(2)), arguments: [SIGTERM, SIGHUP, SIGQUIT])
    func ended(by signal: Int32) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let script = folder.appendingPathComponent("watched.gan")
        try "data ring\nbatch 8\nwatch samples\ntrain 1_000_000\n".write(to: script, atomically: true, encoding: .utf8)
        let terminal = try #require(PseudoTerminal(["run", script.path], columns: 100, rows: 30, graphics: "ascii", in: folder))
        let settings = terminal.settings
        #expect(terminal.waits(for: " pause"))
        #expect(terminal.settings != settings)
        // In a pause nothing is drawn between the signal and the end.
        terminal.type(" ")
        #expect(terminal.waits(for: " in time"))
        terminal.send(signal)
        #expect(terminal.end() == 128 + signal)
        #expect(terminal.settings == settings)
        #expect(terminal.shown.hasSuffix("\r\n"))
    }

    @Test("after Ctrl-Z and going on, keys and figures are there again", .timeLimit(.minutes(2)))
    func suspension() throws {
        try watching { terminal, settings in
            terminal.type(" ")
            _ = try pausedStep(terminal)
            #expect(terminal.waits(for: " in time"))
            // Without a shell that would let it go on, the system lets no stop happen; all else is the same.
            terminal.send(SIGTSTP)
            _ = try pausedStep(terminal)
            #expect(terminal.settings & tcflag_t(ICANON | ECHO) == 0)
            terminal.type(" ")
            #expect(terminal.waits(for: "step/s"))
            terminal.type("q")
            #expect(terminal.waits(for: "gan> "))
            #expect(terminal.settings == settings)
            quit(terminal)
        }
    }

    @Test("what was typed ahead is for the prompt, watched or not", .timeLimit(.minutes(2)), arguments: ["watch samples", "watch off"])
    func typedAhead(_ line: String) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let terminal = try #require(PseudoTerminal(["prompt"], columns: 100, rows: 30, graphics: "ascii", in: folder))
        for line in ["data ring", "batch 8", line] {
            #expect(terminal.waits(for: "gan> "))
            terminal.type(line + "\r")
        }
        #expect(terminal.waits(for: "gan> "))
        terminal.type("train 40\rprint (40 + 2)\r")
        #expect(terminal.waits(for: "42\r\n"))
        #expect(terminal.waits(for: "gan> "))
        quit(terminal)
    }
}
