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
