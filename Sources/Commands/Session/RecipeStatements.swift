import Datasets
import Lab
import Language
import Networks

/// One statement of a recipe, and why it stands there.
struct RecipeStatement {
    enum Origin: String {
        case chosen
        case byDefault = "by default"
        case ofTheLoss = "the loss's own"
    }

    var part: Draft.Part
    var text: String
    var origin: Origin
}

extension Draft {
    /// What a script chose, as plain statements with every value written out; only a rate that suits the data, whatever
    /// they are, stays with the data.
    var statements: [String] {
        recipeStatements(isComplete: false).filter { $0.origin == .chosen }.map(\.text)
    }

    /// What a script chose of one part.
    func statements(of part: Part) -> [String] {
        recipeStatements(isComplete: false).filter { $0.origin == .chosen && $0.part == part }.map(\.text)
    }

    /// The recipe as a checkpoint keeps it: nothing is left to a default, so that a program with other defaults makes the
    /// same experiment of it.
    var completeText: String { recipeStatements(isComplete: true).map { $0.text + "\n" }.joined() }

    /// The statements that make this draft again. What nobody chose is there as soon as there is a data set to suit.
    func recipeStatements(isComplete: Bool) -> [RecipeStatement] {
        let recipe = dataset.map { self.recipe(for: $0) }
        // What suits the data is written out for those who must not depend on it.
        let loss = isComplete ? recipe?.loss ?? self.loss : self.loss
        let penalties = isComplete && self.penalties != nil ? recipe?.penalties ?? self.penalties : self.penalties
        var statements: [RecipeStatement] = []
        func add(_ part: Part, _ text: String, _ origin: RecipeStatement.Origin) {
            statements.append(RecipeStatement(part: part, text: text, origin: origin))
        }
        func origin(isChosen: Bool) -> RecipeStatement.Origin { isChosen ? .chosen : .byDefault }

        add(.seed, "seed \(seed)", spans[.seed] != nil || !isComplete ? .chosen : .byDefault)
        if let dataset { add(.data, "data " + dataset.statementText(), .chosen) }
        if let size = latentSize ?? recipe?.latentSize { add(.latent, "latent \(size)", origin(isChosen: latentSize != nil)) }
        for role in NetworkRole.allCases {
            guard let specifications = layers[role] ?? recipe?.layers(of: role) else { continue }
            for line in [role.rawValue] + layerLines(specifications).map({ "  " + $0 }) {
                add(.network(role), line, origin(isChosen: layers[role] != nil))
            }
        }
        add(.loss, "loss " + loss.statementText(), origin(isChosen: spans[.loss] != nil))
        for penalty in penalties ?? loss.defaultPenalties {
            add(.penalty, "penalty " + penalty.statementText(), penalties == nil ? .ofTheLoss : .chosen)
        }
        if (penalties ?? loss.defaultPenalties).isEmpty { add(.penalty, "penalty none", origin(isChosen: penalties != nil)) }
        for trick in tricks { add(.trick, "trick " + trick.statementText(), .chosen) }
        if tricks.isEmpty { add(.trick, "trick none", .byDefault) }
        statements += optimizerStatements(recipe, isComplete: isComplete)
        if let size = batch ?? recipe?.batch { add(.batch, "batch \(size)", origin(isChosen: batch != nil)) }
        add(
            .ratio, "ratio discriminator \(ratio.discriminator) generator \(ratio.generator)",
            origin(isChosen: spans[.ratio] != nil))
        return statements
    }

    /// One line for both networks where they agree.
    private func optimizerStatements(_ recipe: Recipe?, isComplete: Bool) -> [RecipeStatement] {
        let said = NetworkRole.allCases.compactMap { role -> (role: NetworkRole, statement: RecipeStatement)? in
            let isLeftToData = !isComplete && rolesWithUsualRate.contains(role) && optimizers[role] is Adam
            guard let optimizer = recipe?.optimizer(of: role) ?? optimizers[role] else { return nil }
            let text = optimizer.statementText(without: isLeftToData ? ["rate"] : [])
            return (role, RecipeStatement(part: .optimizer, text: text, origin: optimizers[role] == nil ? .byDefault : .chosen))
        }
        if said.count == 2, said[0].statement.text == said[1].statement.text,
            said[0].statement.origin == said[1].statement.origin
        {
            return [RecipeStatement(part: .optimizer, text: "optimizer " + said[0].statement.text, origin: said[0].statement.origin)]
        }
        return said.map { RecipeStatement(part: .optimizer, text: "optimizer \($0) \($1.text)", origin: $1.origin) }
    }
}

/// A line for each layer, with the activation behind it.
private func layerLines(_ specifications: [LayerSpecification]) -> [String] {
    var lines: [String] = []
    var takesActivation = false
    for specification in specifications {
        let (layer, text) = (specification.layer, specification.layer.statementText())
        if layer is any Activation, takesActivation {
            lines[lines.count - 1] += " " + text
            takesActivation = false
        } else {
            lines.append("layer " + text)
            takesActivation = !(layer is any Activation)
        }
    }
    return lines
}
