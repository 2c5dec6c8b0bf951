import Foundation

/// Why a file could not be written, in the system's words: `no space left on device`.
public struct FileWriteError: Error, Sendable, Hashable, CustomStringConvertible {
    public var reason: String

    public var description: String { reason }

    /// What the last call into the system came upon.
    static var ofTheSystem: FileWriteError {
        let text = String(cString: strerror(errno))
        return FileWriteError(reason: text.prefix(1).lowercased() + text.dropFirst())
    }
}

/// Writes a file so that a reader finds the old one or the whole new one, never half of it, whatever happens meanwhile.
///
/// The bytes go to a neighbour with a temporary name (`TemporaryName`), which is created anew, written out to the disk
/// and then takes the name in one step of the file system. What a killed program left behind in that folder is swept
/// away first. The file's permissions are those that it had, or else what the person's umask leaves.
///
/// - Parameter sweeps: whether to look for what is left; with thousands of files in one folder once is enough.
public func writeAtomically(_ bytes: [UInt8], to url: URL, sweeps: Bool = true) throws(FileWriteError) {
    let folder = url.deletingLastPathComponent()
    do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
        throw FileWriteError(reason: "the folder `\(folder.lastPathComponent)` cannot be made")
    }
    if sweeps { TemporaryName.sweep(folder) }
    let temporary = folder.appendingPathComponent(TemporaryName.fresh()).path
    // Exclusive: a link that somebody placed there is not followed.
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw .ofTheSystem }
    do throws(FileWriteError) {
        defer { close(file) }
        TemporaryName.lock(file)
        var old = stat()
        if stat(url.path, &old) == 0 { _ = fchmod(file, old.st_mode & 0o777) }
        try write(bytes, to: file)
        guard fsync(file) == 0 else { throw .ofTheSystem }
    } catch {
        unlink(temporary)
        throw error
    }
    guard rename(temporary, url.path) == 0 else {
        let error = FileWriteError.ofTheSystem
        unlink(temporary)
        throw error
    }
}

private func write(_ bytes: [UInt8], to file: Int32) throws(FileWriteError) {
    var done = 0
    while done < bytes.count {
        let count = bytes.withUnsafeBytes { write(file, $0.baseAddress! + done, bytes.count - done) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw .ofTheSystem }
        done += count
    }
}
