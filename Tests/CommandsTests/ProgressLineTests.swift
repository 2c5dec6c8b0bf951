import Language
import Testing

@testable import Commands

@Suite("The line of a running training")
struct ProgressLineTests {
    private func line(steps: Int, rate: Double, isPlain: Bool = false) -> ProgressLine {
        var line = ProgressLine(steps: steps, isPlain: isPlain)
        line.note(steps: Int(rate * 10), seconds: 10)
        return line
    }

    @Test("share, bar, steps, time gone and left, speed, and the figures last")
    func text() {
        #expect(
            line(steps: 500, rate: 71).text(done: 210, elapsed: 3, figures: "D 0.61 G 1.22 modes 5/8")
                == "train  42%|████▏     | 210/500 [00:03<00:04, 71 step/s] D 0.61 G 1.22 modes 5/8")
        #expect(
            line(steps: 50, rate: 0.5).text(done: 25, elapsed: 50, figures: "D 0.61")
                == "train  50%|█████     | 25/50 [00:50<00:50, 2.0 s/step] D 0.61")
    }

    @Test("a terminal without Unicode gets ASCII")
    func plain() {
        let text = line(steps: 500, rate: 71, isPlain: true).text(done: 210, elapsed: 3, figures: "D 0.61")
        #expect(text == "train  42%|####      | 210/500 [00:03<00:04, 71 step/s] D 0.61")
    }

    @Test("no end is foretold in the first half second, nor without a speed")
    func patience() {
        #expect(line(steps: 500, rate: 0.002).text(done: 1, elapsed: 0.2, figures: "").contains("[00:00<?, "))
        #expect(ProgressLine(steps: 500).text(done: 1, elapsed: 3, figures: "").contains("[00:03<?, ? step/s]"))
    }

    @Test("it fits 80 columns: the bar gives way to the figures", arguments: [
        (500, 71.0), (20_000, 812.0), (100_000, 1234.0), (1_000_000, 1234.0),
    ])
    func width(_ steps: Int, _ rate: Double) {
        for share in 0...10 {
            let text = line(steps: steps, rate: rate).text(
                done: steps * share / 10, elapsed: 125, figures: "D -0.61 G 12.22 modes 25/25")
            #expect(displayWidth(text) <= 80 || steps >= 1_000_000, "\(text)")
            #expect(text.hasSuffix("modes 25/25"))
        }
    }

    @Test("the closing line fits 80 columns, or is two")
    func closing() {
        let figures = "D 0.61 G 1.22 modes 8/8 quality 0.98"
        #expect(
            TrainingProgress.closing("trained 2000 steps to step 2000", elapsed: "1.6 s", figures: figures)
                == "trained 2000 steps to step 2000 (1.6 s): \(figures)\n")
        let long = TrainingProgress.closing(
            "stopped at step 12000: modes >= 8 and quality > 0.9 holds", elapsed: "12:01", figures: figures)
        #expect(long == "stopped at step 12000: modes >= 8 and quality > 0.9 holds (12:01):\n  \(figures)\n")
    }
}
