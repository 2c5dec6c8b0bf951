import Datasets
import Graphs
import Networks

/// A recipe's game with its players and data: what methods and step rules build their expressions with.
public struct Game {
    public let recipe: Recipe
    public let setting: GameSetting
    private let data: any DataSource
    /// Everything as a step finds it.
    public let start: StepState
    /// Training steps made before this one, a scalar.
    public let trainingStep: Tensor
    /// Gradients go through what the other players made, as the joint field of all players asks.
    public var differentiatesThroughOpponents = false
    /// Which penalties enter.
    let agenda: StepAgenda
    /// The network that moves while the others stand still; `nil` where all move.
    private let alone: NetworkID?
    /// Asked before each imagined update: with many of them, the graph takes its time.
    private let isCancelled: () -> Bool

    /// - Parameter agenda: that of the first step unless another is given.
    init(
        _ recipe: Recipe, data: any DataSource, start: StepState, trainingStep: Tensor, agenda: StepAgenda? = nil,
        alone: NetworkID? = nil, isCancelled: @escaping () -> Bool = { false }
    ) {
        self.recipe = recipe
        self.alone = alone
        self.agenda = agenda ?? StepAgendas(recipe).agenda(atStep: 0)
        setting = recipe.setting
        self.data = data
        var start = start
        for network in start.players.keys { start.players[network]?.trainingStep = trainingStep }
        self.start = start
        self.trainingStep = trainingStep
        self.isCancelled = isCancelled
    }

    /// The turns of a step: of a network that moves alone those in which it does.
    public var turns: [PlannedTurn] {
        let all = recipe.method.turns(of: recipe)
        return alone.map { alone in all.filter { $0.movers.contains(alone) } } ?? all
    }

    /// A batch of real examples.
    public func real(stream: RandomStream) throws -> Batch { try data.batch(setting.batch, stream: stream) }

    /// A fresh batch of the generator: the noise, the examples, and its running statistics after them.
    public func generated(in turn: Turn, labels: Tensor?) throws -> (latents: Tensor, batch: Batch, states: [Tensor]) {
        let latents = try setting.latent.draw(batch: setting.batch, stream: turn.stream.latent)
        let made = try turn.player(.generator).apply(latents, labels: labels, stream: turn.stream.generator)
        return (latents, Batch(examples: made.output, labels: labels), made.states)
    }

    /// The discriminator that the generator faces: as it is, or as tricks put it.
    public func opponent(of generated: Batch, latents: Tensor, in turn: Turn) throws -> PlayerTensors {
        let ahead = turn.stream.ahead
        let real = try real(stream: ahead.real)
        return try recipe.tricks.reduce(turn.player(.discriminator)) { discriminator, trick in
            try trick.opponent(
                Opponent(
                    discriminator: discriminator,
                    step: UpdateStep(discriminator.updateCount + 1, trainingStep: trainingStep),
                    loss: { parameters, number in
                        try CompilationCancelled.check(isCancelled)
                        var imagined = discriminator
                        imagined.parameters = parameters
                        let own = turn.facing(imagined, as: .discriminator).drawing(below: ahead.appending("\(number)"))
                        return try loss(
                            of: .discriminator,
                            in: judged(real: real, generated: generated, latents: latents, in: own).duel, ahead: number)
                    }, gradients: { try passedOn($0, of: .discriminator) }, constrained: constrained, kept: turn.kept))
        }
    }

    /// What a network's optimizer is given of its gradients.
    public func passedOn(_ gradients: [Tensor], of network: NetworkID) throws -> [Tensor] {
        try recipe.tricks.reduce(gradients) { try $1.gradients($0, of: network) }
    }

    /// A discriminator parameter as penalties let it stay after an update.
    public func constrained(_ parameter: Tensor) throws -> Tensor {
        try recipe.penalties.reduce(parameter) { try $1.constrained($0) }
    }
}
