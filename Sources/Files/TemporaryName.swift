import Foundation

/// Names for files that are being written: `.gan-4711-9f3a27c1.part`.
///
/// A program that is killed cannot clean up. The name says that the file is ours, and a lock on it says that somebody still
/// writes: the system takes the lock back however the writer ends. So a later program can remove what is left, and touches
/// no other file.
enum TemporaryName {
    private static let start = ".gan-"
    private static let end = ".part"
    /// Between making a file and locking it, and on file systems that do not know locks, only time tells.
    private static let patience: TimeInterval = 60
    private static let longest: TimeInterval = 86_400

    /// A name that no other file has; it holds the number of the process that made it.
    static func fresh() -> String {
        start + "\(getpid())-" + String(UInt32.random(in: .min ... .max), radix: 16) + end
    }

    static func isOurs(_ name: String) -> Bool {
        guard name.hasPrefix(start), name.hasSuffix(end), name.count > start.count + end.count else { return false }
        let parts = name.dropFirst(start.count).dropLast(end.count).split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 2 && UInt32(parts[0]) != nil && UInt32(parts[1], radix: 16) != nil
    }

    /// Says that this file is being written, until it is closed.
    static func lock(_ file: Int32) { _ = flock(file, LOCK_EX | LOCK_NB) }

    /// Removes what programs that are gone left behind in a folder. What cannot be removed stays.
    static func sweep(_ folder: URL, now: Date = Date()) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else { return }
        for name in names where isOurs(name) {
            let path = folder.appendingPathComponent(name).path
            var status = stat()
            // Of the file itself, and only a plain one: a link of that name is none of ours.
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
            let age = now.timeIntervalSince1970 - status.modificationSeconds
            if age > longest || (age > patience && isLeft(path)) { unlink(path) }
        }
    }

    /// Whether no process holds the file's lock.
    private static func isLeft(_ path: String) -> Bool {
        let file = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        return flock(file, LOCK_EX | LOCK_NB) == 0
    }
}

extension stat {
    /// Since 1970.
    fileprivate var modificationSeconds: TimeInterval {
        #if canImport(Darwin)
        TimeInterval(st_mtimespec.tv_sec)
        #else
        TimeInterval(st_mtim.tv_sec)
        #endif
    }
}
