import Foundation
import Lab
import Language

/// A recipe with something done to it, or with nothing done to it, and what it is to be called.
///
/// A percent file: a Markdown cell with a heading `#`, cells of statements, and a last cell whose percent line names the verdict:
///
///     # %% verdict="mode-collapse"
///     expect modes.held <= 2
///
/// Its `expect` statements show that the failure, or the health, is there; they know what diagnosing does not: the true modes, the
/// classes, what was done. A run in which they do not hold is counted apart. Where training is to fail, the line says `fails="yes"`
/// and there are none.
public struct ClinicCase: Sendable {
    public let name: String
    let title: String
    let verdict: Verdict
    let mustFail: Bool
    let source: Source

    init(_ source: Source, name: String) throws(Diagnostic) {
        let cells = Cell.cells(of: source)
        guard let last = cells.last, let word = last.attributes["verdict"] else {
            throw Diagnostic("expected a last cell `# %% verdict=\"…\"`", at: cells.last?.span ?? source.span)
        }
        guard let verdict = verdictCatalogue.first(where: { $0.name == word }) else {
            throw Diagnostic(
                "unknown verdict `\(visible(word))`", at: last.span,
                notes: ["verdicts: \(verdictCatalogue.map(\.name).joined(separator: ", "))"])
        }
        let heading = cells.lazy.filter { $0.kind == .markdown }.flatMap { $0.text.components(separatedBy: "\n") }.first { $0.hasPrefix("# ") }
        title = heading.map { String($0.dropFirst(2)) } ?? name
        mustFail = last.attributes["fails"] == "yes"
        self.verdict = verdict
        self.name = name
        self.source = source
    }

    /// The cases of a folder, in the order of their names; its subfolders hold what they include.
    public static func cases(in folder: URL) throws(Diagnostic) -> [ClinicCase] {
        let found = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        let files = (found ?? []).filter { $0.pathExtension == GanSession.scriptExtension }
        guard !files.isEmpty else {
            throw Diagnostic("expected files `.\(GanSession.scriptExtension)` in `\(folder.relativePath)`, found none")
        }
        var cases: [ClinicCase] = []
        for file in files.sorted(by: { $0.lastPathComponent < $1.lastPathComponent }) {
            guard let text = try? String(contentsOf: file, encoding: .utf8) else {
                throw Diagnostic("`\(file.relativePath)` cannot be read", category: .failure)
            }
            cases.append(try ClinicCase(Source(name: file.relativePath, text: text), name: file.deletingPathExtension().lastPathComponent))
        }
        return cases
    }

    /// Whether a run shows what the case is about, by its own `expect` statements.
    func isShown(by result: SweepResult) -> Bool {
        mustFail ? result.status == Diagnostic.Category.failure.exitStatus : result.status == 0 && result.claims.allSatisfy(\.holds)
    }
}
