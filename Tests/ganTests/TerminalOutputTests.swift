import Commands
import Figures
import Language
import Testing

@testable import gan

@Suite("What lands on the terminal")
struct TerminalOutputTests {
    final class Tape {
        var text = ""
        var time = 0.0

        func output(live: Bool = true, quiet: Bool = false, columns: Int = 20) -> TerminalOutput {
            TerminalOutput(
                screen: .init(
                    writeResult: { self.text += $0 }, writeRemark: { self.text += $0 }, redrawsResults: live,
                    hasLiveLine: live, columns: { columns }, now: { self.time }), isQuiet: quiet)
        }
    }

    @Test("a message goes above the live line, and the last live line stays")
    func messagesAbove() {
        let tape = Tape()
        let output = tape.output()
        output.progress("10%")
        output.write("result\n")
        output.progress(nil)
        #expect(tape.text == "\r10%\u{1B}[K\r\u{1B}[Kresult\n\r10%\u{1B}[K\n")
    }

    @Test("a training that showed how far it is leaves its last line standing, a short one leaves none")
    func training() {
        func progress(_ done: Int, isOver: Bool = false) -> SessionEvent {
            .progress(TrainingProgress(done: done, steps: 9, seconds: 1, rate: 3, numbers: TrainingNumbers(), isOver: isOver))
        }
        let tape = Tape()
        let output = tape.output(columns: 80)
        output.receive(progress(9, isOver: true))
        #expect(tape.text.isEmpty)
        output.receive(progress(3))
        #expect(tape.text.hasPrefix("\rtrain  33%") && tape.text.hasSuffix("\u{1B}[K"))
        tape.text = ""
        output.receive(progress(9, isOver: true))
        #expect(tape.text.hasPrefix("\rtrain 100%") && tape.text.hasSuffix("\u{1B}[K\n"))
        // Without a live line each look is a line, and the end says nothing.
        let paper = Tape()
        let file = paper.output(live: false)
        file.receive(progress(3))
        file.receive(progress(9, isOver: true))
        #expect(paper.text.hasPrefix("train  33%") && paper.text.count { $0 == "\n" } == 1)
    }

    @Test("a wide table fits the window; without one it stays whole")
    func tables() {
        let table = TextTable(header: ["step", "loss.generator", "loss.discriminator"], rows: [["1", "2", "3"]])
        for hasWindow in [true, false] {
            let tape = Tape()
            var screen = TerminalOutput.Screen(
                writeResult: { tape.text += $0 }, writeRemark: { _ in }, redrawsResults: false, hasLiveLine: false,
                columns: { 80 }, now: { 0 })
            screen.hasWindow = hasWindow
            let output = TerminalOutput(screen: screen, terminal: Terminal(mode: .none, columns: 30), isQuiet: false)
            output.receive(.table(table))
            #expect(tape.text.split(separator: "\n").count == (hasWindow ? 4 : 2))
        }
    }

    @Test("a live line never wraps")
    func cut() {
        let tape = Tape()
        tape.output(columns: 5).progress("123456789")
        #expect(tape.text == "\r1234\u{1B}[K")
    }

    @Test("a watched figure is drawn in its own place, at most ten times a second, and its last frame is shown")
    func watched() {
        let tape = Tape()
        let output = tape.output()
        output.show(frame: "a\nb\n")
        tape.time = 0.05
        output.show(frame: "late\nc\n")
        #expect(tape.text == "a\nb\n")
        tape.text = ""
        tape.time = 0.2
        output.show(frame: "d\ne\n")
        #expect(tape.text == "\u{1B}[2A\rd\u{1B}[K\ne\u{1B}[K\n\u{1B}[J")
        tape.text = ""
        tape.time = 0.21
        output.show(frame: "f\ng\n")
        output.progress(nil)
        #expect(tape.text == "\u{1B}[2A\rf\u{1B}[K\ng\u{1B}[K\n\u{1B}[J")
        tape.text = ""
        tape.time = 1
        output.show(frame: "new\n")
        #expect(tape.text == "new\n")
    }

    @Test("large frames come less often, and so do all frames on a slow line")
    func bounded() {
        let tape = Tape()
        let output = tape.output(columns: 80)
        func drawn(at time: Double, _ block: String) -> Bool {
            tape.time = time
            tape.text = ""
            output.show(frame: block)
            return !tape.text.isEmpty
        }
        let large = String(repeating: "x", count: 512_000) + "\n"
        #expect(output.isReadyForFrame && drawn(at: 0, large))
        tape.time = 1.9
        #expect(!output.isReadyForFrame)
        #expect(!drawn(at: 1.9, "y\n") && drawn(at: 2.1, "z\n"))
        // Half a second of writing is followed by two of rest.
        let slow = Tape()
        let screen = TerminalOutput.Screen(
            writeResult: { slow.text += $0; slow.time += 0.5 }, writeRemark: { _ in }, redrawsResults: true,
            hasLiveLine: true, columns: { 80 }, now: { slow.time })
        let other = TerminalOutput(screen: screen, isQuiet: false)
        other.show(frame: "a\n")
        slow.time = 2.4
        #expect(!other.isReadyForFrame)
        slow.time = 2.6
        #expect(other.isReadyForFrame)
    }

    @Test("a frame that shows what stands there already is not sent again")
    func unchanged() {
        let tape = Tape()
        let output = tape.output()
        output.show(frame: "a\n")
        tape.time = 1
        tape.text = ""
        output.show(frame: "a\n")
        #expect(tape.text.isEmpty)
        output.write("result")
        tape.time = 2
        tape.text = ""
        output.show(frame: "a\n")
        #expect(tape.text == "a\n")
    }

