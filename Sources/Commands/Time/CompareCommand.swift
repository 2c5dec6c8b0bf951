import Declarations
import Lab
import Language

/// `compare main cure`: branches beside each other; `compare loss wgan, hinge seeds 1..5 train 2000`: recipes beside each other.
enum CompareCommand: Command {
    /// Parts of a recipe that one line says.
    private static let parts: [any Command<GanSession>.Type] = [
        LossCommand.self, PenaltyCommand.self, TrickCommand.self, OptimizerCommand.self, LatentCommand.self, BatchCommand.self,
        RatioCommand.self, UpdatesCommand.self, MethodCommand.self, DataCommand.self,
    ]

    static let declaration = CommandDeclaration(
        "compare", summary: "sets branches, or alternatives of one part of the recipe, beside each other", group: "time",
        arguments: [
            ArgumentDeclaration(
                "alternatives", .alternatives(of: parts.map { $0.declaration.name }), isOptional: true,
                summary: "what to try in its place, with commas between; each is trained from fresh weights"),
            ArgumentDeclaration("first", .name, isOptional: true, summary: "or a branch"),
            ArgumentDeclaration("second", .name, isOptional: true, summary: "another; without it, the one that you are on"),
        ],
        options: [
            .init("seeds", .seed, isOptional: true, isList: true, summary: "of alternatives: a run each, however often it is named; 1..3 when left out"),
            .init("train", .count, isOptional: true, unit: "steps", summary: "of alternatives: how long; 1000 when left out"),
            .init(
                "curves", .word(MeasurementPlot.declarations.map(\.name)), isOptional: true, isList: true,
                summary: "what to draw over the steps; without it `quality`, or what the data have in its place"),
        ],
        examples: [
            "data ring\ncompare loss non-saturating, wgan-gp weight 1 seeds 1..2 train 20",
            "data ring\ntrain 20\nbranch cure\nloss lsgan\ntrain 20\ncompare main cure curves loss.generator",
            "data ring\ncompare trick none, unroll 2 seeds 1 train 20 curves modes",
        ],
        notes: [
            "the session stays as it is; all else in the recipe is as described so far",
            "mean ± standard deviation over the seeds; Ctrl-C keeps what is whole",
        ],
        form: "compare BRANCH [BRANCH], compare PART CHOICE, CHOICE… [seeds N…] [train STEPS]")

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        if let alternatives = arguments.statements["alternatives"] {
            try compare(alternatives, arguments, in: session)
        } else {
            try compareBranches(arguments, in: session)
        }
    }

    // MARK: - Alternatives

    private static func compare(_ statements: [CommandCall], _ arguments: BoundArguments, in session: GanSession) throws {
        if arguments.isGiven("first") {
            throw arguments.error(
                "expected the end of the line, found `\(arguments.text("first"))`", at: "first",
                help: ["commas stand between alternatives: `compare loss wgan-gp, hinge`"])
        }
        let alternatives = try statements.map { try Alternative($0, in: session) }
        guard alternatives.count > 1 else {
            throw arguments.error(
                "expected at least two alternatives, found one", at: "alternatives",
                help: ["a comma and another: `compare \(statements[0].span.text), …`"])
        }
        try requireOthers(alternatives, in: session)
        guard !session.isCheckOnly else { return }
        let seeds = arguments.has("seeds") ? distinctSeeds(arguments.integers("seeds")) : [1, 2, 3]
        var comparison = Comparison(
            part: statements[0].name.text, alternatives, seeds: seeds, steps: arguments.optionalInteger("train") ?? 1000)
        let isWhole = try comparison.run(in: session, at: arguments.span)
        try comparison.show(curves: curves(arguments), in: session, at: arguments.span)
        guard !isWhole else { return }
        session.isInterrupted = false
        throw Diagnostic(
            "interrupted: \(comparison.runs.count) of \(alternatives.count * seeds.count) runs are whole", at: arguments.span, severity: .note,
            category: .interruption)
    }

    /// Refuses an alternative that is said twice. Of values that only a run knows, a check knows the words alone.
    private static func requireOthers(_ alternatives: [Alternative], in session: GanSession) throws(Diagnostic) {
        for (index, alternative) in alternatives.enumerated() {
            let same = alternatives[..<index].first { earlier in
                earlier.name == alternative.name || !session.isCheckOnly && earlier.draft.statements == alternative.draft.statements
            }
            guard let same else { continue }
            throw Diagnostic(
                "expected another alternative than `\(same.name)`, found "
                    + (same.name == alternative.name ? "it again" : "`\(alternative.name)`, which says the same"),
                at: alternative.place, help: ["each stands once; `seeds 1..5` trains every one of them five times"])
        }
    }

    /// Each once, as in `--seeds`: a run that is made twice is one run.
    private static func distinctSeeds(_ given: [Int]) -> [UInt64] {
        var seeds: [UInt64] = []
        for seed in given.map({ UInt64($0) }) where !seeds.contains(seed) { seeds.append(seed) }
        return seeds
    }

    private static func curves(_ arguments: BoundArguments) -> [String]? {
        arguments.has("curves") ? arguments.words("curves") : nil
    }

    // MARK: - Branches

    private static func compareBranches(_ arguments: BoundArguments, in session: GanSession) throws {
        for option in ["seeds", "train"] where arguments.has(option) {
            throw arguments.error(
                "`\(option)` belongs to alternatives, which are trained; branches have been", at: option,
                help: ["`compare loss wgan-gp, hinge \(option) \(option == "seeds" ? "1..5" : "2000")`"]
                    + (session.time.branches.names.contains(option) ? ["the branch of that name goes in quotes: `compare \"\(option)\"`"] : []))
        }
        try session.requireNoMystery(at: arguments.span)
        let branches = session.time.branches
        let names = try names(arguments, of: branches)
        guard !session.isCheckOnly else { return }
        let ways = try names.map { name in
            let branch = branches.others[name] ?? session.branch
            guard let snapshot = branch.snapshot else {
                throw arguments.error(
                    "`\(name)` has no networks yet", at: name == names[0] ? "first" : "second", help: ["`switch \(name)`, then `train 100`"],
                    category: .unavailable)
            }
            return try Way(name, branch.knowledge.draft, snapshot, folders: session.options.dataFolders)
        }
        try BranchComparison(ways: ways).show(curves: curves(arguments), in: session, at: arguments.span)
    }

    private static func names(_ arguments: BoundArguments, of branches: Branches) throws(Diagnostic) -> [String] {
        guard let first = arguments.optionalText("first") else {
            guard branches.names.count == 2 else {
                throw arguments.error(
                    "expected a branch, or a part of the recipe with alternatives, found the end of the line",
                    help: ["`compare loss non-saturating, wgan-gp`", "`branch NAME` begins another way to compare with"])
            }
            return branches.names
        }
        let names = [first, arguments.optionalText("second") ?? branches.current]
        for (name, argument) in zip(names, ["first", "second"]) where !branches.names.contains(name) {
            throw branches.unknown(name, at: argument, of: arguments)
        }
        guard names[0] != names[1] else {
            throw arguments.error(
                "expected another branch than `\(first)`\(arguments.isGiven("second") ? "" : ", which is the one that you are on")",
                at: arguments.isGiven("second") ? "second" : "first", help: ["branches: \(branches.names.joined(separator: ", "))"])
        }
        return names
    }
}
