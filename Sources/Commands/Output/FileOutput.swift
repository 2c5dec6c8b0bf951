import Foundation
import Language

/// What makes text of events, one after the other.
protocol EventRenderer {
    mutating func text(of event: SessionEvent) -> String
    /// What closes the text.
    var ending: String { get }
}

extension EventRenderer {
    var ending: String { "" }
}

extension EventText: EventRenderer {}

/// A file that holds what a session said, results and remarks in their order.
///
/// Each text is written at once, so that a person can look on and a killed run leaves what it had said.
public final class FileOutput: SessionOutput {
    private let file: Int32
    private var renderer: any EventRenderer
    /// Why something could not be written, the first time.
    private(set) var problem: FileProblem?

    /// - Parameter file: open for writing; it is closed with this object.
    init(_ file: Int32, as renderer: any EventRenderer) {
        self.file = file
        self.renderer = renderer
    }

    deinit { close(file) }

    public func receive(_ event: SessionEvent) { write(whole: renderer.text(of: event)) }

    private func write(whole text: String) {
        guard !text.isEmpty else { return }
        guard let code = failure(writing: text.hasSuffix("\n") ? text : text + "\n", to: file), problem == nil else { return }
        problem = FileProblem(code)
    }
}

extension FileOutput {
    /// A page in Markdown of what a session says, in a file that the person at the keyboard named.
    public static func transcript(at url: URL) throws(Diagnostic) -> FileOutput {
        let file = open(url.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw unwritable(url, FileProblem(errno)) }
        return FileOutput(file, as: MarkdownText(besides: url.deletingLastPathComponent()))
    }

    /// Ends the page; throws where the file does not hold all that was said.
    public func finish(_ url: URL) throws(Diagnostic) {
        write(whole: renderer.ending)
        if let problem { throw Self.unwritable(url, problem) }
    }

    private static func unwritable(_ url: URL, _ problem: FileProblem) -> Diagnostic {
        Diagnostic("`\(url.relativePath)` cannot be written: \(problem.reason)", category: .failure)
    }
}