    @Test("a picture of pixels is replaced in its own rows, which it makes itself")
    func pixels() {
        let tape = Tape()
        let output = tape.output(columns: 20)
        let picture = "\n\n\n\u{1B}[3A\u{1B}7\u{1B}_Ga=T;" + String(repeating: "A", count: 400) + "\u{1B}\\\u{1B}8\u{1B}[3B\r"
        output.show(frame: picture)
        #expect(tape.text == picture)
        tape.text = ""
        tape.time = 1
        output.show(frame: picture + "\r")
        #expect(tape.text.hasPrefix("\u{1B}[3A\r\u{1B}[K\n\u{1B}[K\n\u{1B}[K\n\u{1B}[3A\u{1B}7") && tape.text.hasSuffix("\u{1B}[3B\r\r\u{1B}[J"))
    }

    @Test("colours take no room, wide letters take two columns, and a wrapped line is two rows")
    func rows() {
        #expect(visibleWidth("\u{1B}[31mred\u{1B}[0m 画") == 6)
        let tape = Tape()
        let output = tape.output(columns: 4)
        output.show(frame: "12345\n")
        tape.text = ""
        tape.time = 1
        output.show(frame: "x\n")
        #expect(tape.text == "\u{1B}[2A\rx\u{1B}[K\n\u{1B}[J")
    }

    @Test("a frame is cleared line by line, behind what each line shows, and nothing is cleared behind a full one")
    func cleared() {
        let tape = Tape()
        let output = tape.output(columns: 4)
        output.show(frame: "a\n\nb\n")
        tape.text = ""
        tape.time = 1
        output.show(frame: "1234\n\n\u{1B}[31m12345\u{1B}[0m\n")
        #expect(tape.text == "\u{1B}[3A\r1234\n\u{1B}[K\n\u{1B}[31m12345\u{1B}[0m\u{1B}[K\n\u{1B}[J")
    }

    @Test("without a terminal nothing is erased or redrawn")
    func plain() {
        let tape = Tape()
        let output = tape.output(live: false)
        #expect(!output.hasLiveLine)
        #expect(!output.showsFrames)
        output.note("remark")
        output.write("result")
        #expect(tape.text == "remark\nresult\n")
    }

    @Test("quiet leaves results and failures")
    func quiet() {
        let tape = Tape()
        let output = tape.output(quiet: true)
        output.note("remark")
        output.progress("10%")
        output.warn(Diagnostic("wrong"))
        output.write("result")
        #expect(tape.text == "error: wrong\nresult\n")
    }

    @Test("a warning is coloured where errors are")
    func warning() {
        for hasColor in [false, true] {
            let tape = Tape()
            var screen = TerminalOutput.Screen(
                writeResult: { _ in }, writeRemark: { tape.text += $0 }, redrawsResults: true, hasLiveLine: true,
                columns: { 80 }, now: { 0 })
            screen.hasColor = hasColor
            let warning = Diagnostic("too fast", severity: .warning)
            TerminalOutput(screen: screen, isQuiet: false).warn(warning)
            #expect(tape.text == warning.render(color: hasColor) + "\n")
        }
    }

    @Test("remarks and errors are broken between words where a window shows them", arguments: [true, false])
    func narrow(_ hasLiveLine: Bool) {
        let tape = Tape()
        let screen = TerminalOutput.Screen(
            writeResult: { _ in }, writeRemark: { tape.text += $0 }, redrawsResults: hasLiveLine, hasLiveLine: hasLiveLine,
            columns: { 20 }, now: { 0 })
        let output = TerminalOutput(screen: screen, isQuiet: false)
        output.note("`show model` prints a network\n")
        output.warn(Diagnostic("expected another word"))
        #expect(tape.text == (hasLiveLine
            ? "`show model` prints\na network\nerror: expected\n  another word\n"
            : "`show model` prints a network\nerror: expected another word\n"))
    }

    @Test("letters beyond ASCII need a terminal and a locale that have them")
    func plainLetters() {
        typealias Screen = TerminalOutput.Screen
        #expect(!Screen.isPlain(["TERM": "xterm", "LANG": "de_CH.UTF-8"], graphics: .blocks))
        #expect(Screen.isPlain(["TERM": "xterm", "LANG": "de_CH.UTF-8"], graphics: .ascii))
        #expect(Screen.isPlain(["TERM": "xterm", "LC_ALL": "C", "LANG": "de_CH.UTF-8"], graphics: .none))
        #expect(Screen.isPlain(["TERM": "dumb", "LANG": "de_CH.UTF-8"], graphics: .none))
    }

    @Test("words cannot steer the terminal, what the program draws can")
    func steering() {
        let tape = Tape()
        let output = tape.output(live: false)
        output.write("a\u{1B}[2J\tb\n")
        output.note("\u{7}\n")
        output.progress("\u{9B}1m")
        output.warn(Diagnostic("`\u{8}`"))
        #expect(tape.text == "a\\u{1b}[2J\tb\n\\u{7}\n\\u{9b}1m\nerror: `\\u{8}`\n")
        tape.text = ""
        output.terminal = Terminal(mode: .blocks, columns: 40, rows: 12, color: .truecolor)
        let plot = LinePlot(series: [.init(name: "a\u{1B}[2J", x: [0, 1], y: [0, 1])])
        output.receive(.figure(ShownFigure(Figure(title: "b\u{9B}1m", .lines(plot)), kind: "samples")))
        #expect(tape.text.contains("\u{1B}[0;38;2;"))
        #expect(!tape.text.contains("\u{1B}[2J") && !tape.text.unicodeScalars.contains("\u{9B}"))
    }
}
