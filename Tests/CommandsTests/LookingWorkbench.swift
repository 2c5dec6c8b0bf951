import Figures
import Foundation
import Language

@testable import Commands

/// A session that writes into a folder of its own, with everything it said.
final class LookingWorkbench {
    let folder: URL
    let output: RecordedOutput
    let session: GanSession

    init(mode: GraphicsMode = .none, columns: Int = 80, rows: Int = 24, isCheckOnly: Bool = false) {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("gan-looking-\(UUID().uuidString)", isDirectory: true)
        output = RecordedOutput(terminal: Terminal(mode: mode, columns: columns, rows: rows))
        var options = SessionOptions(outputFolder: folder, dataFolders: packageData)
        options.isCheckOnly = isCheckOnly
        session = GanSession(options: options, output: output)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    @discardableResult
    func run(_ script: String) throws -> String {
        let before = output.text.count
        try session.run(Source(name: "test.gan", text: script))
        return String(output.text.dropFirst(before))
    }

    /// The error that a script ends with, `nil` when it runs through.
    func failure(_ script: String) -> Diagnostic? {
        do {
            try session.run(Source(name: "test.gan", text: script))
            return nil
        } catch { return error }
    }

    func bytes(_ name: String) -> [UInt8] {
        (try? Data(contentsOf: folder.appendingPathComponent(name))).map { Array($0) } ?? []
    }

    func text(_ name: String) -> String { String(decoding: bytes(name), as: UTF8.self) }
}

/// How every PNG file begins.
let pictureSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
