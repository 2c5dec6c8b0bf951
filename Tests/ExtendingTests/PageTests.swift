import Foundation
import Testing

/// `Sources/README.md` leads its readers to files that are there.
@Suite("The page for those who extend the program")
struct PageTests {
    private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test("names no file that is not there")
    func paths() throws {
        let page = try String(contentsOf: root.appendingPathComponent("Sources/README.md"), encoding: .utf8)
        let paths = page.matches(of: /`([\w\/-]+\/[\w.-]+)`/).map { String($0.1) }
        #expect(paths.count > 100)
        for path in paths {
            let file = root.appendingPathComponent(path.hasPrefix("Tests/") || path.hasPrefix("lessons/") ? path : "Sources/" + path)
            #expect(FileManager.default.fileExists(atPath: file.path), "\(path)")
        }
    }

    @Test("names every catalogue")
    func catalogues() throws {
        let page = try String(contentsOf: root.appendingPathComponent("Sources/README.md"), encoding: .utf8)
        let files = try #require(FileManager.default.enumerator(atPath: root.appendingPathComponent("Sources").path))
        // The help's topics are no things to add with code.
        let catalogues = files.compactMap { $0 as? String }
            .filter { $0.hasSuffix("Catalogue.swift") && !["Language/Commands/Catalogue.swift", "Commands/Help/Topics/TopicCatalogue.swift"].contains($0) }
        #expect(catalogues.count > 10)
        for catalogue in catalogues { #expect(page.contains("`\(catalogue)`"), "\(catalogue)") }
    }
}
