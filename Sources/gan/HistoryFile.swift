import Files
import Foundation

/// What was typed at earlier prompts, oldest first, one entry a line.
///
/// Every entry is stored at once, behind what the file holds then, so that two prompts side by side do not wipe out each
/// other's lines and a thousand pasted ones take no time. The file is shortened when a prompt begins. A block of several
/// lines is one entry; its line ends are written as `\n`.
final class HistoryFile {
    static let limit = 2000

    let url: URL?
    private(set) var entries: [String] = []

    init(url: URL?) {
        self.url = url
        let lines = storedLines()
        entries = lines.suffix(Self.limit).map { decoded($0) }
        if lines.count > 2 * Self.limit { shorten(to: lines.suffix(Self.limit)) }
    }

    /// Adds an entry and stores it. False when nothing was added: it is blank or repeats the entry before it.
    func append(_ entry: String) -> Bool {
        let entry = entry.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !entry.isEmpty, entry != entries.last else { return false }
        entries.append(entry)
        store(entry)
        return true
    }

    private func storedLines() -> [Substring] {
        guard let url, let data = try? Data(contentsOf: url) else { return [] }
        return String(decoding: data, as: UTF8.self).split(separator: "\n")
    }

    private func shorten(to lines: ArraySlice<Substring>) {
        guard let url else { return }
        try? writeAtomically(Array((lines.joined(separator: "\n") + "\n").utf8), to: url)
    }

    /// Failures are passed over: without the file only the history is lost.
    private func store(_ entry: String) {
        guard let url else { return }
        var file = open(url.path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        if file < 0 {
            try? FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            file = open(url.path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        }
        guard file >= 0 else { return }
        defer { close(file) }
        // One call: what two prompts write at the same time does not mix.
        let line = Array((encoded(entry) + "\n").utf8)
        _ = write(file, line, line.count)
    }

    private func encoded(_ entry: String) -> String {
        var line = ""
        for character in entry {
            switch character {
            case "\\": line += "\\\\"
            case "\n", "\r\n", "\r": line += "\\n"
            default: line.append(character)
            }
        }
        return line
    }

    private func decoded(_ line: Substring) -> String {
        var entry = ""
        var isEscaped = false
        for character in line {
            if isEscaped {
                entry.append(character == "n" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                entry.append(character)
            }
        }
        return entry
    }
}
