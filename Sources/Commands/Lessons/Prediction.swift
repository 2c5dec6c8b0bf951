import Lab
import Language

/// A measurement that a learner was asked to guess before it can be known.
struct Prediction {
    var measurement: String
    /// The step at which it is answered; `nil` at the end of the next training.
    var step: Int?
    /// What the learner said; `nil` where nobody was asked.
    var guess: Double?
    /// What it came to, once training was there.
    var found: Double?

    /// The question, in Markdown.
    var words: String {
        let place = step.map { "after \(grouped($0)) steps" } ?? "after the training below"
        return "**A guess.** How much will `\(measurement)` be \(place)?"
    }

    /// The answer beside the guess, which is scored kindly.
    var verdict: String? {
        guard let found else { return nil }
        let fact = "`\(measurement)` \(step.map { "after \(grouped($0)) steps" } ?? "now"): \(Value.number(found).display)"
        guard let guess else { return fact }
        let said = "you said \(Value.number(guess).display)"
        if guess == found { return "\(fact) — \(said), and so it is" }
        let isNear = abs(guess - found) <= 0.1 * max(abs(guess), abs(found)) || abs(guess - found) == 1
        return "\(fact) — \(said): \(isNear ? "close" : "a surprise worth a look")"
    }
}

/// What learning remembers from one statement to the next.
struct LearningState {
    /// Guesses that no training has answered.
    var predictions: [Prediction] = []
    /// A failure that was made without a word.
    var mystery: Mystery?
    /// That progress cannot be kept was said.
    var hasLostProgress = false
}

extension GanSession {
    /// Measures what was to be guessed for the step that was just made. Training calls this after every step.
    func answerPredictions(at experiment: Experiment, isEnd: Bool = false) {
        for index in learning.predictions.indices where learning.predictions[index].found == nil {
            let prediction = learning.predictions[index]
            guard prediction.step == experiment.step || (isEnd && prediction.step == nil) else { continue }
            learning.predictions[index].found = try? Lab.measurement(named: prediction.measurement)?.value(of: experiment)
        }
    }

    /// Tells what was found, once the training is over.
    func tellPredictions() {
        for verdict in learning.predictions.compactMap(\.verdict) { output.receive(.passage(.words(verdict))) }
        learning.predictions.removeAll { $0.found != nil }
    }
}
