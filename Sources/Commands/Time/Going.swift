import Declarations
import Lab
import Language

extension GanSession {
    /// Takes the experiment to a step of its way, and the draft to what that step was made under. Everything is as it was when
    /// this throws.
    ///
    /// - Parameters:
    ///   - asMade: under the recipe that the step was made under, where training went on from it under another.
    ///   - span: where the step was named.
    func go(to step: Int, asMade: Bool = false, at span: Span) throws {
        guard let experiment else { throw Diagnostic(.nothingToGoBackTo, at: span, category: .unavailable) }
        // Nobody may have trained under what stands here; the way back needs its words all the same.
        if let recipe = try? draft.recipe(at: span), recipe == experiment.recipe { time.drafts.note(draft, of: recipe) }
        do {
            guard try experiment.rewind(to: step, asMade: asMade, interrupted: { isInterrupted }) else {
                isInterrupted = false
                throw Diagnostic(
                    "interrupted on the way to step \(step); everything is as it was", at: span, severity: .note,
                    category: .interruption)
            }
        } catch let refusal as Refusal {
            throw Diagnostic(refusal, at: span, category: .unavailable)
        }
        guard let earlier = time.drafts.draft(of: experiment.recipe) else { return }
        let conditions = draft.stopConditions
        draft = earlier
        draft.stopConditions = conditions
        scriptSeedOfWeights = draft.scriptSeed
    }

    /// In a check: whether all steps so far were made under the recipe as it stands; else only a run knows which one comes back with a
    /// step.
    var knowsRecipeOfSteps: Bool { checkedRun.trainedStatements == [draft.statements] }

    /// Says which statements of the recipe are others than before.
    func tellChanges(since before: Draft) {
        guard let experiment, draft.statements != before.statements else { return }
        let changed = draft.statements.filter { !before.statements.contains($0) }
        let words = changed.isEmpty ? "" : ": " + changed.prefix(3).map { "`\($0.trimmingCharacters(in: .whitespaces))`" }.joined(separator: ", ")
        output.note("the recipe of step \(experiment.step) is back\(words)\(changed.count > 3 ? ", …" : "")\n")
    }
}

extension Refusal {
    static let nothingToGoBackTo = Refusal("no training step has been made yet", help: "`train 100`, then there is a way back")
}
