import Datasets
import Graphs
import Networks

/// A recipe under way: its networks with their weights, the optimizers, the random position and what was measured.
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
    /// The way to the failure of the last training, where it failed and no step was made since.
    public internal(set) var failedStretch: FailedStretch?
    /// The way of this training since its weights were fresh.
    public internal(set) var timeline = Timeline()
    /// Something was changed by hand since the last step: what follows does not follow from what lies before.
    var wasTouched = false
    /// Somebody is finding out what was done to the recipe: no figure names the loss.
    public var hidesLoss = false
    /// How often the weights were drawn: a greater number means that training began anew.
    public internal(set) var beginnings = 1
    /// The recipe that the latest step was made under; `nil` before the first.
    var latestRecipe: Recipe?
    /// Where the next run stands in the stream of random numbers; one further for each run of a program.
    public internal(set) var position: RandomPosition

    /// All that training changes.
    private(set) var memory: TrainingMemory
    /// The distribution of the data, open and ready to be drawn from.
    public private(set) var source: any DataSource
    /// Where the data's files are looked for.
    let folders: DataFolders

    private var programs: StepPrograms?
    var views = ViewCache()
    /// What tells the modes of the data apart, once somebody asked.
    var knownAssignment: (any ModeAssignment)?

    /// Checks the recipe, reads the data, and draws fresh weights.
    ///
    /// - Throws: `RecipeError` where the recipe cannot be trained, `DatasetError` where its data cannot be read.
    public init(_ recipe: Recipe, folders: DataFolders = DataFolders()) throws {
        let check = try RecipeCheck(recipe)
        source = try recipe.dataset.trainingSource(in: folders)
        memory = try TrainingMemory(recipe, check, source: source)
        position = RandomPosition(seed: recipe.seed, step: 0)
        self.recipe = recipe
        self.check = check
        self.folders = folders
    }

    /// Draws fresh weights under the same recipe; steps and history start anew.
    public func reset() {
        memory.reset(seed: recipe.seed)
        startCounting()
    }

    private func startCounting() {
        position = RandomPosition(seed: recipe.seed, step: 0)
        step = 0
        history = History()
        latestRecipe = nil
        failedStretch = nil
        timeline = Timeline()
        beginnings += 1
        views = ViewCache()
    }

    /// Goes on under another recipe. Networks whose layers and sizes stay keep what they learned; when those of one change, all
    /// start anew, as a trained player against a fresh one is a duel nobody asked for. Nothing changes when this throws.
    ///
    /// - Parameter growing: networks whose layers may change without a new start: what fits by name and shape is kept, the rest
    ///   is drawn afresh.
    /// - Returns: true when the weights started anew.
    @discardableResult
    public func change(to next: Recipe, growing: Set<NetworkID> = []) throws -> Bool {
        guard next != recipe else { return false }
        let check = try RecipeCheck(next)
        let isOtherData = !next.dataset.isEqual(to: recipe.dataset)
        let nextSource = isOtherData ? try next.dataset.trainingSource(in: folders) : source
        let isOtherInput = isOtherData || !next.latent.isEqual(to: recipe.latent)
        let startsAnew = check.networks.contains { network in
            guard let before = self.check.network(network.id), !growing.contains(network.id) else { return false }
            return next.layers(of: network.id) != recipe.layers(of: network.id) || network.input != before.input
                || network.plan.sizes != before.plan.sizes
        }
        let earlier = memory
        memory = try TrainingMemory(next, check, source: nextSource)
        source = nextSource
        recipe = next
        self.check = check
        programs = nil
        views = ViewCache()
        if isOtherData { knownAssignment = nil }
        wasTouched = true
        if startsAnew {
            startCounting()
        } else {
            memory.takeOver(from: earlier)
            // A batch of other data or of another noise says nothing of those.
            if isOtherInput { memory.putReferences() }
            position.seed = next.seed
        }
        return startsAnew
    }

    /// A network of the game, for looking at weights and layers; writing to its variables changes the experiment. `nil` where
    /// the game has no such network.
    public func network(_ id: NetworkID) -> Network? { memory.network(id)?.network }

    /// The networks of the game, in the order of its players.
    public var networks: [Network] { memory.networks.map(\.network) }

    /// What a trick keeps from step to step, in the order of `Trick.kept(for:)`, for looking at; empty where it keeps nothing.
    public func kept(by trick: String) -> [Variable] { memory.kept(by: trick) }

    /// Whether the latest step was made under the loss and the penalties that the recipe has now.
    public var wasTrainedUnderItsLoss: Bool {
        latestRecipe.map { $0.loss.isEqual(to: recipe.loss) && areEqual($0.penalties, recipe.penalties) } ?? true
    }

    /// Everything that a run may change.
    var variables: [Variable] { memory.variables }

    /// The programs that make the next step, compiled when the first such step comes after a change. Throws
    /// `CompilationCancelled` when asked to stop.
    ///
    /// - Parameter alone: the network that makes it alone; `nil` for all.
    func compiledPrograms(of alone: NetworkID? = nil, isCancelled: () -> Bool = { false }) throws -> StepPrograms {
        let programs = programs ?? StepPrograms(recipe, memory: memory, source: source)
        self.programs = programs
        if !programs.areCompiled(forStep: step, of: alone) {
            try withoutActuallyEscaping(isCancelled) { try programs.compile(forStep: step, of: alone, isCancelled: $0) }
        }
        return programs
    }
}
