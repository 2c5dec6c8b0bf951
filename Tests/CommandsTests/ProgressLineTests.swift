import Language
import Networks
import Testing

@testable import Commands

@Suite("The line of a running training")
struct ProgressLineTests {
    private let numbers = TrainingNumbers(losses: [.init(.discriminator, 0.61), .init(.generator, 1.22)], modes: 5, modeCount: 8)

    private func line(
        _ done: Int, of steps: Int, seconds: Double, rate: Double?, _ numbers: TrainingNumbers = TrainingNumbers(losses: [.init(.discriminator, 0.61)]),
        isPlain: Bool = false
    ) -> String {
        TrainingProgress(done: done, steps: steps, seconds: seconds, rate: rate, numbers: numbers).line(isPlain: isPlain)
    }

    @Test("share, bar, steps, time gone and left, speed, and the figures last")
    func text() {
        #expect(
            line(210, of: 500, seconds: 3, rate: 71, numbers)
                == "train  42%|████▏     | 210/500 [00:03<00:04, 71 step/s] D 0.61 G 1.22 modes 5/8")
        #expect(
            line(25, of: 50, seconds: 50, rate: 0.5)
                == "train  50%|█████     | 25/50 [00:50<00:50, 2.0 s/step] D 0.61")
    }

    @Test("a terminal without Unicode gets ASCII")
    func plain() {
        let text = line(210, of: 500, seconds: 3, rate: 71, isPlain: true)
        #expect(text == "train  42%|####      | 210/500 [00:03<00:04, 71 step/s] D 0.61")
    }

    @Test("no end is foretold in the first half second, nor without a speed")
    func patience() {
        #expect(line(1, of: 500, seconds: 0.2, rate: 0.002).contains("[00:00<?, "))
        #expect(line(1, of: 500, seconds: 3, rate: nil).contains("[00:03<?, ? step/s]"))
    }

    @Test("it fits 80 columns: the bar gives way to the figures", arguments: [
        (500, 71.0), (20_000, 812.0), (100_000, 1234.0), (1_000_000, 1234.0),
    ])
    func width(_ steps: Int, _ rate: Double) {
        for share in 0...10 {
            let numbers = TrainingNumbers(losses: [.init(.discriminator, -0.61), .init(.generator, 12.22)], modes: 25, modeCount: 25)
            let text = line(steps * share / 10, of: steps, seconds: 125, rate: rate, numbers)
            #expect(displayWidth(text) <= 80 || steps >= 1_000_000, "\(text)")
            #expect(text.hasSuffix("modes 25/25"))
        }
    }

    @Test("the rate follows what was measured by three tenths of the way")
    func smoothing() {
        var rate = SmoothedRate()
        #expect(rate.value == nil)
        rate.add(50, in: 0)
        #expect(rate.value == nil)
        rate.add(50, in: 0.5)
        #expect(rate.value == 100)
        rate.add(200, in: 1)
        #expect(rate.value == 130)
    }

    @Test("the closing line fits 80 columns, or is two")
    func closing() {
        var numbers = TrainingNumbers(losses: [.init(.discriminator, 0.61), .init(.generator, 1.22)], modes: 8, modeCount: 8, quality: 0.98)
        let shown = "D 0.61 G 1.22 modes 8/8 quality 0.98"
        #expect(
            FinishedTraining(.allSteps(2000), step: 2000, seconds: 1.6, numbers: numbers).text
                == "trained 2000 steps to step 2000 (1.6 s): \(shown)\n")
        let long = FinishedTraining(.condition("modes >= 8 and quality > 0.9"), step: 12000, seconds: 721, numbers: numbers)
        #expect(long.text == "stopped at step 12000: modes >= 8 and quality > 0.9 holds (12:01):\n  \(shown)\n")
        let found = FinishedTraining(.condition("gradient.generator > 100", found: "gradient.generator = 132.4"), step: 9, seconds: 1, numbers: numbers)
        #expect(found.text == "stopped at step 9: gradient.generator > 100 holds (1.0 s):\n  gradient.generator = 132.4, \(shown)\n")
        numbers = TrainingNumbers(losses: [.init(.generator, 123_456)])
        #expect(FinishedTraining(.allSteps(1), step: 7, seconds: 0, numbers: numbers).text == "trained 1 step to step 7 (0.0 s): G 1.2e+05\n")
    }
}
