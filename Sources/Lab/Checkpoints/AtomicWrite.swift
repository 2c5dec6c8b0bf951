import Foundation

/// Writes a file so that a reader finds the old one or the whole new one, never half of it: the bytes go to a
/// neighbouring temporary file, which then takes the name in one step of the file system.
func writeAtomically(_ bytes: [UInt8], to url: URL) throws {
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url, options: .atomic)
}
