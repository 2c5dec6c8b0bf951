import Declarations
import Lab
import Language

/// `break mode-collapse`: a failure on purpose.
enum BreakCommand: Command {
    static let declaration = CommandDeclaration(
        "break", summary: "makes a failure on purpose: types what causes it, prints that, and says why; alone, lists what can be made here",
        group: "clinic",
        arguments: [.failure("which; alone, those that can exist in this recipe")],
        examples: ["data ring\nbreak discriminator-too-weak\ntrain 50\nmeasure score.fake quality", "data digits\nbreak"],
        notes: [
            "what it types stands in the script in place of the word; `fix` undoes the failure",
            "`gan break-fix` measures how often each shows, and how often its cure holds; the page is `lessons/BREAK-AND-FIX.md`",
        ],
        changes: [.init("data"), .init("updates"), .networks, .loss, .penalty, .trick, .optimizer, .ratio, .steps], isRecorded: false)

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        try session.requireNoMystery(at: arguments.span)
        guard let failure = arguments.failure else { return try session.listSabotages(at: arguments.span) }
        guard let sabotage = sabotage(of: failure) else {
            throw arguments.error(
                "nothing here makes `\(failure.rawValue)` on purpose", at: "failure", help: ["`break` alone lists what can be made"], category: .unavailable)
        }
        guard let recipe = try session.recipeToChange(at: arguments.span) else { return }
        guard let way = sabotage.way(in: recipe) else { throw session.refusal(of: sabotage, in: recipe, at: arguments.span) }
        let origin = "break \(sabotage.name)"
        let lines = try session.changing(way.cause(recipe), origin: origin)
        let typed = lines.isEmpty ? [] : lines + session.resetIfTrained
        try session.type(typed, origin: origin)
        guard !session.isCheckOnly else { return }
        session.output.say(lines.isEmpty ? "this recipe has all that makes \(sabotage.name): \(way.reason)" : "\(sabotage.name): \(way.reason)")
        if !typed.isEmpty { session.tell(typed: typed) }
        let broken = try session.draft.recipe(at: arguments.span)
        session.output.say(way.promise(in: broken))
        let before = recipe.risks(of: failure).map(\.sentence)
        for risk in broken.risks(of: failure) where !before.contains(risk.sentence) { session.output.say("\(risk.sentence) (\(risk.source))") }
        session.output.say("source: \(way.source)")
    }
}

extension GanSession {
    /// Every failure that can be made: whether here, and what shows it.
    fileprivate func listSabotages(at span: Span) throws(Diagnostic) {
        guard let recipe = try recipeToChange(at: span), !isCheckOnly else { return }
        var table = TextTable(header: ["failure", "here", "train", "shows it"], leftColumns: [0, 1, 3])
        for sabotage in sabotageCatalogue {
            let way = sabotage.way(in: recipe)
            guard let told = way ?? sabotage.nearestWay(to: recipe) else { continue }
            let needs = told.missing(in: recipe).map(\.words).joined(separator: ", and ")
            table.rows.append([
                sabotage.name, way == nil ? "no" : "yes", way == nil ? "" : grouped(told.steps),
                way == nil ? "needs " + needs : told.shown?(recipe) ?? "it ends in no number",
            ])
        }
        output.receive(.table(table))
    }
}
