import Declarations
import Graphs
import Networks

/// A thing that a recipe names, with where it stands.
struct RecipeThing {
    let word: RecipeWord
    let declaration: Declaration
    let values: OptionValues
    /// The network of a layer or an optimizer.
    var network: NetworkID?
    /// The mark of a layer's line.
    var tag: Int?

    init(_ word: RecipeWord, _ thing: any Declared, in network: NetworkID? = nil, tag: Int? = nil) {
        self.word = word
        declaration = type(of: thing).declaration
        values = thing.optionValues
        self.network = network
        self.tag = tag
    }

    /// A thing that the recipe does not have, of which only its name is known.
    init(_ word: RecipeWord, _ declaration: Declaration) {
        self.word = word
        self.declaration = declaration
        values = OptionValues()
    }

    /// `` `layer batchnorm` in the discriminator ``.
    var text: String { "`\(word.rawValue) \(declaration.name)`" + (network.map { " in the \($0)" } ?? "") }
}

/// What a circumstance found in a recipe.
struct Evidence {
    /// What stands there, piece by piece: `batch 4`.
    var found: [String] = []
    /// The line of a layer among it.
    var tag: Int?

    func joined(_ other: Evidence) -> Evidence {
        Evidence(found: found + other.found.filter { !found.contains($0) }, tag: tag ?? other.tag)
    }
}

/// A recipe as circumstances ask about it.
struct RecipeFacts {
    let recipe: Recipe
    /// Everything that the recipe names or has by default; penalties that a loss brings along count as the loss's own.
    let things: [RecipeThing]

    init(_ recipe: Recipe) {
        self.recipe = recipe
        let single: [(RecipeWord, any Declared)] = [
            (.data, recipe.dataset), (.method, recipe.method), (.updates, recipe.rule), (.latent, recipe.latent),
        ]
        var things = single.map { RecipeThing($0, $1) }
        if recipe.method.isDuel {
            things.append(RecipeThing(.loss, recipe.loss))
            things += (recipe.chosenPenalties == nil ? [] : recipe.penalties).map { RecipeThing(.penalty, $0) }
            things += recipe.tricks.map { RecipeThing(.trick, $0) }
        }
        for network in recipe.networks {
            things += recipe.layers(of: network).map { RecipeThing(.layer, $0.layer, in: network, tag: $0.tag) }
            things.append(RecipeThing(.optimizer, recipe.optimizer(of: network), in: network))
        }
        self.things = things
    }

    /// What there is of a circumstance of a thing; `nil` where it does not hold.
    func evidence(of circumstance: Circumstance, for thing: RecipeThing) -> Evidence? {
        switch circumstance {
        case .uses(let word, let names, let network):
            return things.first {
                $0.word == word && names.contains($0.declaration.name) && (network == nil || network == $0.network?.rawValue)
            }.map { Evidence(found: [$0.text], tag: $0.tag) }
        case .trait(let trait): return evidence(of: trait)
        case .option(let name, let range):
            guard thing.values.has(name), let value = thing.values.startingNumber(name), range.contains(value) else { return nil }
            return Evidence(found: ["`\(name) \(text(value))`"])
        case .word(let name, let words):
            switch thing.values[name] {
            case .word(let word) where words.contains(word): return Evidence(found: ["`\(name) \(word)`"])
            case .flag(true) where words.contains(name): return Evidence(found: ["`\(name)`"])
            default: return nil
            }
        case .stands(let network): return thing.network?.rawValue == network ? Evidence(tag: thing.tag) : nil
        case .number(let number, let range):
            guard let value = value(of: number), range.contains(value) else { return nil }
            return Evidence(found: [text(of: number, value)])
        case .all(let parts):
            return parts.reduce(Evidence()) { found, part in
                guard let found, let next = evidence(of: part, for: thing) else { return nil }
                return found.joined(next)
            }
        case .any(let parts): return parts.lazy.compactMap { evidence(of: $0, for: thing) }.first
        case .not(let part): return evidence(of: part, for: thing) == nil ? Evidence() : nil
        }
    }

    private func evidence(of trait: RecipeTrait) -> Evidence? {
        switch trait {
        case .criticLoss: recipe.loss.isCritic ? Evidence(found: ["`loss \(recipe.loss.name)`"]) : nil
        case .images: recipe.dataset.isImage ? Evidence(found: ["images"]) : nil
        case .points: recipe.dataset.isImage ? nil : Evidence(found: ["points"])
        case .classes: recipe.dataset.classCount == nil ? nil : Evidence(found: ["classes"])
        case .slopePenalty:
            recipe.penalties.first(where: \.holdsSlopes).map { penalty in
                let isBrought = recipe.chosenPenalties == nil
                return Evidence(found: [isBrought ? "`loss \(recipe.loss.name)`" : "`penalty \(penalty.name)`"])
            }
        case .boundedDiscriminator: recipe.penalties.contains { $0.holdsSlopes || $0.parameterBound != nil } ? Evidence() : nil
        case .batchCoupledDiscriminator: mixing(.discriminator)
        case .batchCoupledGenerator: mixing(.generator)
        }
    }

    private func mixing(_ network: NetworkID) -> Evidence? {
        recipe.layers(of: network).first(where: \.layer.isBatchCoupled).map {
            Evidence(found: [RecipeThing(.layer, $0.layer, in: network).text], tag: $0.tag)
        }
    }

    private func value(of number: RecipeNumber) -> Double? {
        switch number {
        case .batch: Double(recipe.batch)
        case .latent: Double(recipe.latent.size)
        case .criticLead: Double(recipe.ratio.discriminator) / Double(max(recipe.ratio.generator, 1))
        case .discriminatorMomentum: recipe.optimizer(of: .discriminator).momentum
        case .generatorMomentum: recipe.optimizer(of: .generator).momentum
        case .discriminatorRate: recipe.rate(of: .discriminator)
        case .generatorRate: recipe.rate(of: .generator)
        case .rateRatio: recipe.rateRatio
        case .classCount: recipe.dataset.classCount.map(Double.init)
        }
    }

    private func text(of number: RecipeNumber, _ value: Double) -> String {
        switch number {
        case .batch, .latent: "`\(number.rawValue) \(text(value))`"
        case .criticLead: "`ratio discriminator \(recipe.ratio.discriminator) generator \(recipe.ratio.generator)`"
        default: "\(number.rawValue) \(text(value))"
        }
    }

    private func text(_ value: Double) -> String { value == value.rounded() && abs(value) < 1e9 ? "\(Int(value))" : "\(value)" }
}

extension Recipe {
    /// The learning rate of a network at the start; `nil` where its optimizer has none.
    public func rate(of network: NetworkID) -> Double? { optimizer(of: network).optionValues.startingNumber("rate") }

    /// The discriminator's learning rate over the generator's.
    public var rateRatio: Double? {
        rate(of: .generator).flatMap { own in own > 0 ? rate(of: .discriminator).map { $0 / own } : nil }
    }
}

extension OptionValues {
    /// The number, the first value of one that changes, or the middle of a range; `nil` for anything else.
    fileprivate func startingNumber(_ name: String) -> Double? {
        switch self[name] {
        case .number(let value): value
        case .schedule(let schedule): schedule.first
        case .interval(let bounds): (bounds.lowerBound + bounds.upperBound) / 2
        default: nil
        }
    }
}
