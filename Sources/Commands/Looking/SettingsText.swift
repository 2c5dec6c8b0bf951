import Language

/// The whole recipe as plain statements, what nobody chose marked as a default: a script that makes this experiment,
/// and what a checkpoint keeps.
func settingsText(_ draft: Draft) -> String {
    let statements = draft.recipeStatements(isComplete: true)
    // What has no remark may be as long as it likes.
    let width = statements.filter { $0.origin != .chosen }.map { displayWidth($0.text) }.max() ?? 0
    let lines = statements.map { statement in
        guard statement.origin != .chosen else { return statement.text + "\n" }
        let gap = String(repeating: " ", count: width - displayWidth(statement.text) + 2)
        return statement.text + gap + "# \(statement.origin.rawValue)\n"
    }.joined()
    guard let published = type(of: draft.loss).declaration.published else { return lines }
    return lines + "# `loss \(draft.loss.name)` was published with \(published)\n"
}
