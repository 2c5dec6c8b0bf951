import Declarations
import Lab
import Language

// What `break`, `fix` and `guess` have in common: the names of failures, and what a recipe has to do with each.

/// Names of failures: those that can be made first, in their order.
let failureNames: [String] = {
    let made = sabotageCatalogue.map(\.name)
    return made + Failure.allCases.map(\.rawValue).filter { !made.contains($0) }
}()

extension ArgumentDeclaration {
    static func failure(_ summary: String) -> ArgumentDeclaration {
        .value("failure", .word(failureNames), isOptional: true, summary: summary)
    }
}

extension BoundArguments {
    /// The failure that the line names; `nil` where it names none.
    var failure: Failure? { has("failure") ? Failure(rawValue: word("failure")) : nil }
}

extension GanSession {
    /// The recipe as described so far; `nil` in a check that does not know it, behind which nothing is known.
    func recipeToChange(at span: Span) throws(Diagnostic) -> Recipe? {
        guard isCheckOnly, draft.isUnknown else { return try draft.recipe(at: span) }
        draft.isUnknown = true
        return nil
    }

    /// Why a failure cannot be made here, with lines that lead to where it can.
    func refusal(of sabotage: Sabotage, in recipe: Recipe, at span: Span) -> Diagnostic {
        refusal(of: sabotage.name, missing: sabotage.nearestWay(to: recipe)?.missing(in: recipe) ?? [], at: span)
    }

    /// Why a failure cannot exist here, by what the recipe lacks for it.
    func refusal(of name: String, missing: [Habitat], at span: Span) -> Diagnostic {
        Diagnostic(
            "`\(name)` cannot exist in this recipe: it needs \(missing.map(\.words).joined(separator: ", and "))", at: span,
            help: ["to come there, type \(missing.flatMap(\.wayThere).map { "`\($0.trimmingPrefix("  "))`" }.joined(separator: ", "))"], category: .unavailable)
    }

    /// Lines that were typed, as a person would paste them.
    func tell(typed lines: [String]) { output.receive(.script(lines.map { $0 + "\n" }.joined())) }
}

extension Sabotage.Way {
    /// `` `train 500` shows it: `gradient.generator < 0.05` ``.
    func promise(in recipe: Recipe) -> String {
        "`train \(steps)` shows it: " + (shown.map { "`\($0(recipe))`" } ?? "it ends in no number")
    }
}
