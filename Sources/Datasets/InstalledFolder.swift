import Foundation

/// The folder that an installed program has for what came with it: `share/gan` beside the `bin` in which the program's own
/// file lies, whatever links lead there. `nil` for a program elsewhere, such as one that was built and not installed.
public func installedFolder(of executable: URL? = Bundle.main.executableURL) -> URL? {
    guard let folder = executable?.resolvingSymlinksInPath().deletingLastPathComponent(), folder.lastPathComponent == "bin"
    else { return nil }
    return folder.deletingLastPathComponent().appendingPathComponent("share/gan", isDirectory: true)
}
