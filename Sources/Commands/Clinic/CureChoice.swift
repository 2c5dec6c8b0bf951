import Declarations
import Lab
import Language

// Which cure is offered: `fix` types it, `diagnose` prints it.

extension GanSession {
    /// The first remedy that changes something here, and the lines that do.
    ///
    /// One is passed by where the recipe's check would refuse it or warn of something new.
    func cure(of failure: Failure, in recipe: Recipe) throws(Diagnostic) -> (remedy: Remedy, lines: [String])? {
        let known = Set(((try? RecipeCheck(recipe, memoryLimit: .max))?.warnings ?? []).map(\.message))
        for remedy in Remedy.against(failure) {
            guard let statements = remedy.statements(for: recipe) else { continue }
            let lines = try changing(statements, origin: "fix \(failure.rawValue)")
            if !lines.isEmpty, suits(lines, known) { return (remedy, lines) }
        }
        return nil
    }

    /// Whether the recipe can be trained with these lines as well, without a warning beside those that are known. A layer that was typed
    /// again has another line, and the same is said of it: messages are compared.
    private func suits(_ lines: [String], _ known: Set<String>) -> Bool {
        let before = knowledge
        defer { knowledge = before }
        guard (try? interpreter.readRecipe(Source(name: FixCommand.declaration.name, text: lines.joined(separator: "\n")))) != nil,
            let dataset = draft.dataset, let check = try? RecipeCheck(draft.recipe(for: dataset), memoryLimit: .max)
        else { return false }
        return check.warnings.allSatisfy { known.contains($0.message) }
    }

    /// Says of a cure that nobody tried here that it is known from its source alone.
    func tellWhetherMeasured(_ remedy: Remedy) {
        if !remedy.isMeasured { output.say("known from its source, not measured here") }
    }
}
