import Language

/// Every command, in the order of the help and of the reference page.
public let commandCatalogue: [any Command<GanSession>.Type] = [
    SeedCommand.self,
    DataCommand.self,
    MethodCommand.self,
    LatentCommand.self,
    GeneratorCommand.self,
    DiscriminatorCommand.self,
    NetworkCommand.self,
    LayerCommand.self,
    ModelCommand.self,
    LossCommand.self,
    PenaltyCommand.self,
    TrickCommand.self,
    OptimizerCommand.self,
    BatchCommand.self,
    RatioCommand.self,
    UpdatesCommand.self,
    TrainCommand.self,
    StepCommand.self,
    StopCommand.self,
    ResetCommand.self,
    ClearCommand.self,
    RewindCommand.self,
    AtCommand.self,
    BranchCommand.self,
    SwitchCommand.self,
    CompareCommand.self,
    ThreadsCommand.self,
    SampleCommand.self,
    ScoreCommand.self,
    PlotCommand.self,
    WatchCommand.self,
    ShowCommand.self,
    MeasureCommand.self,
    PrintCommand.self,
    ExpectCommand.self,
    RecordCommand.self,
    TableCommand.self,
    SaveCommand.self,
    LoadCommand.self,
    HelpCommand.self,
    QuitCommand.self,
]

/// The declaration of the command of that name or alias.
func commandDeclaration(of word: String) -> CommandDeclaration? { declarationsByWord[word] }

private let declarationsByWord = Dictionary(
    commandCatalogue.flatMap { command in command.declaration.words.map { ($0, command.declaration) } },
    uniquingKeysWith: { first, _ in first })
