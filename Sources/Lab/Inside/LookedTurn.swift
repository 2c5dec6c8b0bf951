import Datasets
import Declarations
import Graphs
import Networks

/// A turn of the game as it would be played now, in expressions: every loss, trick and penalty of the recipe as in training, on
/// batches of looking, which training never draws. Nothing of it is stored.
struct LookedTurn {
    let turn: Turn
    let objective: Objective
    /// Whose turn it is.
    let mover: NetworkID
    /// What it minimises, a scalar.
    let loss: Tensor
    /// The step that its expressions read.
    private let trainingStep: Variable

    /// - Parameters:
    ///   - mover: a network of the game.
    ///   - recipe: that of the memory, or one that differs in what is minimised.
    ///   - stream: below which its draws are named; `nil` names them as training does.
    init(
        of mover: NetworkID, _ recipe: Recipe, memory: TrainingMemory, source: any DataSource, drawingBelow stream: RandomStream? = .inside
    ) throws {
        guard let planned = recipe.method.turns(of: recipe).first(where: { $0.movers.contains(mover) }) else {
            throw Refusal("the game has no turn of the \(mover)", help: "its networks: \(recipe.networks.map(\.rawValue).joined(separator: ", "))")
        }
        trainingStep = Variable("training-step", shape: [])
        let game = Game(recipe, data: source, start: memory.state, trainingStep: trainingStep.tensor)
        let looked = PlannedTurn(planned.movers, stream: stream?.appending(planned.stream.name) ?? planned.stream)
        turn = game.turn(looked, from: game.start)
        objective = try recipe.method.objective(of: turn, in: game)
        guard let loss = objective.losses[mover] else { preconditionFailure("every mover minimises something") }
        self.mover = mover
        self.loss = loss
    }

    /// The mover's stored parameters.
    var parameters: [Tensor] { turn.player(mover).parameters }

    /// A program of some outputs of the turn.
    func program(_ outputs: [Tensor]) throws -> LookProgram {
        RandomStream.requireDistinct(in: outputs)
        return LookProgram(try Program(outputs: outputs), trainingStep)
    }

    /// The applications of a network that the turn itself made: not those of penalties, of imagined updates, or of what tricks ask.
    func applications(of network: NetworkID) -> [TurnApplications.Entry] {
        let own = turn.stream.appending(network.rawValue)
        let streams = [own, own.real, own.generated]
        return turn.applications.entries.filter { NetworkID($0.network.name) == network && streams.contains($0.stream) }
    }

    /// The application through which generated examples passed in this turn, with the rows that are theirs; in a game without a
    /// duel the only one.
    func generatedApplication(of network: NetworkID) -> (entry: TurnApplications.Entry, rows: Range<Int>)? {
        let own = turn.stream.appending(network.rawValue)
        let entries = applications(of: network)
        guard let entry = entries.first(where: { $0.stream == own.generated }) ?? entries.first(where: { $0.stream == own }) else {
            return nil
        }
        let count = entry.input.shape[0]
        // Real examples, where they pass together with the generated ones, are the first.
        let shown = network == .discriminator ? objective.duel?.fake.examples.shape[0] : nil
        return (entry, count - min(shown ?? count, count)..<count)
    }

    /// How many examples the mean of the loss is over.
    var lossCount: Int { objective.duel?.fakeScores.shape[0] ?? turn.setting.batch }
}

/// A compiled look at a turn.
struct LookProgram {
    private let program: Program
    private let trainingStep: Variable

    fileprivate init(_ program: Program, _ trainingStep: Variable) {
        self.program = program
        self.trainingStep = trainingStep
    }

    func run(_ position: RandomPosition, step: Int) {
        trainingStep.values = [Float(step)]
        program.run(position)
    }

    func scalar(_ index: Int) -> Double { Double(program.scalar(index)) }

    func values(_ index: Int) -> [Float] { program.value(index) }
}

extension Tensor {
    /// √Σ a², also where the squares are too small or too large for a number.
    func safeNorm() throws -> Tensor {
        let largest = try maximumMagnitude()
        return try (self / largest).squared().sum().sqrt() * largest
    }

    private func maximumMagnitude() throws -> Tensor {
        try Graphs.maximum(absolute().maximum(), .constant(1e-37))
    }
}

/// Lengths of the parts of a whole, as the length of the whole.
func length(of parts: [Double]) -> Double {
    let largest = parts.map(abs).max() ?? 0
    guard largest > 0, largest.isFinite else { return largest }
    return largest * parts.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
}
