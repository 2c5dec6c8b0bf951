import Foundation
import Language

/// Reads the script that the command line names.
enum ScriptSource {
    /// Larger files are no scripts; somebody named the wrong one.
    private static let largest = 16 << 20

    /// The source and its file; `-` is the standard input, which has none.
    static func read(_ path: String) throws(Diagnostic) -> (source: Source, file: URL?) {
        if path == "-" {
            let data = FileHandle.standardInput.readDataToEndOfFile()
            return (Source(name: "standard input", text: try text(data, of: "the standard input")), nil)
        }
        let file = URL(fileURLWithPath: path)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder) else {
            throw Diagnostic("there is no file or command `\(path)`", help: help(for: path))
        }
        if isFolder.boolValue { throw Diagnostic("expected a script, found the folder `\(path)`") }
        guard let data = contents(of: path) else { throw Diagnostic("`\(path)` cannot be read", category: .failure) }
        guard data.count <= largest else { throw Diagnostic("`\(path)` is too large for a script") }
        return (Source(name: path, text: try text(data, of: "`\(path)`")), file)
    }

    /// What a file or a pipe holds, up to a little more than a script may; `Data(contentsOf:)` reads no pipes.
    private static func contents(of path: String) -> Data? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        var data = Data()
        while data.count <= largest {
            do {
                guard let part = try file.read(upToCount: 1 << 16), !part.isEmpty else { return data }
                data += part
            } catch { return nil }
        }
        return data
    }

    private static func text(_ data: Data, of what: String) throws(Diagnostic) -> String {
        guard let text = String(data: data, encoding: .utf8) else { throw Diagnostic("\(what) is no UTF-8 text") }
        guard !text.unicodeScalars.contains("\0") else { throw Diagnostic("\(what) is no script: it holds binary data") }
        return text
    }

    private static func help(for path: String) -> [String] {
        let words = Gan.configuration.subcommands.compactMap { $0.configuration.commandName }
        let near = nearest(to: path, in: words).map { ["did you mean `gan \($0)`?"] }
        return near ?? ["`gan --help` lists the commands; a script ends in `.gan`"]
    }
}
