import Networks

extension Recipe {
    /// How many updates of each network make one training step.
    public struct Ratio: Sendable, Hashable {
        public var discriminator: Int
        public var generator: Int
        /// Further updates of one network, while a condition holds.
        public var further: FurtherUpdates?

        public init(discriminator: Int = 1, generator: Int = 1, further: FurtherUpdates? = nil) {
            self.discriminator = discriminator
            self.generator = generator
            self.further = further
        }

        /// How many updates of a network a step makes: `1`, or `1..5` where a condition decides.
        public func text(of network: NetworkID) -> String {
            let least = network == .generator ? generator : discriminator
            return further(of: network).map { "\(least)..\($0.most)" } ?? "\(least)"
        }

        /// What follows the updates of a network that a step makes anyway.
        func further(of network: NetworkID) -> FurtherUpdates? { further?.network == network ? further : nil }
    }
}

/// A network's turn is repeated in a training step as long as what it has just measured fulfils a condition.
///
/// The condition is asked after each of its updates from the last that the step makes anyway, about that update's own numbers:
/// nothing else enters, so that a run goes on bit for bit from a checkpoint or a snapshot. Two seeds may make a different number of
/// updates.
public struct FurtherUpdates: Sendable, Hashable {
    public var network: NetworkID
    /// The most updates of the network in a step, those that it makes anyway included.
    public var most: Int
    public var condition: StepCondition

    public init(_ network: NetworkID, most: Int, while condition: StepCondition) {
        self.network = network
        self.most = most
        self.condition = condition
    }

    /// What its turn measures, in this recipe.
    func measured(in recipe: Recipe) -> [StepQuantity] {
        let own = [StepQuantity.loss(of: network), .gradient(of: network)]
        guard network == .generator else { return own + recipe.method.quantities(of: recipe) }
        return own + recipe.trickNetworks.flatMap { [.loss(of: $0), .gradient(of: $0)] } + recipe.tricks.flatMap { type(of: $0).quantities }
    }
}

/// A bound on what a training step measures.
public struct StepCondition: Sendable, Hashable {
    public enum Comparison: String, Sendable, CaseIterable {
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }

    public var quantity: StepQuantity
    public var comparison: Comparison
    public var bound: Double

    public init(_ quantity: StepQuantity, _ comparison: Comparison, _ bound: Double) {
        self.quantity = quantity
        self.comparison = comparison
        self.bound = bound
    }

    /// What is not a number fulfils no condition.
    func holds(for value: Float) -> Bool {
        let value = Double(value)
        return switch comparison {
        case .less: value < bound
        case .lessOrEqual: value <= bound
        case .greater: value > bound
        case .greaterOrEqual: value >= bound
        }
    }
}

extension StepQuantity {
    /// How many updates of a network a training step made, where a condition decides.
    public static func updates(of network: NetworkID) -> StepQuantity { StepQuantity("updates.\(network)") }
}
