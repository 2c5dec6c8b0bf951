import Declarations
import Lab
import Language

/// `branch cure`: goes on from here on another way; `branch` alone lists the ways.
enum BranchCommand: Command {
    static let declaration = CommandDeclaration(
        "branch", summary: "goes on from here on a way of its own, and keeps the one it leaves; alone, lists them", group: "time",
        arguments: [ArgumentDeclaration("name", .name, isOptional: true, summary: "what the new way is called; the first is `main`")],
        examples: ["data ring\ntrain 20\nbranch cure\nloss wgan-gp\ntrain 20\nswitch main\ntrain 20\nbranch"],
        notes: [
            "a way is everything: recipe, weights, optimizers, random position, history and the steps behind it",
            "variables are common to all ways, and so is what was typed",
        ])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        guard let name = arguments.optionalText("name") else {
            if !session.isCheckOnly { session.output.receive(.table(session.branchTable)) }
            return
        }
        let branches = session.time.branches
        guard !branches.names.contains(name) else {
            throw arguments.error(
                "there is a branch `\(name)` already", at: "name",
                help: [branches.current == name ? "this is it" : "`switch \(name)` goes there"], category: .unavailable)
        }
        guard branches.names.count < Branches.most else {
            throw arguments.error(
                "a session has at most \(Branches.most) branches", help: ["`switch NAME` goes to one of them, and on from there"], category: .unavailable)
        }
        session.time.branches.others[branches.current] = session.branch
        session.time.branches.current = name
        guard !session.isCheckOnly else { return }
        session.output.receive(.confirmation("on `\(name)` from here; `switch \(branches.current)` goes back\n"))
    }
}

/// `switch main`: goes on where another way was left.
enum SwitchCommand: Command {
    static let declaration = CommandDeclaration(
        "switch", summary: "goes on where another branch was left", group: "time",
        arguments: [ArgumentDeclaration("name", .name, summary: "the branch")],
        examples: ["data ring\ntrain 20\nbranch other\nloss lsgan\ntrain 10\nswitch main"], changes: [.everything])

    static func run(_ arguments: BoundArguments, in session: GanSession) throws {
        let (name, branches) = (arguments.text("name"), session.time.branches)
        guard name != branches.current else { return }
        guard let branch = branches.others[name] else {
            let near = nearest(to: name, in: branches.names)
            throw arguments.error(
                "no branch is called `\(name)`", at: "name",
                help: [near.map { "did you mean `\($0)`?" } ?? "`branch \(name)` begins it here"]
                    + (branches.names.count > 1 ? ["branches: \(branches.names.joined(separator: ", "))"] : []),
                category: .unavailable)
        }
        let here = session.branch
        try session.take(branch)
        session.time.branches.others[branches.current] = here
        session.time.branches.others[name] = nil
        session.time.branches.current = name
        guard !session.isCheckOnly else { return }
        let step = session.experiment.map { ", at step \(grouped($0.step))" } ?? ""
        session.output.receive(.confirmation("on `\(name)`\(step)\n"))
    }
}

extension GanSession {
    /// Every way, with where it stands.
    fileprivate var branchTable: TextTable {
        var table = TextTable(header: ["branch", "step", "loss"], leftColumns: [0, 2])
        for name in time.branches.names {
            let isHere = name == time.branches.current
            let draft = isHere ? self.draft : time.branches.others[name]?.draft ?? self.draft
            let step = isHere ? experiment?.step : time.branches.others[name]?.snapshot?.step
            table.rows.append([name, grouped(step ?? 0), draft.method.isDuel ? draft.loss.statementText() : draft.method.name])
            if isHere { table.markedRows.insert(table.rows.count - 1) }
        }
        table.footnote = "this is where you are"
        return table
    }
}
