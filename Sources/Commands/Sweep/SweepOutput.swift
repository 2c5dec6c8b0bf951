import Foundation

/// What one run of a sweep says, results and remarks in their order, in `output.txt` of its folder.
///
/// Each text is written at once, so that a person can look on and a killed run leaves what it had said.
final class SweepOutput: SessionOutput {
    static let fileName = "output.txt"

    private let file: Int32
    /// Why something could not be written, the first time.
    private(set) var problem: FileProblem?

    init(in folder: URL) throws(FileProblem) {
        file = try GuardedFolder([], below: folder.path).create(Self.fileName)
    }

    deinit { close(file) }

    func write(_ text: String) {
        let line = text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
        guard let code = failure(writing: line, to: file), problem == nil else { return }
        problem = FileProblem(code)
    }

    func note(_ text: String) { write(text) }
    func progress(_ line: String?) {}
    func redraw(_ block: String) {}
    var hasLiveLine: Bool { false }
}
