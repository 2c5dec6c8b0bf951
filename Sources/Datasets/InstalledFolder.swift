import Foundation

/// The folder of the program's own file, whatever links lead there, and those above it: what is built lies below its checkout.
public func foldersAbove(_ executable: URL? = Bundle.main.executableURL) -> [URL] {
    guard var folder = executable?.resolvingSymlinksInPath().deletingLastPathComponent() else { return [] }
    var folders: [URL] = []
    while folder.pathComponents.count > 1 {
        folders.append(folder)
        folder.deleteLastPathComponent()
    }
    return folders
}

/// The folder that an installed program has for what came with it: `share/gan` beside the `bin` in which the program's own
/// file lies, whatever links lead there. `nil` for a program elsewhere, such as one that was built and not installed.
public func installedFolder(of executable: URL? = Bundle.main.executableURL) -> URL? {
    guard let folder = executable?.resolvingSymlinksInPath().deletingLastPathComponent(), folder.lastPathComponent == "bin"
    else { return nil }
    return folder.deletingLastPathComponent().appendingPathComponent("share/gan", isDirectory: true)
}
