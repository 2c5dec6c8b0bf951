import Datasets
import Foundation

/// The files that a run has read, each with what tells whether it is still the same: its size and the time of its last
/// change, as `make` does. Looking into gigabytes of pictures for every seed would take longer than many runs.
///
/// A folder stands for all files in it.
struct FilesRead {
    /// By path.
    private(set) var states: [String: String] = [:]
    /// What the run writes itself says nothing about what it was given.
    private let output: URL

    init(output: URL) {
        self.output = output
    }

    /// Takes a file or folder in as it is before it is read.
    mutating func note(_ place: URL) {
        let path = place.resolvingSymlinksInPath().path
        guard states[path] == nil, !(path + "/").hasPrefix(output.resolvingSymlinksInPath().path + "/") else { return }
        states[path] = Self.state(of: path)
    }

    /// Takes in the files that a data set is known by, wherever they may lie; it reads the fullest of them.
    mutating func note(_ dataset: any Dataset, in folders: DataFolders) {
        guard type(of: dataset).readsFiles else { return }
        for place in folders.all.flatMap({ [$0.appendingPathComponent(dataset.name), $0] }) {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
            for name in names where name.contains("-idx") { note(place.appendingPathComponent(name)) }
        }
    }

    static func state(of path: String) -> String {
        let place = URL(fileURLWithPath: path)
        guard let values = try? place.resourceValues(forKeys: Set(keys)) else { return "none" }
        guard values.isDirectory == true else { return state(values) }
        var files: [(name: String, state: String)] = []
        let found = FileManager.default.enumerator(at: place, includingPropertiesForKeys: keys)
        while let file = found?.nextObject() as? URL {
            guard let values = try? file.resourceValues(forKeys: Set(keys)), values.isDirectory != true else { continue }
            files.append((file.path, state(values)))
        }
        let parts = files.sorted { $0.name < $1.name }.flatMap { [$0.name, $0.state] }
        return "\(files.count) files, \(SweepScript.fingerprint(parts))"
    }

    private static let keys: [URLResourceKey] = [.isDirectoryKey, .fileSizeKey, .contentModificationDateKey]

    private static func state(_ values: URLResourceValues) -> String {
        let changed = values.contentModificationDate?.timeIntervalSinceReferenceDate ?? 0
        return "\(values.fileSize ?? 0) bytes, changed \(changed)"
    }
}

/// The states of files at one time, each found out once: many runs read the same.
struct FilesNow {
    private var states: [String: String] = [:]

    mutating func state(of path: String) -> String {
        if let known = states[path] { return known }
        let state = FilesRead.state(of: path)
        states[path] = state
        return state
    }
}
