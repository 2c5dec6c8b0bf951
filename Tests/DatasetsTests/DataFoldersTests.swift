import Foundation
import Testing

@testable import Datasets

@Suite struct DataFoldersTests {
    private func paths(_ folders: [URL]) -> [String] { folders.map(\.path) }

    @Test func foldersAreSearchedInTheDocumentedOrder() {
        let folders = DataFolders(
            explicit: [URL(fileURLWithPath: "/given")], script: URL(fileURLWithPath: "/lessons"),
            environment: ["GAN_DATA": "/first:/second", "XDG_DATA_HOME": "/share", "HOME": "/home/ada"],
            workingFolder: URL(fileURLWithPath: "/here"), executable: URL(fileURLWithPath: "/package/.build/debug/gan"))
        #expect(paths(folders.chosen) == ["/given", "/first", "/second"])
        #expect(
            paths(folders.usual) == [
                "/lessons/datasets", "/here/datasets", "/package/.build/debug/datasets", "/package/.build/datasets",
                "/package/datasets", "/share/gan/datasets",
            ])
        #expect(folders.all == folders.chosen + folders.usual)
        #expect(folders.preferred?.path == "/given")
    }

    @Test func anInstalledProgramFindsWhatCameWithIt() {
        let folders = DataFolders(
            environment: [:], workingFolder: URL(fileURLWithPath: "/here"), executable: URL(fileURLWithPath: "/my own/bin/gan"))
        #expect(
            paths(folders.usual)
                == ["/here/datasets", "/my own/bin/datasets", "/my own/datasets", "/my own/share/gan/datasets"])
        #expect(installedFolder(of: URL(fileURLWithPath: "/package/.build/debug/gan")) == nil)
        #expect(installedFolder(of: nil) == nil)
    }

    @Test func aLinkLeadsToTheProgramsOwnFolder() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gan-link-\(UUID().uuidString)").resolvingSymlinksInPath()
        let bin = folder.appendingPathComponent("prefix/bin")
        try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (program, link) = (bin.appendingPathComponent("gan"), folder.appendingPathComponent("gan"))
        try Data().write(to: program)
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: program)
        #expect(installedFolder(of: link)?.path == folder.appendingPathComponent("prefix/share/gan").path)
    }

    @Test func dataHomeFallsBackToTheHomeFolderAndPassesOverRelativePaths() {
        for environment in [["HOME": "/home/ada"], ["HOME": "/home/ada", "XDG_DATA_HOME": "share"]] {
            let folders = DataFolders(
                environment: environment, workingFolder: URL(fileURLWithPath: "/here"), executable: nil)
            #expect(paths(folders.usual) == ["/here/datasets", "/home/ada/.local/share/gan/datasets"])
            #expect(folders.preferred?.path == "/home/ada/.local/share/gan/datasets")
        }
    }

    @Test func aFolderNamedTwiceIsSearchedOnce() {
        let folders = DataFolders(
            script: URL(fileURLWithPath: "/here"), environment: [:], workingFolder: URL(fileURLWithPath: "/here"),
            executable: nil)
        #expect(paths(folders.usual) == ["/here/datasets"])
    }
}
