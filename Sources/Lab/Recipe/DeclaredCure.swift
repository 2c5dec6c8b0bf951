import Declarations
import Networks

/// A technique whose declaration says that it cures a failure.
///
/// Everything in the catalogues of losses, penalties, optimizers, tricks, rules and layers is asked: a later technique brings its
/// cures with its declaration, and nothing else lists them.
public struct DeclaredCure: Sendable {
    /// What statement chooses it: `penalty`.
    public let word: RecipeWord
    public let technique: Declaration
    public let claim: Claim

    /// Whether it was tried on the project's own runs, or is known from its source alone.
    public var isMeasured: Bool { !claim.statements.isEmpty }

    /// `` `penalty r1` takes away the slope … ``.
    public var sentence: String { "`\(word.rawValue) \(technique.name)` \(claim.text)" }

    /// What to type in a recipe that has the failure; `nil` where the claim does not hold, where the recipe has the technique already,
    /// and for layers and the like, which need a place that nobody but a person knows.
    public func statements(for recipe: Recipe) -> [String]? {
        let facts = RecipeFacts(recipe)
        let present = facts.things.filter { $0.word == word && $0.declaration.name == technique.name }
        if let circumstance = claim.circumstance {
            let things = present.isEmpty ? [RecipeThing(word, technique)] : present
            guard things.contains(where: { facts.evidence(of: circumstance, for: $0) != nil }) else { return nil }
        }
        if isMeasured { return claim.statements }
        let isPlain = technique.arguments.allSatisfy { $0.isOptional || $0.defaultValue != nil }
        return present.isEmpty && isPlain && Self.plainWords.contains(word) ? ["\(word.rawValue) \(technique.name)"] : nil
    }

    /// What a line of the technique's name alone chooses, with all its defaults.
    private static let plainWords: [RecipeWord] = [.loss, .penalty, .trick, .updates]

    /// All cures of a failure: what was measured before what is known from its source alone, and of those that were measured the ones
    /// that say where they hold first.
    public static func against(_ failure: Failure) -> [DeclaredCure] {
        let cures = all.filter { $0.claim.failure == failure }
        let (measured, published) = (cures.filter(\.isMeasured), cures.filter { !$0.isMeasured })
        return measured.filter { $0.claim.circumstance != nil } + measured.filter { $0.claim.circumstance == nil } + published
    }

    private static let all: [DeclaredCure] = techniques.flatMap { word, technique in
        technique.claims.filter { $0.kind == .cures }.map { DeclaredCure(word: word, technique: technique, claim: $0) }
    }

    private static let techniques: [(RecipeWord, Declaration)] =
        lossCatalogue.map { (.loss, $0.declaration) } + penaltyCatalogue.map { (.penalty, $0.declaration) }
        + optimizerCatalogue.map { (.optimizer, $0.declaration) } + trickCatalogue.map { (.trick, $0.declaration) }
        + ruleCatalogue.map { (.updates, $0.declaration) } + layerCatalogue.map { (.layer, $0.declaration) }
}

extension Recipe {
    /// What the things in this recipe say of themselves that speaks for a failure, each with its source.
    public func risks(of failure: Failure) -> [(sentence: String, source: String)] {
        let facts = RecipeFacts(self)
        var told: Set<Claim> = []
        return facts.things.flatMap { thing in
            thing.declaration.claims.compactMap { claim in
                guard claim.kind == .risks, claim.failure == failure,
                    claim.circumstance.map({ facts.evidence(of: $0, for: thing) != nil }) ?? true, told.insert(claim).inserted
                else { return nil }
                return ("\(thing.text) \(claim.text)", claim.source)
            }
        }
    }
}
