import Datasets
import Figures
import Foundation
import Language

@testable import Commands

/// The package's own data, wherever the tests run.
let packageData = DataFolders(only: [
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("datasets", isDirectory: true)
])

/// What a script showed, and how it ended.
struct Run {
    let session: GanSession
    let output = RecordedOutput()
    let folder: URL
    private(set) var error: Diagnostic?

    /// Runs a script in a fresh output folder of its own.
    init(_ text: String, _ prepare: (inout SessionOptions) -> Void = { _ in }) {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("gan-tests-\(UUID().uuidString)", isDirectory: true)
        var options = SessionOptions(outputFolder: folder, dataFolders: packageData)
        prepare(&options)
        session = GanSession(options: options, output: output)
        error = run(text)
    }

    /// Runs more in the same session, as a prompt does.
    @discardableResult
    func run(_ text: String) -> Diagnostic? {
        do throws(Diagnostic) {
            try session.run(Source(name: "lesson.gan", text: text))
            return nil
        } catch {
            return error
        }
    }

    /// The error as a person reads it.
    var message: String? { error?.render(color: false) }

    func close() {
        session.close()
        try? FileManager.default.removeItem(at: folder)
    }
}

/// What scripts say in one session, one after the other.
///
/// - Throws: the error of the first that does not come to its end.
func record(_ scripts: [String], _ prepare: (inout SessionOptions) -> Void = { _ in }) throws -> RecordedOutput {
    var options = SessionOptions(dataFolders: packageData)
    prepare(&options)
    let output = RecordedOutput()
    let session = GanSession(options: options, output: output)
    defer { session.close() }
    for script in scripts { try session.run(Source(name: "script", text: script)) }
    return output
}
