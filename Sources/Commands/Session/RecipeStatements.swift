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
        // What only a choice makes different from the duel that everybody knows is left out where nobody chose it.
        if spans[.method] != nil { add(.method, "method " + method.statementText(), .chosen) }
        if spans[.rule] != nil { add(.rule, "updates " + rule.statementText(), .chosen) }
        if let latent = latent ?? recipe?.latent {
            add(.latent, "latent " + latent.latentText, origin(isChosen: self.latent != nil))
        }
        for network in recipe?.networks ?? NetworkID.all {
            guard let specifications = layers[network] ?? recipe?.layers(of: network) else { continue }
            for line in [network.statementText] + layerLines(specifications).map({ "  " + $0 }) {
                add(.network(network), line, origin(isChosen: layers[network] != nil))
            }
        }
        guard method.isDuel || spans[.loss] != nil else {
            statements += optimizerStatements(recipe, isComplete: isComplete)
            if let size = batch ?? recipe?.batch { add(.batch, "batch \(size)", origin(isChosen: batch != nil)) }
            return statements
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
            .ratio, RatioCommand.statement(of: ratio),
            origin(isChosen: spans[.ratio] != nil))
        return statements
    }

    /// One line for all networks where they agree.
    private func optimizerStatements(_ recipe: Recipe?, isComplete: Bool) -> [RecipeStatement] {
        let networks = recipe?.networks ?? NetworkID.all
        let said = networks.compactMap { network -> (network: NetworkID, statement: RecipeStatement)? in
            let isLeftToData = !isComplete && networksWithUsualRate.contains(network)
            guard let optimizer = recipe?.optimizer(of: network) ?? optimizers[network] else { return nil }
            let text = optimizer.statementText(without: isLeftToData ? ["rate"] : [])
            let origin: RecipeStatement.Origin = optimizers[network] == nil ? .byDefault : .chosen
            return (network, RecipeStatement(part: .optimizer, text: text, origin: origin))
        }
        if let first = said.first?.statement, said.count == networks.count,
            said.allSatisfy({ $0.statement.text == first.text && $0.statement.origin == first.origin })
        {
            return [RecipeStatement(part: .optimizer, text: "optimizer " + first.text, origin: first.origin)]
        }
        return said.map { RecipeStatement(part: .optimizer, text: "optimizer \($0) \($1.text)", origin: $1.origin) }
    }
}

extension NetworkID {
    /// The statement that begins a description of the network: those of the duel have a word of their own.
    var statementText: String { Adversarial.networks.contains(self) ? rawValue : "network \(self)" }
}

extension Latent {
    /// What stands behind `latent`: `64` for plain noise.
    fileprivate var latentText: String { Self.self == NormalLatent.self ? "\(size)" : statementText() }
}

/// A line for each layer, with the activation behind it.
func layerLines(_ specifications: [LayerSpecification]) -> [String] {
    var lines: [String] = []
    var takesActivation = false
    for specification in specifications {
        let text = specification.layer.statementText()
        if specification.layer.isActivation, takesActivation {
            lines[lines.count - 1] += " " + text
            takesActivation = false
        } else {
            lines.append("layer " + text)
            takesActivation = !specification.layer.isActivation
        }
        if let name = specification.name {
            lines[lines.count - 1] += " as " + name
            takesActivation = false
        }
    }
    return lines
}
