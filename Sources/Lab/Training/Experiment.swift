import Datasets
import Graphs
import Networks

/// A recipe under way: both networks with their weights, the optimizers, the random position and what was measured.
///
/// Everything that happens is a function of the recipe and its seed: the same recipe gives the same bits, and training 100
/// steps twice is training 200.
public final class Experiment {
    public private(set) var recipe: Recipe
    /// Sizes, parameter counts, memory and warnings of the recipe.
    public private(set) var check: RecipeCheck
    /// Training steps since the weights were fresh.
    public internal(set) var step = 0
    public internal(set) var history = History()
    /// What was measured now and then, where measuring at every step would cost too much.
    public internal(set) var kept = KeptMeasurements()
    /// The way to the failure of the last training, where it failed and no step was made since.
    public internal(set) var failedStretch: FailedStretch?
    /// How often the weights were drawn: a greater number means that training began anew.
    public private(set) var beginnings = 1
    /// The recipe that the latest step was made under; `nil` before the first.
    var latestRecipe: Recipe?
    /// Where the next run stands in the stream of random numbers; one further for each run of a program.
    public internal(set) var position: RandomPosition

    private(set) var generator: TrainedNetwork
    private(set) var discriminator: TrainedNetwork
    private(set) var draw: any DataSource
    /// Where the data's files are looked for.
    private let folders: DataFolders

    private var programs: StepPrograms?
    var views = ViewCache()

    /// Checks the recipe, reads the data, and draws fresh weights.
    ///
    /// - Throws: `RecipeError` where the recipe cannot be trained, `DatasetError` where its data cannot be read.
    public init(_ recipe: Recipe, folders: DataFolders = DataFolders()) throws {
        let check = try RecipeCheck(recipe)
        draw = try recipe.dataset.source(in: folders)
        generator = TrainedNetwork(
            role: .generator, plan: check.generator.plan, optimizer: recipe.optimizer(of: .generator), seed: recipe.seed)
        discriminator = TrainedNetwork(
            role: .discriminator, plan: check.discriminator.plan, optimizer: recipe.optimizer(of: .discriminator),
            seed: recipe.seed)
        position = RandomPosition(seed: recipe.seed, step: 0)
        self.recipe = recipe
        self.check = check
        self.folders = folders
    }

    /// Draws fresh weights under the same recipe; steps and history start anew.
    public func reset() {
        generator.reset(seed: recipe.seed)
        discriminator.reset(seed: recipe.seed)
        startCounting()
    }

    private func startCounting() {
        position = RandomPosition(seed: recipe.seed, step: 0)
        step = 0
        history = History()
        kept = KeptMeasurements()
        latestRecipe = nil
        failedStretch = nil
        beginnings += 1
        views = ViewCache()
    }

    /// Goes on under another recipe. Networks whose layers and sizes stay keep what they learned; when either changes, both
    /// start anew, as a trained player against a fresh one is a duel nobody asked for. Nothing changes when this throws.
    ///
    /// - Returns: true when the weights started anew.
    @discardableResult
    public func change(to next: Recipe) throws -> Bool {
        guard next != recipe else { return false }
        let check = try RecipeCheck(next)
        let isOtherData = !isSame(next.dataset, recipe.dataset)
        let nextDraw = isOtherData ? try next.dataset.source(in: folders) : draw
        let startsAnew =
            next.generator != recipe.generator || next.discriminator != recipe.discriminator
            || check.generator.input != self.check.generator.input
            || check.discriminator.input != self.check.discriminator.input

        draw = nextDraw
        recipe = next
        self.check = check
        programs = nil
        views = ViewCache()
        if startsAnew {
            generator = TrainedNetwork(
                role: .generator, plan: check.generator.plan, optimizer: next.optimizer(of: .generator), seed: next.seed)
            discriminator = TrainedNetwork(
                role: .discriminator, plan: check.discriminator.plan, optimizer: next.optimizer(of: .discriminator),
                seed: next.seed)
            startCounting()
        } else {
            generator.use(next.optimizer(of: .generator))
            discriminator.use(next.optimizer(of: .discriminator))
            position.seed = next.seed
        }
        return startsAnew
    }

    /// The networks, for looking at weights and layers; writing to their variables changes the experiment.
    public func network(_ role: NetworkRole) -> Network { trained(role).network }

    func trained(_ role: NetworkRole) -> TrainedNetwork {
        role == .generator ? generator : discriminator
    }

    /// Whether the latest step was made under the loss and the penalties that the recipe has now.
    public var wasTrainedUnderItsLoss: Bool {
        latestRecipe.map { isSame($0.loss, recipe.loss) && areSame($0.penalties, recipe.penalties) } ?? true
    }

    /// Everything that a run may change.
    var variables: [Variable] { generator.variables + discriminator.variables }

    /// The step's programs, compiled at the first step after a change. Throws `CompilationCancelled` when asked to stop.
    func compiledPrograms(isCancelled: () -> Bool = { false }) throws -> StepPrograms {
        if let programs { return programs }
        let made = try withoutActuallyEscaping(isCancelled) { isCancelled in
            try StepPrograms(
                recipe, generator: generator, discriminator: discriminator, draw: draw, isCancelled: isCancelled)
        }
        programs = made
        return made
    }
}
