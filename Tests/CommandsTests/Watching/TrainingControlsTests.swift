import Figures
import Foundation
import Lab
import Language
import Testing

@testable import Commands

@Suite("Keys while a training is watched")
struct TrainingControlsTests {
    /// Someone who presses keys at certain steps, and others while the training pauses.
    private final class Person: SessionOutput, Keyboard {
        weak var session: GanSession?
        /// Keys by the step after which they are pressed, each once.
        var atSteps: [Int: KeyPress] = [:]
        var inPauses: [KeyPress] = []
        /// The steps at which the training paused.
        var pauses: [Int] = []
        var frames: [[String]] = []
        var notes = ""
        /// What was typed, as a session file has it.
        var transcript: [String] = []
        var opened = 0
        var closed = 0
        var isThere = true
        let showsFrames = true

        var keyboard: (any Keyboard)? { self }

        func open() -> Bool {
            if isThere { opened += 1 }
            return isThere
        }

        func close() { closed += 1 }

        func press(within limit: Duration?) -> KeyPress? {
            guard let step = session?.experiment?.step else { return nil }
            guard limit == nil else { return atSteps.removeValue(forKey: step) }
            // Who has nothing more to say ends it, lest the test waits for ever.
            return inPauses.isEmpty ? .character("q") : inPauses.removeFirst()
        }

        func receive(_ event: SessionEvent) {
            switch event {
            case .controls(let line?): if let pause = line.pause { pauses.append(pause.step) }
            case .frame(let figures): frames.append(figures.map(\.kind))
            case .remark(let text): notes += text
            default: break
            }
        }
    }

    private func run(_ script: String, _ person: Person) throws -> (bits: [[UInt32]], step: Int, failure: Diagnostic?) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gan-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var options = SessionOptions(outputFolder: folder)
        options.runsInteractively = true
        let session = GanSession(options: options, output: person)
        defer { session.close() }
        person.session = session
        var failure: Diagnostic?
        do { try session.run(Source(name: "test.gan", text: script)) } catch { failure = error }
        person.transcript = session.transcript
        let experiment = try #require(session.experiment)
        let isFree = session.looking.controls == nil && person.opened == person.closed
        #expect(isFree)
        return (experiment.networks.flatMap { $0.parameters.map { $0.values.map(\.bitPattern) } }, experiment.step, failure)
    }

    private static let beginning = "data ring\nbatch 8\nwatch losses samples every 1000\n"

    /// The weights after so many steps that nobody steered.
    private func straight(_ steps: Int) throws -> [[UInt32]] {
        let person = Person()
        person.isThere = false
        return try run(Self.beginning + "train \(steps)", person).bits
    }

    @Test("a pause, single steps and going on change no bit")
    func pause() throws {
        let person = Person()
        person.atSteps = [5: .character(" ")]
        person.inPauses = [.character("s"), .redraw, .character("s"), .character("x"), .character(" ")]
        let (bits, step, failure) = try run(Self.beginning + "train 12", person)
        #expect(failure == nil && step == 12)
        #expect(person.pauses == [5, 6, 6, 7])
        // Each of these is seen, however seldom it was asked for.
        #expect(person.frames.count >= 4)
        let expected = try straight(12)
        #expect(bits == expected)
    }

    @Test("arrows go back and forth over the kept steps, and going on from there ends where it was to end, with the same bits")
    func arrows() throws {
        let person = Person()
        person.atSteps = [230: .left]
        person.inPauses = [.left, .right, .right, .right, .left, .left, .left, .left, .right, .character(" ")]
        let (bits, step, failure) = try run(Self.beginning + "train 250", person)
        #expect(failure == nil && step == 250)
        #expect(person.pauses == [200, 100, 200, 230, 200, 100, 0, 100])
        let expected = try straight(250)
        #expect(bits == expected)
    }

    @Test("`q` ends the training where it stands, like Ctrl-C, also in a pause and after going back")
    func end() throws {
        let running = Person()
        running.atSteps = [7: .character("q")]
        let (_, step, failure) = try run(Self.beginning + "train 20", running)
        #expect(step == 7 && failure?.message == "interrupted at step 7; the weights are kept")
        #expect(failure?.help == ["`train 13` makes the other 13 steps"])
        let back = Person()
        back.atSteps = [150: .character("p")]
        back.inPauses = [.left, .character("q")]
        let (bits, earlier, ended) = try run(Self.beginning + "train 300", back)
        let expected = try straight(100)
        #expect(earlier == 100 && bits == expected)
        #expect(ended?.help == ["`train 200` makes the other 200 steps"])
    }

    @Test("going back ends where this training began: what lies behind may have another recipe", arguments: [
        "train 150\nloss lsgan\ntrain 100", "train 150\ntrain 100",
    ])
    func beginning(_ trainings: String) throws {
        let person = Person()
        person.atSteps = [200: .left]
        person.inPauses = [.left, .character(" ")]
        let (bits, step, failure) = try run(Self.beginning + trainings, person)
        #expect(failure == nil && step == 250)
        #expect(person.pauses == [150] && !person.notes.contains("is back"))
        let alone = Person()
        alone.isThere = false
        let expected = try run(Self.beginning + trainings, alone).bits
        #expect(bits == expected)
    }

    @Test("steps of one network alone are written down as such, also in a block; what was gone back behind is not")
    func alone() throws {
        for (beginning, training, end) in [("", "train 12", ""), ("repeat 1\n", "train 12", "\nend")] {
            let person = Person()
            person.atSteps = [5: .character(" ")]
            person.inPauses = [.character("d"), .character("d"), .character("g"), .character(" ")]
            let (bits, step, failure) = try run(Self.beginning + beginning + training + end, person)
            #expect(failure == nil && step == 12)
            #expect(person.transcript.suffix(4) == ["train 5", "step discriminator 2", "step generator 1", "train 4"])
            let again = Person()
            again.isThere = false
            let expected = try run(person.transcript.map { $0 + "\n" }.joined(), again).bits
            #expect(bits == expected)
        }
        let back = Person()
        back.atSteps = [5: .character(" ")]
        back.inPauses = [.character("d"), .left, .character(" ")]
        let (bits, _, _) = try run(Self.beginning + "train 12", back)
        let expected = try straight(12)
        #expect(bits == expected && back.transcript.last == "train 12")
    }

    @Test("Tab gives one figure after the other the window, and then all of them")
    func focus() throws {
        let person = Person()
        person.atSteps = [1: .character(" ")]
        person.inPauses = [.character("\t"), .character("\t"), .character("\t"), .character(" ")]
        _ = try run(Self.beginning + "train 2", person)
        #expect(person.frames == [["losses", "samples"], ["losses"], ["samples"], ["losses", "samples"], ["losses", "samples"]])
    }

    @Test("slowed down, each step is seen")
    func slow() throws {
        let person = Person()
        person.atSteps = [1: .character("-")]
        _ = try run(Self.beginning + "train 4", person)
        #expect(person.frames.count == 4)
    }

    @Test("a condition that holds ends a training that was steered, and one without a watch has no keys")
    func others() throws {
        let person = Person()
        person.atSteps = [3: .character(" ")]
        person.inPauses = [.character("s"), .character(" ")]
        let (_, step, failure) = try run(Self.beginning + "train 50 until step >= 9", person)
        #expect(step == 9 && failure == nil)
        let plain = Person()
        plain.atSteps = [3: .character("q")]
        _ = try run("data ring\nbatch 8\ntrain 5", plain)
        #expect(plain.opened == 0 && plain.atSteps.count == 1)
    }
}
