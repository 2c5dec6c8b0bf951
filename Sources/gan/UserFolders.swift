import Foundation

/// Where a person's own files live, after the XDG base directory specification.
struct UserFolders {
    /// Settings: `init.gan`.
    let configuration: URL?
    /// What was done: the history, the progress in lessons.
    let state: URL?

    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        configuration = Self.folder("XDG_CONFIG_HOME", ".config", environment)
        state = Self.folder("XDG_STATE_HOME", ".local/state", environment)
    }

    var initScript: URL? { configuration?.appendingPathComponent("init.gan") }
    /// What was done in lessons.
    var progress: URL? { state?.appendingPathComponent("progress") }
    var history: URL? { state?.appendingPathComponent("history") }

    /// The specification tells programs to pass over a path that is not absolute.
    private static func folder(_ variable: String, _ usual: String, _ environment: [String: String]) -> URL? {
        if let path = environment[variable], path.hasPrefix("/") {
            return URL(fileURLWithPath: path).appendingPathComponent("gan")
        }
        guard let home = environment["HOME"], !home.isEmpty else { return nil }
        return URL(fileURLWithPath: home).appendingPathComponent(usual).appendingPathComponent("gan")
    }
}
