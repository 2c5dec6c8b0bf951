import Lab
import Language

extension GanSession {
    /// Of some statements of a recipe those that would change it here, in their order; the session stays as it was.
    ///
    /// A network and its layers are one: they stand or fall together.
    func changing(_ lines: [String], origin: String) throws(Diagnostic) -> [String] {
        let before = knowledge
        defer { knowledge = before }
        var changing: [String] = []
        let start = draft.dataset.map { draft.recipe(for: $0) }
        for group in lines.statementGroups {
            let recipe = draft.dataset.map { draft.recipe(for: $0) }
            try interpreter.readRecipe(Source(name: origin, text: group.joined(separator: "\n")))
            if recipe != draft.dataset.map({ draft.recipe(for: $0) }) { changing += group }
        }
        // A line may undo what one before it did.
        return start == draft.dataset.map { draft.recipe(for: $0) } ? [] : changing
    }

    /// Types statements that a word stands for: the record of what was typed has them in place of the word.
    func type(_ lines: [String], origin: String) throws(Diagnostic) {
        try run(Source(name: origin, text: lines.joined(separator: "\n")))
    }

    /// `reset` where there are weights that learned something under another recipe.
    var resetIfTrained: [String] {
        isCheckOnly || (experiment?.step ?? 0) > 0 || experiment?.failedStretch != nil ? [ResetCommand.declaration.name] : []
    }
}

extension [String] {
    /// Lines of layers with the network that they describe.
    fileprivate var statementGroups: [[String]] {
        reduce(into: []) { groups, line in
            if line.hasPrefix(" "), !groups.isEmpty { groups[groups.count - 1].append(line) } else { groups.append([line]) }
        }
    }
}
