import Foundation

/// The folders in which data files are looked for.
///
/// In this order: folders passed in, those of `$GAN_DATA` (separated by colons), `datasets` beside the script, in the
/// working folder, in every folder above the program and with what was installed beside it (`installedFolder`), and `gan/datasets` in the XDG data home.
public struct DataFolders: Sendable, Hashable {
    /// Folders a person named, passed in or by `$GAN_DATA`: what lies there is used, whatever lies elsewhere.
    public let chosen: [URL]
    /// The usual places: the fullest data set found in any of them is used.
    public let usual: [URL]

    /// - Parameters:
    ///   - explicit: folders that go before all others.
    ///   - script: the folder of the running script, if there is one.
    ///   - environment: where `GAN_DATA`, `XDG_DATA_HOME` and `HOME` are read.
    ///   - workingFolder: by default the process's own.
    ///   - executable: the program's file, by default this one; `swift run` puts it below the package's folder.
    public init(
        explicit: [URL] = [], script: URL? = nil,
        environment: [String: String] = ProcessInfo.processInfo.environment,
        workingFolder: URL = URL(fileURLWithPath: FileManager.default.currentDirectoryPath),
        executable: URL? = Bundle.main.executableURL
    ) {
        let named = (environment["GAN_DATA"] ?? "").split(separator: ":").map { URL(fileURLWithPath: String($0)) }
        chosen = Self.distinct(explicit + named)

        var places: [URL] = []
        if let script { places.append(script.appendingPathComponent("datasets")) }
        places.append(workingFolder.appendingPathComponent("datasets"))
        places += foldersAbove(executable).map { $0.appendingPathComponent("datasets") }
        if let installed = installedFolder(of: executable) { places.append(installed.appendingPathComponent("datasets")) }
        if let home = Self.dataHome(environment) {
            places.append(home.appendingPathComponent("gan").appendingPathComponent("datasets"))
        }
        usual = Self.distinct(places)
    }

    /// Only these folders, none of the usual ones.
    public init(only folders: [URL]) {
        chosen = Self.distinct(folders)
        usual = []
    }

    /// All folders, in the order of the search.
    public var all: [URL] { chosen + usual }

    /// Where a person should put files of their own: the first folder they named, or the one in the XDG data home.
    public var preferred: URL? { chosen.first ?? usual.last }

    /// The first file of that name of a data set: in a folder with its name, or in a data folder itself, as somebody may have named
    /// either; in the order of the search.
    public func file(_ name: String, of dataset: String) -> URL? {
        all.lazy.flatMap { [$0.appendingPathComponent(dataset), $0] }.map { $0.appendingPathComponent(name) }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }

    private static func dataHome(_ environment: [String: String]) -> URL? {
        // The XDG specification tells programs to pass over a path that is not absolute.
        if let home = environment["XDG_DATA_HOME"], home.hasPrefix("/") { return URL(fileURLWithPath: home) }
        guard let home = environment["HOME"], !home.isEmpty else { return nil }
        return URL(fileURLWithPath: home).appendingPathComponent(".local/share")
    }

    private static func distinct(_ folders: [URL]) -> [URL] {
        var seen: Set<String> = []
        return folders.map(\.standardizedFileURL).filter { seen.insert($0.path).inserted }
    }
}
