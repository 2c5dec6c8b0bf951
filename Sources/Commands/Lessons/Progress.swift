import Files
import Foundation
import Language

/// What a learner has done, a line each, in a text file that a person can read and edit:
///
///     mode-collapse your-turn solved
///     mode-collapse settle here
///
/// The file is read again before each change, so that two prompts side by side keep each other's lines, and written whole or not at
/// all. One that cannot be read is set aside under another name, never thrown away; a symbolic link stays one.
struct Progress {
    enum Mark: String, CaseIterable {
        /// The cell was come through.
        case done
        /// Its exercise was done by the learner.
        case solved
        /// Its exercise was done by the lesson's solution.
        case shown
        /// Where the learner is.
        case here
    }

    private(set) var lines: [(lesson: String, cell: String, mark: Mark)] = []

    init() {}

    /// What stands in the file; nothing where there is none.
    init(_ file: URL?) throws(Unreadable) {
        guard let file, try Self.isThere(file) else { return }
        guard let data = try? Data(contentsOf: file), let text = String(data: data, encoding: .utf8) else { throw Unreadable() }
        for line in text.split(whereSeparator: \.isNewline) where line.first != "#" {
            let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
            if words.isEmpty { continue }
            guard words.count == 3, let mark = Mark(rawValue: words[2]) else { throw Unreadable() }
            note(mark, cell: words[1], of: words[0])
        }
    }

    struct Unreadable: Error {}

    /// Whether there is a file, also one that cannot be opened: only one that is known to be missing is none. Throws where something else
    /// stands in its place, such as a folder or a device, which nobody should begin to read.
    private static func isThere(_ file: URL) throws(Unreadable) -> Bool {
        var found = stat()
        guard stat(file.path, &found) == 0 else { return errno != ENOENT && errno != ENOTDIR }
        guard found.st_mode & S_IFMT == S_IFREG, found.st_size <= largest else { throw Unreadable() }
        return true
    }

    private static let largest = 1 << 20

    func marks(of lesson: String) -> [String: Mark] {
        Dictionary(lines.filter { $0.lesson == lesson && $0.mark != .here }.map { ($0.cell, $0.mark) }, uniquingKeysWith: { $1 })
    }

    /// The cell that the learner was at.
    func place(in lesson: String) -> String? { lines.last { $0.lesson == lesson && $0.mark == .here }?.cell }

    /// A cell has one mark, and a lesson one place.
    mutating func note(_ mark: Mark, cell: String, of lesson: String) {
        lines.removeAll { line in
            line.lesson == lesson && (mark == .here ? line.mark == .here : line.cell == cell && line.mark != .here)
        }
        lines.append((lesson, cell, mark))
    }

    mutating func forget(_ lesson: String) { lines.removeAll { $0.lesson == lesson } }

    private var text: String {
        "# what was done in lessons: lesson, cell, mark\n" + lines.map { "\($0.lesson) \($0.cell) \($0.mark.rawValue)\n" }.joined()
    }

    /// Writes it in place of what stands there.
    func write(to file: URL) throws(FileWriteError) { try writeAtomically(Array(text.utf8), to: file) }
}

extension GanSession {
    /// What the learner has done so far. A file that is none is set aside, with a remark.
    var progress: Progress { readProgress() ?? Progress() }

    /// The same; `nil` where what stands in the file can be neither read nor set aside, and nothing may take its place.
    private func readProgress() -> Progress? {
        do throws(Progress.Unreadable) { return try Progress(options.progressFile) } catch {
            guard let file = options.progressFile, setAside(file) else { return nil }
            return Progress()
        }
    }

    /// The file that is written: where a symbolic link stands, the one that it leads to. What stands there was read before, so that it
    /// is a file of progress, or nothing.
    private var writtenProgressFile: URL? {
        guard var file = options.progressFile else { return nil }
        // A circle of links leads nowhere.
        for _ in 1...40 {
            guard let path = try? FileManager.default.destinationOfSymbolicLink(atPath: file.path) else { break }
            file = path.hasPrefix("/") ? URL(fileURLWithPath: path) : file.deletingLastPathComponent().appendingPathComponent(path)
        }
        return file
    }

    /// Changes what is kept of the learner's way. What cannot be written costs nobody the lesson.
    func keepProgress(_ change: (inout Progress) -> Void) {
        guard !isCheckOnly, options.progressFile != nil, var progress = readProgress(), let file = writtenProgressFile else { return }
        change(&progress)
        do throws(FileWriteError) { try progress.write(to: file) } catch { tellLostProgress(error.reason) }
    }

    /// Once a session.
    private func tellLostProgress(_ reason: String) {
        guard !learning.hasLostProgress else { return }
        learning.hasLostProgress = true
        output.note("your progress cannot be kept: \(reason)\n")
    }

    /// Whether it could be moved out of the way. Of a symbolic link that is the link alone: what it leads to is somebody else's.
    private func setAside(_ file: URL) -> Bool {
        let names = (1...99).map { file.deletingLastPathComponent().appendingPathComponent("\(file.lastPathComponent).broken-\($0)") }
        guard let place = names.first(where: { !FileManager.default.fileExists(atPath: $0.path) }) else {
            tellLostProgress(
                "`\(file.path)` cannot be read, and \(names.count) others are set aside beside it already; delete those that you do not need")
            return false
        }
        do { try FileManager.default.moveItem(at: file, to: place) } catch {
            tellLostProgress("`\(file.path)` can be neither read nor set aside (\(wording(of: error))); move it away")
            return false
        }
        output.note("the file of your progress cannot be read; it is set aside as `\(place.path)`\n")
        return true
    }
}
