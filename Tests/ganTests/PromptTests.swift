import Foundation
import Testing

@testable import gan

@Suite("The program at a terminal", .serialized, .enabled(if: PseudoTerminal.program != nil, "the built program stands beside the tests"))
struct PromptTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gan-\(UUID().uuidString)")

    /// A prompt in a fresh folder, which is gone afterwards.
    private func prompt(
        columns: UInt16 = 80, rows: UInt16 = 24, terminal: String = "xterm", _ body: (PseudoTerminal) throws -> Void
    ) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let terminal = try #require(
            PseudoTerminal(["prompt"], columns: columns, rows: rows, terminal: terminal, in: folder))
        try body(terminal)
    }

    @Test("a statement, a mistake, a block and Ctrl-D", .timeLimit(.minutes(2)))
    func conversation() throws {
        try prompt { terminal in
            #expect(terminal.waits(for: "Ctrl-D quits"))
            #expect(terminal.waits(for: "gan> "))
            terminal.type("print (2 + 3) \"of {2 * 3}\"\r")
            #expect(terminal.waits(for: "5 of 6\r\n"))
            #expect(terminal.waits(for: "gan> "))
            terminal.type("cokk\r")
            #expect(terminal.waits(for: "unknown command `cokk`"))
            #expect(terminal.waits(for: "gan> "))
            terminal.type("for i in 7..8\r")
            #expect(terminal.waits(for: "...> "))
            terminal.type("print i\rend\r")
            #expect(terminal.waits(for: "7\r\n8\r\n"))
            #expect(terminal.waits(for: "gan> "))
            terminal.type("\u{4}")
            #expect(terminal.end() == 0)
        }
    }

    @Test("Ctrl-C ends a training after its step, and a line that is being typed", .timeLimit(.minutes(2)))
    func interruption() throws {
        try prompt { terminal in
            #expect(terminal.waits(for: "gan> "))
            terminal.type("data ring\r")
            #expect(terminal.waits(for: "gan> "))
            terminal.type("batch 8\r")
            #expect(terminal.waits(for: "gan> "))
            terminal.type("train 10_000_000\r")
            #expect(terminal.waits(for: "step/s"))
            terminal.type("\u{3}")
            #expect(terminal.waits(for: "the weights are kept"))
            #expect(terminal.waits(for: "gan> "))
            terminal.type("repeat 2\r")
            #expect(terminal.waits(for: "...> "))
            terminal.type("print \u{3}")
            #expect(terminal.waits(for: "^C"))
            #expect(terminal.waits(for: "gan> "))
            terminal.type("print (40 + 2)\r")
            #expect(terminal.waits(for: "42\r\n"))
            quit(terminal)
        }
    }

    @Test("Ctrl-C while a training is compiled leaves the weights as they are", .timeLimit(.minutes(2)))
    func interruptedCompilation() throws {
        try prompt { terminal in
            func type(_ statement: String) {
                #expect(terminal.waits(for: "gan> "))
                terminal.type(statement + "\r")
            }
            let statements = [
                "data digits", "generator", "layer dense data tanh", "discriminator",
                "repeat 16\rlayer conv 4 kernel 3 padding 1 leaky-relu\rend", "layer flatten", "layer dense 1", "batch 2",
                "loss wgan-gp", "train 1", "save \"before.safetensors\"", "trick unroll 100",
                // It takes a minute to compile, and has told by then that it runs.
                "if true\rprint \"begins\"\rtrain 1000\rend",
            ]
            statements.forEach(type)
            #expect(terminal.waits(for: "begins\r\n"))
            usleep(300_000)
            terminal.type("\u{3}")
            #expect(terminal.waits(for: "interrupted at step 1; the weights are kept"))
            ["trick none", "save \"after.safetensors\"", "train 1", "print \"step {step}\""].forEach(type)
            #expect(terminal.waits(for: "step 2\r\n"))
            let files = try ["before", "after"].map { name in
                try Data(contentsOf: folder.appendingPathComponent("out/\(name).safetensors"))
            }
            #expect(files[0] == files[1])
            quit(terminal)
        }
    }

    /// Keys that come before the prompt does may be lost.
    private func quit(_ terminal: PseudoTerminal) {
        #expect(terminal.waits(for: "gan> "))
        terminal.type("quit\r")
        #expect(terminal.end() == 0)
    }

    @Test(
        "a window of any size", .timeLimit(.minutes(2)),
        arguments: [(2, 24), (1, 1), (0, 0), (3, 2), (5, 1)] as [(UInt16, UInt16)], ["xterm", "dumb"])
    func narrow(_ size: (columns: UInt16, rows: UInt16), _ kind: String) throws {
        try prompt(columns: size.columns, rows: size.rows, terminal: kind) { terminal in
            #expect(terminal.waits(for: "duel"))
            // As from a terminal that brackets what is pasted, though it was not asked to.
            terminal.type("\u{1B}[200~print 1\nprint 2\u{1B}[201~\r\u{3}")
            terminal.type("data ring\rbatch 8\rtrain 200\rfor i in 1..2\rprint i\rend\rpl\tsam\t\t\rplot \t\tx\r")
            terminal.resize(columns: 80, rows: 24)
            terminal.type("print \"a long line that the window cannot hold at once\" (6 * 7)\r")
            terminal.resize(columns: size.columns, rows: size.rows)
            #expect(terminal.waits(for: "hold at once 42\r\n"))
            quit(terminal)
            #expect(terminal.end() == 0)
        }
    }

    @Test("pasted lines, thousands of them, with and without a block around them", .timeLimit(.minutes(2)), arguments: ["xterm", "dumb"])
    func pasted(_ kind: String) throws {
        try prompt(terminal: kind) { terminal in
            #expect(terminal.waits(for: "gan> "))
            terminal.type((1...5000).map { "let a = \($0)\r" }.joined())
            terminal.type("print \"all {a}\"\r")
            #expect(terminal.waits(for: "all 5000"))
            terminal.type("if a > 1\r" + (1...5000).map { "let b = \($0)\r" }.joined() + "end\rprint \"both {b}\"\r")
            #expect(terminal.waits(for: "both 5000"))
            quit(terminal)
        }
    }

    // MARK: - Through a pipe

    /// The program's output, its errors and its exit status.
    private func run(_ arguments: [String], input: String) throws -> (output: String, errors: String, status: Int32) {
        let process = Process()
        process.executableURL = PseudoTerminal.program
        process.arguments = arguments
        process.currentDirectoryURL = FileManager.default.temporaryDirectory
        let (into, out, errors) = (Pipe(), Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (into, out, errors)
        try process.run()
        into.fileHandleForWriting.write(Data(input.utf8))
        try into.fileHandleForWriting.close()
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (text, said, process.terminationStatus)
    }

    @Test("a pipe that ends in the middle of a block is a mistake")
    func unfinishedPipe() throws {
        let unfinished = try run(["prompt", "--no-init"], input: "print 1\nrepeat 2\nprint 2\n")
        #expect(unfinished.status == 2)
        #expect(unfinished.errors.contains("expected `end`, found the end of the script"))
        #expect(try run(["prompt", "--no-init"], input: "repeat 2\nprint 2\nend\n").status == 0)
    }

    @Test("a script is checked before it runs, and all its mistakes are told")
    func checkFirst() throws {
        let script = "print \"it ran\"\nlayer dense 3\nfor i in 1..\nend\nplto samples\n"
        let wrong = try run(["run", "-"], input: script)
        #expect(wrong.status == 2)
        #expect(wrong.output.isEmpty)
        for message in ["expected `generator` or `discriminator`", "expected a value, found the end of the line", "unknown command `plto`"] {
            #expect(wrong.errors.contains(message))
        }
        #expect(wrong.errors.hasSuffix("standard input: 3 mistakes; nothing was run\n"))
        let right = try run(["run", "-", "--set", "n=3"], input: "let n = 1\nif n == 3\nprint \"it ran {n}\"\nquit\nend\nplto")
        #expect(right.output == "it ran 3\n" && right.status == 0)
    }

    @Test("what a script prints cannot steer the terminal")
    func escapes() throws {
        let shown = try run(["run", "-"], input: "print \"\u{1B}[2J\u{9B}31m\u{202E}\"\nshow script\nexpect 1 > 2 or \"\u{7}\" == \"\"")
        #expect(shown.output.hasPrefix("\\u{1b}[2J\\u{9b}31m\\u{202e}\n"))
        for text in [shown.output, shown.errors] {
            #expect(!text.unicodeScalars.contains { [0x07, 0x1B, 0x9B, 0x202E].contains($0.value) })
        }
    }
}
