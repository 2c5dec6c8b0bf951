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
        try requireName(name, arguments)
        let branches = session.time.branches
        guard !branches.names.contains(name) else {
            throw arguments.error(
                "there is a branch `\(name)` already", at: "name",
                help: [branches.current == name ? "this is it" : "`switch \(Branches.word(name))` goes there"], category: .unavailable)
        }
        guard branches.names.count < Branches.most else {
            throw arguments.error(
                "a session has at most \(Branches.most) branches", help: ["`switch NAME` goes to one of them, and on from there"], category: .unavailable)
        }
        try session.changeBranch(by: "\(declaration.name) \(Branches.word(name))") {
            session.time.branches.others[branches.current] = session.branch
            session.time.branches.current = name
        }
        guard !session.isCheckOnly else { return }
        session.output.receive(.confirmation("on `\(name)` from here; `switch \(Branches.word(branches.current))` goes back\n"))
    }

    /// A name that a person can type again, and that a table has room for.
    private static func requireName(_ name: String, _ arguments: BoundArguments) throws(Diagnostic) {
        guard !name.allSatisfy(\.isWhitespace) else {
            throw arguments.error("expected a name for the branch, found an empty text", at: "name", help: ["`branch cure` begins one"])
        }
        guard name.count <= Branches.longestName else {
            throw arguments.error(
                "expected a name of at most \(Branches.longestName) letters, found \(grouped(name.count))", at: "name",
                help: ["a shorter one, such as `branch \(Branches.word(String(name.prefix(8))))`"])
        }
    }
}

extension GanSession {
    /// Every way, with where it stands.
    fileprivate var branchTable: TextTable {
        var table = TextTable(header: ["branch", "step", "loss"], leftColumns: [0, 2])
        for name in time.branches.names {
            let way = time.branches.others[name] ?? branch
            let draft = way.knowledge.draft
            table.rows.append(
                [name, grouped(way.snapshot?.step ?? 0), draft.method.isDuel ? draft.loss.statementText() : draft.method.name])
            if name == time.branches.current { table.markedRows.insert(table.rows.count - 1) }
        }
        table.footnote = "this is where you are"
        return table
    }
}
