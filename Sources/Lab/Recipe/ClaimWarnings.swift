import Declarations
import Networks

extension RecipeWarning {
    /// What the declarations of the recipe's things say of each other: risks and conflicts whose circumstance holds here. Each
    /// is told once, whichever layers it is of.
    static func claims(in recipe: Recipe) -> [RecipeWarning] {
        let facts = RecipeFacts(recipe)
        var told: Set<Claim> = []
        return facts.things.flatMap { thing in
            thing.declaration.claims.compactMap { claim in
                guard claim.kind != .cures, let circumstance = claim.circumstance, let evidence = facts.evidence(of: circumstance, for: thing),
                    told.insert(claim).inserted
                else { return nil }
                return RecipeWarning(claim, of: thing, evidence)
            }
        }
    }

    private init(_ claim: Claim, of thing: RecipeThing, _ evidence: Evidence) {
        let here = evidence.found.filter { $0 != thing.text }
        self.init(
            "\(thing.text) \(claim.text)" + (here.isEmpty ? "" : " (here: \(here.joined(separator: ", ")))"),
            about: thing.subject, tag: thing.tag ?? evidence.tag, help: claim.help, source: claim.source)
    }
}

extension RecipeThing {
    /// The part of the recipe that the thing is.
    fileprivate var subject: RecipeError.Subject {
        switch word {
        case .data: .data
        case .method: .method
        case .updates: .rule
        case .latent: .latent
        case .layer: network.map { .network($0) } ?? .data
        case .loss: .loss
        case .penalty: .penalty
        case .trick: .trick
        case .optimizer: .optimizer
        }
    }
}
