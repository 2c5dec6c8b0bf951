import Declarations
import Lab
import Language

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
            throw branches.unknown(name, at: "name", of: arguments)
        }
        try session.changeBranch(by: "\(declaration.name) \(Branches.word(name))") {
            let here = session.branch
            try session.take(branch)
            session.time.branches.others[branches.current] = here
            session.time.branches.others[name] = nil
            session.time.branches.current = name
        }
        guard !session.isCheckOnly else { return }
        let step = session.experiment.map { ", at step \(grouped($0.step))" } ?? ""
        session.output.receive(.confirmation("on `\(name)`\(step)\n"))
    }
}
