import Declarations
import Foundation
import Language

// Lessons come from the web. A script writes only below its output folder and reads only below its own folder, the
// working folder and the data folders, unless the person at the keyboard trusts it.

extension GanSession {
    /// Where a file that a script names may be written; its folders are made.
    ///
    /// A refusal is the script's mistake; a folder that cannot be made is a failure of the run.
    func outputFile(_ path: String, at span: Span) throws(Diagnostic) -> URL {
        let folder = resolved(options.outputFolder)
        // A folder that does not exist yet has no slash at its end, which a relative path would take for a file's name.
        let file = resolved(path.hasPrefix("/") ? URL(fileURLWithPath: path) : folder.appendingPathComponent(path))
        guard options.isTrusted || isInside(file, folder) else {
            throw Diagnostic(
                "`\(path)` lies outside the output folder, `\(options.outputFolder.relativePath)`", at: span,
                help: [
                    "a name without `..` goes there; `--out` chooses another folder, `--trust` lets a script write anywhere"
                ])
        }
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        } catch {
            throw Diagnostic(
                "the folder of `\(path)` cannot be made: \(wording(of: error))", at: span,
                help: ["`--out` chooses another output folder"], category: .failure)
        }
        return file
    }

    /// A file that a script names, looked for beside the script, in the working folder and in the output folder.
    func readableFile(_ path: String) throws(OptionError) -> URL {
        let roots = readableRoots
        guard let file = foundFile(path) else {
            let places = roots.map { "`\($0.relativePath)`" }.joined(separator: ", ")
            throw OptionError("no file `\(path)`", help: "looked in \(places)")
        }
        let allowed = roots + options.dataFolders.all
        guard options.isTrusted || allowed.contains(where: { isInside(file, resolved($0)) }) else {
            throw OptionError(
                "`\(path)` lies outside the folders that a script may read",
                help: "`--trust` lets a script read anywhere")
        }
        return file
    }

    /// The file that a script names, whether it may be read or not; `nil` where there is none.
    func foundFile(_ path: String) -> URL? {
        let candidates = readableRoots.map { resolved(URL(fileURLWithPath: path, relativeTo: $0)) }
        return candidates.first { FileManager.default.fileExists(atPath: $0.path) }
    }

    private var readableRoots: [URL] {
        let working = URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
        return [options.scriptFolder, working, options.outputFolder].compactMap { $0 }
    }

    /// How a written file is shown: as the person would type it.
    func shownPath(_ file: URL) -> String {
        let working = resolved(URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)).path
        return file.path.hasPrefix(working + "/") ? String(file.path.dropFirst(working.count + 1)) : file.path
    }

    /// Without `..` and links: the file itself may not exist yet, so the links of its folder are followed.
    private func resolved(_ url: URL) -> URL {
        let absolute = url.absoluteURL.standardizedFileURL
        if FileManager.default.fileExists(atPath: absolute.path) { return absolute.resolvingSymlinksInPath() }
        let folder = absolute.deletingLastPathComponent()
        guard folder.path != absolute.path, folder.path != "/" else { return absolute }
        return resolved(folder).appendingPathComponent(absolute.lastPathComponent)
    }

    private func isInside(_ file: URL, _ folder: URL) -> Bool {
        file.path == folder.path || file.path.hasPrefix(folder.path == "/" ? "/" : folder.path + "/")
    }
}
