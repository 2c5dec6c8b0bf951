import Lab
import Language

/// The verdict that the prompt told last, and where.
struct ToldVerdict {
    var name: String
    var step: Int
}

extension GanSession {
    /// Fewer steps are a beginning, whatever they look like.
    private static let fewestSteps = 200
    /// What is told without being asked for must be quite sure.
    private static let leastConfidence = 0.75

    /// After a training that ended badly, at the prompt: one line with the verdict's name, once for each way that training takes. In a
    /// lesson, and while a mystery is open, it is the learner's to find.
    func remarkOnVerdict(of experiment: Experiment) {
        guard options.runsInteractively, lesson == nil, learning.mystery == nil, experiment.step >= Self.fewestSteps else { return }
        guard let first = try? experiment.diagnosis(isQuick: true).first, first.verdict.failure != nil,
            first.confidence >= Self.leastConfidence
        else { return }
        if let told = looking.toldVerdict, told.name == first.verdict.name, told.step < experiment.step { return }
        looking.toldVerdict = ToldVerdict(name: first.verdict.name, step: experiment.step)
        output.note("\(first.verdict.name): `why` tells more\n")
    }
}
