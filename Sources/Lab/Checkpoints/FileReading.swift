import Foundation

/// A file's bytes; refuses what is no plain file and what would not fit into memory with the arrays made of it.
func readBytes(of url: URL) throws(CheckpointError) -> [UInt8] {
    let name = url.lastPathComponent
    let file = url.resolvingSymlinksInPath()
    do {
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
        guard attributes[.type] as? FileAttributeType == .typeRegular else {
            throw CheckpointError.unreadable(name, "it is no plain file")
        }
        let size = (attributes[.size] as? NSNumber)?.uint64Value ?? 0
        let most = ProcessInfo.processInfo.physicalMemory / 4
        guard size <= most else {
            throw CheckpointError.unreadable(name, "it has \(size) bytes, and this machine can take \(most)")
        }
        return try Array(Data(contentsOf: file))
    } catch let error as CheckpointError {
        throw error
    } catch {
        throw .unreadable(name, error.localizedDescription)
    }
}
