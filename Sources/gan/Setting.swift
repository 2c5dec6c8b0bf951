import ArgumentParser
import Commands
import Language

/// `name=value` of `--set`.
struct Setting: ExpressibleByArgument, Hashable {
    let name: String
    let value: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else { return nil }
        name = String(argument[..<equals])
        value = String(argument[argument.index(after: equals)...])
        if value.isEmpty { return nil }
    }
}

extension [Setting] {
    /// Refuses a name that no `let` of the script gives a value: a slip of the pen would change nothing, without a word.
    func check(against source: Source, in session: GanSession) throws(Diagnostic) {
        guard !isEmpty, let statements = try? Parser.parse(source) else { return }
        let names = Set(letNames(statements, in: session, includes: 8)).sorted()
        for setting in self where !names.contains(setting.name) {
            throw Diagnostic(
                "expected a variable of the script for `--set`, found `\(setting.name)`",
                notes: names.isEmpty ? ["the script has no `let`"] : ["variables: \(names.joined(separator: ", "))"],
                help: nearest(to: setting.name, in: names).map { ["did you mean `\($0)`?"] } ?? [])
        }
    }

    /// The names after `let`, also in blocks and in included scripts; a block that `define` makes has names of its own.
    private func letNames(_ statements: [Statement], in session: GanSession, includes: Int) -> [String] {
        statements.flatMap { statement -> [String] in
            switch statement.kind {
            case .assign(let name, _): return [name.text]
            case .forEach(_, _, let body), .repeatTimes(_, let body):
                return letNames(body, in: session, includes: includes)
            case .conditional(let branches, let otherwise):
                return letNames(branches.flatMap(\.body) + otherwise, in: session, includes: includes)
            case .include(.literal(.text(let path), let span)):
                guard includes > 0, let source = try? session.source(at: path, includedFrom: span.source),
                    let inner = try? Parser.parse(source)
                else { return [] }
                return letNames(inner, in: session, includes: includes - 1)
            case .lesson(let block): return letNames(block.solution ?? [], in: session, includes: includes)
            case .command, .define, .include: return []
            }
        }
    }
}
