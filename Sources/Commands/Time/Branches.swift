import Declarations
import Lab
import Language

/// What a session was on a way that it left for another.
struct Branch {
    /// The recipe as described by then, and what a check knows.
    var knowledge: CheckKnowledge
    /// The experiment with the way that led to it; `nil` where there was none, and in a check.
    var snapshot: Snapshot?
    var scriptSeedOfWeights: UInt64
    var passedStop: PassedStop?
}

/// The ways of a session: the one that it is on, and what it was on the others.
struct Branches {
    static let first = "main"
    /// Each holds an experiment in memory.
    static let most = 100
    /// Letters of a name.
    static let longestName = 40

    var current = first
    var others: [String: Branch] = [:]
    /// Statements that lead from nothing to a branch that a lesson left, by its name.
    var origins: [String: [String]] = [:]

    var names: [String] { (Array(others.keys) + [current]).sorted() }

    /// The name itself, or the first of `cure-2`, `cure-3`, … that no branch has.
    func freeName(like name: String) -> String {
        guard names.contains(name) else { return name }
        var number = 2
        while names.contains("\(name)-\(number)") { number += 1 }
        return "\(name)-\(number)"
    }

    /// A name as a statement takes it: in quotes, unless it is a plain word.
    static func word(_ name: String) -> String {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        let isPlain = parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } }
        return isPlain && name.first?.isLetter == true ? name : OptionValue.text(name).statementText
    }

    /// No branch has this name.
    func unknown(_ name: String, at argument: String, of arguments: BoundArguments) -> Diagnostic {
        arguments.error(
            "no branch is called `\(name)`", at: argument,
            help: [nearest(to: name, in: names).map { "did you mean `\($0)`?" } ?? (name.count <= Self.longestName ? "`branch \(Self.word(name))` begins it here" : "`branch` lists them")]
                + (names.count > 1 ? ["branches: \(names.joined(separator: ", "))"] : []),
            category: .unavailable)
    }
}

/// The drafts that training was made under, so that going back brings the words back with the weights.
struct TrainedDrafts {
    private var known: [(recipe: Recipe, draft: Draft)] = []
    private static let most = 1000

    mutating func note(_ draft: Draft, of recipe: Recipe) {
        if known.last?.recipe == recipe { return }
        known.removeAll { $0.recipe == recipe }
        known.append((recipe, draft))
        if known.count > Self.most { known.removeFirst() }
    }

    func draft(of recipe: Recipe) -> Draft? { known.last { $0.recipe == recipe }?.draft }
}

extension GanSession {
    /// The session as it stands, to come back to.
    var branch: Branch {
        Branch(
            knowledge: knowledge, snapshot: experiment?.snapshot(), scriptSeedOfWeights: scriptSeedOfWeights, passedStop: passedStop)
    }

    /// Goes on where another way was left. Nothing changes when this throws.
    func take(_ branch: Branch) throws {
        if let snapshot = branch.snapshot {
            if let experiment { try experiment.restore(snapshot) } else {
                experiment = try Experiment(snapshot, folders: options.dataFolders)
            }
        } else {
            experiment = nil
        }
        let files = checkedRun.files
        knowledge = branch.knowledge
        checkedRun.files = files
        scriptSeedOfWeights = branch.scriptSeedOfWeights
        passedStop = branch.passedStop
    }
}

/// What a session remembers of the ways that it went.
struct TimeState {
    var branches = Branches()
    var drafts = TrainedDrafts()
}
