import Foundation

/// The folder of a file that a script writes, held open.
///
/// A path that was checked by its name can lead elsewhere by the time it is opened: somebody puts a link in its place. So
/// the way goes down from the output folder, each folder opened in the one before, and neither these nor the file may be
/// a symbolic link (`O_NOFOLLOW`). What was opened is asked once more whether it is a plain file.
final class GuardedFolder {
    private let descriptor: Int32

    /// - Parameters:
    ///   - names: the folders on the way down, outermost first.
    ///   - top: where the way begins; this one a person chose, and it may be a link.
    init(_ names: [String], below top: String) throws(FileProblem) {
        var here = open(top, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard here >= 0 else { throw FileProblem(errno) }
        for name in names {
            let next = openat(here, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            let code = errno
            close(here)
            // A link where a folder is asked for is "not a directory" to Linux.
            guard next >= 0 else { throw FileProblem(code == ENOTDIR ? ELOOP : code) }
            here = next
        }
        descriptor = here
    }

    deinit { close(descriptor) }

    /// Adds a text at the end of a file that is there, all of it or nothing.
    func append(_ text: String, to name: String) throws(FileProblem) {
        let file = try openFile(name, O_WRONLY)
        defer { close(file) }
        try appendWhole(text, to: file)
    }

    /// Puts a file of this text in place of one that may be there, in one step of the file system.
    func replace(_ name: String, with text: String) throws(FileProblem) {
        // Always the same name: what a killed program left behind is written over.
        let temporary = ".\(name).new"
        let file = try openFile(temporary, O_WRONLY | O_CREAT | O_TRUNC)
        defer { close(file) }
        do throws(FileProblem) {
            try appendWhole(text, to: file)
            guard renameat(descriptor, temporary, descriptor, name) == 0 else { throw FileProblem(errno) }
        } catch {
            unlinkat(descriptor, temporary, 0)
            throw error
        }
    }

    /// Opens an empty file for writing; whoever asked closes it.
    func create(_ name: String) throws(FileProblem) -> Int32 { try openFile(name, O_WRONLY | O_CREAT | O_TRUNC) }

    private func openFile(_ name: String, _ flags: Int32) throws(FileProblem) -> Int32 {
        // A named pipe without a reader would wait for one.
        let file = openat(descriptor, name, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw FileProblem(errno) }
        var found = stat()
        guard fstat(file, &found) == 0, found.st_mode & S_IFMT == S_IFREG else {
            close(file)
            throw FileProblem("it is no plain file")
        }
        return file
    }
}

/// Writes a text at the end of an open file. Where there is no room for all of it, the part that was written is taken back.
func appendWhole(_ text: String, to file: Int32) throws(FileProblem) {
    let end = lseek(file, 0, SEEK_END)
    guard let code = failure(writing: text, to: file) else { return }
    if end >= 0 { _ = ftruncate(file, end) }
    throw FileProblem(code)
}

/// Writes all of a text; the system's number for what went wrong, or `nil`.
func failure(writing text: String, to file: Int32) -> Int32? {
    var text = text
    return text.withUTF8 { bytes in
        var done = 0
        while done < bytes.count, let start = bytes.baseAddress {
            let count = write(file, start + done, bytes.count - done)
            if count >= 0 { done += count } else if errno != EINTR { return errno }
        }
        return nil
    }
}

/// Why a file cannot be written.
struct FileProblem: Error, Hashable {
    var reason: String

    init(_ reason: String) { self.reason = reason }

    /// - Parameter number: the system's number for the error.
    init(_ number: Int32) {
        self.init(number == ELOOP ? "a symbolic link stands in its way" : GanSession.wording(ofSystemError: number))
    }
}

extension GanSession {
    /// The folder of a file that `outputFile` allowed, opened without following links.
    func guardedFolder(of file: URL) throws(FileProblem) -> GuardedFolder {
        let top = resolved(options.outputFolder)
        let folder = file.deletingLastPathComponent()
        // Only a trusted script writes elsewhere, where nothing is guarded but the file itself.
        guard isInside(folder, top) else { return try GuardedFolder([], below: folder.path) }
        let names = folder.pathComponents.dropFirst(top.pathComponents.count)
        return try GuardedFolder(Array(names), below: top.path)
    }
}
