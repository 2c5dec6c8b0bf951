import Declarations
import Files
import Foundation
import Lab
import Language

// Lessons come from the web. A script writes only below its output folder and reads only below its own folder, the
// working folder and the data folders, unless the person at the keyboard trusts it.

extension GanSession {
    /// Where a file that a script names may be written; its folders are made.
    ///
    /// Whatever is wrong with a file is a failure of the run.
    func outputFile(_ path: String, at span: Span) throws(Diagnostic) -> URL {
        let folder = resolved(options.outputFolder)
        // A folder that does not exist yet has no slash at its end, which a relative path would take for a file's name.
        let file = resolved(path.hasPrefix("/") ? URL(fileURLWithPath: path) : folder.appendingPathComponent(path))
        guard options.isTrusted || isInside(file, folder) else {
            throw Diagnostic(
                "`\(path)` lies outside the output folder, `\(options.outputFolder.relativePath)`", at: span,
                help: [
                    "a name without `..` goes there; `--out` chooses another folder, `--trust` lets a script write anywhere"
                ], category: .failure)
        }
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        } catch {
            let parent = file.deletingLastPathComponent()
            let isOutputFolder = parent.standardizedFileURL.path == folder.standardizedFileURL.path
            throw Diagnostic(
                "the \(isOutputFolder ? "output " : "")folder `\(shownPath(parent))` cannot be made: \(wording(of: error))",
                at: span,
                help: ["`--out` chooses another output folder"], category: .failure)
        }
        return file
    }

    /// Writes a file that `outputFile` allowed, whole or not at all.
    ///
    /// - Parameters:
    ///   - name: as the statement has it.
    ///   - isOneOfMany: whether the folder was written to just before.
    func write(
        _ bytes: [UInt8], to file: URL, named name: String, isOneOfMany: Bool = false, at span: Span
    ) throws(Diagnostic) {
        do throws(FileWriteError) { try writeAtomically(bytes, to: file, sweeps: !isOneOfMany) } catch {
            throw diagnostic(for: CheckpointError.unwritable(name, error.reason), at: span)
        }
    }

    /// A file that a script names, looked for beside the script, in the working folder and in the output folder.
    func readableFile(_ path: String) throws(Refusal) -> URL {
        let file = try readablePlace(path)
        guard !isFolder(file) else { throw Refusal("expected a file, found the folder `\(path)`") }
        return file
    }

    /// A file or folder that a script names.
    func readablePlace(_ path: String) throws(Refusal) -> URL {
        let roots = readableRoots
        guard !path.allSatisfy(\.isWhitespace) else { throw Refusal("expected a file name, found an empty text") }
        guard let file = foundFile(path) else {
            let places = roots.map { "`\($0.relativePath)`" }.joined(separator: ", ")
            throw Refusal("no file `\(path)`", help: "looked in \(places)")
        }
        let allowed = roots + options.dataFolders.all
        guard options.isTrusted || allowed.contains(where: { isInside(file, resolved($0)) }) else {
            throw Refusal(
                "`\(path)` lies outside the folders that a script may read",
                help: "`--trust` lets a script read anywhere")
        }
        filesRead?.note(file)
        return file
    }

    /// The same for a command, with the place of its statement.
    func readableFile(_ path: String, at span: Span) throws(Diagnostic) -> URL {
        do throws(Refusal) { return try readableFile(path) } catch {
            throw Diagnostic(error, at: span, category: .failure)
        }
    }

    /// The file that a script names, whether it may be read or not; `nil` where there is none.
    func foundFile(_ path: String) -> URL? {
        let candidates = readableRoots.map { resolved(URL(fileURLWithPath: path, relativeTo: $0)) }
        let found = candidates.filter { FileManager.default.fileExists(atPath: $0.path) }
        return found.first { !isFolder($0) } ?? found.first
    }

    private func isFolder(_ file: URL) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// The folders in which a command looks for the files it names, for completion: what reads does so wherever a script
    /// may, all others stay below the output folder.
    public func fileFolders(of command: String) -> [URL] {
        let reads = interpreter.declarations.contains { $0.readsFiles && $0.words.contains(command) }
        return reads ? readableRoots : [options.outputFolder]
    }

    /// Why nothing can be written to the output folder, found out without making it; `nil` where nothing stands against it.
    public var outputFolderProblem: Diagnostic? {
        var place = resolved(options.outputFolder)
        while !FileManager.default.fileExists(atPath: place.path), place.path != "/" { place.deleteLastPathComponent() }
        let reason: String
        if !isFolder(place) {
            reason = "`\(shownPath(place))` is a file"
        } else if !FileManager.default.isWritableFile(atPath: place.path) {
            reason = "`\(shownPath(place))` may not be written to"
        } else {
            return nil
        }
        return Diagnostic(
            "the output folder `\(options.outputFolder.relativePath)` cannot be used: \(reason)",
            help: ["`--out` chooses another output folder"], category: .failure)
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

    /// A file that was written, as an event tells it.
    func written(_ file: URL, kind: String) -> WrittenFile { WrittenFile(kind: kind, url: file, path: shownPath(file)) }

    /// Without `..` and links: the file itself may not exist yet, so the links of its folder are followed.
    func resolved(_ url: URL) -> URL {
        let absolute = url.absoluteURL.standardizedFileURL
        if FileManager.default.fileExists(atPath: absolute.path) { return absolute.resolvingSymlinksInPath() }
        let folder = absolute.deletingLastPathComponent()
        guard folder.path != absolute.path, folder.path != "/" else { return absolute }
        return resolved(folder).appendingPathComponent(absolute.lastPathComponent)
    }

    func isInside(_ file: URL, _ folder: URL) -> Bool {
        file.path == folder.path || file.path.hasPrefix(folder.path == "/" ? "/" : folder.path + "/")
    }
}
