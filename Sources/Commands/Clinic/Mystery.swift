import Declarations
import Foundation
import Lab
import Language

/// A failure that was made without a word, for somebody to find out.
///
/// While it is open nothing tells the recipe: warnings are held back, and what would print it refuses. The script has the word with its
/// seed, which does the same again; once the mystery is solved, the script has what it typed in its place.
struct Mystery {
    let seed: UInt64
    let failure: Failure
    let way: Sabotage.Way
    let recipe: Recipe
    /// What was typed.
    let lines: [String]
    /// The names of all failures that it may have been.
    let possible: [String]
    var guesses = 0

    /// As the script has it.
    var statement: String { "\(MysteryCommand.declaration.name) \(seed)" }

    /// Whether this name is right: its own, or that of another side of the same thing.
    func isMeant(by failure: Failure) -> Bool {
        failure == self.failure
            || verdictCatalogue.contains { $0.failure == self.failure && $0.equivalents.contains(failure.rawValue) }
    }
}

extension GanSession {
    /// Somebody is finding out what is wrong. A check knows of it where nobody can have found out by then.
    var isMysteryOpen: Bool { isCheckOnly ? checkedRun.isMysteryOpen : learning.mystery != nil }

    /// Nothing that would tell the recipe may be asked while a mystery is open.
    func requireNoMystery(at span: Span) throws(Diagnostic) {
        guard isMysteryOpen else { return }
        throw Diagnostic(
            "a mystery is open, and this would tell what it did", at: span,
            help: ["`guess` and the name of a failure; `guess reveal` gives up"], category: .unavailable)
    }

    /// A sentence that would name the loss, without its name while a mystery is open.
    func withoutLoss(_ sentence: String, of experiment: Experiment) -> String {
        guard isMysteryOpen else { return sentence }
        return sentence.replacingOccurrences(of: "`loss \(experiment.recipe.loss.name)`", with: "this loss")
    }

    /// The failures that can be made in a recipe and are not there already, each with what it takes.
    func possibleMysteries(in recipe: Recipe) throws(Diagnostic) -> [(sabotage: Sabotage, way: Sabotage.Way, lines: [String])] {
        var found: [(Sabotage, Sabotage.Way, [String])] = []
        for sabotage in sabotageCatalogue {
            guard let way = sabotage.way(in: recipe) else { continue }
            let lines = try changing(way.cause(recipe), origin: MysteryCommand.declaration.name)
            if !lines.isEmpty { found.append((sabotage, way, lines)) }
        }
        return found
    }

    /// Ends the mystery: the script says from now on what it did.
    func solve(_ mystery: Mystery) {
        learning.mystery = nil
        guard let place = transcript.lastIndex(of: mystery.statement) else { return }
        transcript.replaceSubrange(place...place, with: ["# \(mystery.statement): \(mystery.failure.rawValue)"] + mystery.lines)
    }
}
